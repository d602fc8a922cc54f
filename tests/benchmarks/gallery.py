"""How the library page copes with 100,000 assets: first paint, scrolling, search, memory.

Run as a script, it prints its figures. It shows nothing: Qt draws into memory.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtWidgets import QApplication

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.core.database import Database
from aigc_desktop.core.events import Events
from aigc_desktop.core.library import AssetQuery, Library, rows
from aigc_desktop.core.paths import Paths
from aigc_desktop.ui import theme
from aigc_desktop.ui.application import SWITCH_INTERVAL_S
from aigc_desktop.ui.widgets.asset_grid import AssetGrid
from aigc_desktop.ui.widgets.asset_model import AssetModel
from aigc_desktop.ui.widgets.thumbnails import Thumbnails

T = TypeVar("T")
ASSETS = 100_000
THUMBNAILS = 2_000
SEARCHES = ("yellow star", "五角", "moon")
SIZE = (1064, 800)
COLOURS = ("yellow", "blue", "red", "green", "white", "violet", "orange", "pink")
SHAPES = ("star", "circle", "ring", "square", "heart", "moon", "triangle", "五角星")


@dataclass(frozen=True, slots=True)
class Timing:
    """How long something took, and how much of that the window's thread was at work.

    On a machine that does other things the first says little; the second holds.
    """

    wall_ms: float
    cpu_ms: float


def measure(assets: int = ASSETS) -> dict[str, float]:
    """All figures, times in milliseconds."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    application = QApplication.instance() or QApplication(["gallery"])
    assert isinstance(application, QApplication)
    application.setStyle("fusion")
    application.setPalette(theme.palette(theme.DARK))
    application.setStyleSheet(theme.style_sheet(theme.DARK))
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        paths.make()
        database = Database(paths.database)
        try:
            _fill(paths, database, assets)
            return _measure_grid(application, Library(paths, database, Events()))
        finally:
            database.close()


def _fill(paths: Paths, database: Database, assets: int) -> None:
    chance = random.Random(7)
    names = [_thumbnail(paths, number, chance) for number in range(THUMBNAILS)]
    with database.transaction() as connection:
        for number in range(assets):
            rows.insert(connection, _row(number, names[number % THUMBNAILS], chance))


def _thumbnail(paths: Paths, number: int, chance: random.Random) -> str:
    name = paths.thumbnails / f"{number}.png"
    colour = (chance.randrange(256), chance.randrange(256), chance.randrange(256))
    Image.new("RGB", (256, 256), colour).save(name, compress_level=1)
    return str(name.relative_to(paths.home))


def _row(number: int, thumbnail: str, chance: random.Random) -> rows.NewRow:
    prompt = f"a {chance.choice(COLOURS)} {chance.choice(SHAPES)} on a {chance.choice(COLOURS)} background"
    request = Request(
        generator="diffusion",
        model="icons-64",
        task="text-to-image",
        parameters={"prompt": prompt, "steps": 25, "guidance_scale": 3.0, "scheduler": "ddim"},
        seeds=(number,),
        runtime=Runtime(backend="torch", device="cpu", precision="float32"),
    )
    return rows.NewRow(
        id=f"bench-{number}",
        kind="image",
        file=f"assets/bench-{number}.png",
        thumbnail=thumbnail,
        width=64,
        height=64,
        created_at=1_700_000_000.0 + number,
        recipe=Recipe(
            request=request,
            index=0,
            job_id=f"bench-{number}",
            family="diffusion",
            model_name="Icons starter",
            model_hash="9f3c" * 16,
            plugin="diffusion",
            plugin_version="1.0.0",
            app_version="0.1.0",
            device_name="CPU",
        ),
        is_output=True,
    )


def _measure_grid(application: QApplication, library: Library) -> dict[str, float]:
    thumbnails = Thumbnails()
    model = AssetModel(None, library.assets)
    grid = AssetGrid(model, thumbnails)
    grid.resize(*SIZE)
    grid.show()
    application.processEvents()
    query, keys = _timed(lambda: library.keys(AssetQuery()))

    def first_paint() -> None:
        model.show_keys(keys)
        grid.viewport().repaint()

    first, _ = _timed(first_paint)
    smooth = _scroll(application, grid, range(0, 400 * 60, 60))
    chance = random.Random(3)
    end = grid.verticalScrollBar().maximum()
    jumps = _scroll(application, grid, [chance.randrange(end) for _ in range(200)])
    searches = [_timed(partial(library.keys, AssetQuery(text=words)))[0] for words in SEARCHES]
    figures = {
        "assets": float(len(keys)),
        **_figures("query", [query]),
        **_figures("first_paint", [first]),
        **_figures("scroll_p50", smooth, statistics.median),
        **_figures("scroll_p99", smooth, _p99),
        **_figures("jump_p99", jumps, _p99),
        **_figures("search", searches),
        "resident_mb": _resident_mb(),
    }
    thumbnails.stop()
    grid.close()
    return figures


def _scroll(application: QApplication, grid: AssetGrid, places: range | list[int]) -> list[Timing]:
    def step(place: int) -> None:
        grid.verticalScrollBar().setValue(place)
        application.processEvents()

    return [_timed(partial(step, place))[0] for place in places]


def _timed(work: Callable[[], T]) -> tuple[Timing, T]:
    start, busy = time.perf_counter(), time.thread_time()
    result = work()
    return Timing((time.perf_counter() - start) * 1000, (time.thread_time() - busy) * 1000), result


def _figures(
    name: str, timings: list[Timing], summary: Callable[[list[float]], float] = max
) -> dict[str, float]:
    return {
        f"{name}_ms": summary([timing.wall_ms for timing in timings]),
        f"{name}_cpu_ms": summary([timing.cpu_ms for timing in timings]),
    }


def _p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


def _resident_mb() -> float:
    status = Path("/proc/self/statm")
    if not status.exists():
        return -1.0
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ASSETS), indent=2))
