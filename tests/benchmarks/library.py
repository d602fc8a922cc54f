"""How quickly the library answers when it holds 100,000 assets: `python tests/benchmarks/library.py`."""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from aigc_desktop.api import Request
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.core.database import Database
from aigc_desktop.core.events import Events
from aigc_desktop.core.library import AssetQuery, Library
from aigc_desktop.core.library.rows import NewRow, insert
from aigc_desktop.core.paths import Paths

ASSETS = 100_000
REPEATS = 9
SCREEN = 60

ENGLISH = (
    "red blue green flat striped outlined circle square star hexagon icon emblem badge on white " * 2
).split()
CHINESE = "红色蓝色绿色扁平条纹描边圆形方形星形六边形图标徽章放在白色背景上的一个两个大小"


def measure(home: Path, assets: int = ASSETS) -> dict[str, float]:
    """Fill a library under `home` and give the median milliseconds of each question."""
    paths = Paths(home)
    paths.make()
    database = Database(paths.database)
    library = Library(paths, database, Events())
    fill(database, paths, assets)
    keys = library.keys(AssetQuery())
    middle = keys[len(keys) // 2 :][:SCREEN]
    questions: dict[str, Callable[[], object]] = {
        "keys": lambda: library.keys(AssetQuery()),
        "filter by model and rating": lambda: library.keys(AssetQuery(model="model-3", min_rating=4)),
        "search a common word": lambda: library.keys(AssetQuery(text="circle")),
        "search two words": lambda: library.keys(AssetQuery(text="striped star")),
        "search a rare word": lambda: library.keys(AssetQuery(text="unicorn")),
        "search one Chinese character": lambda: library.keys(AssetQuery(text="红")),
        "search a Chinese phrase": lambda: library.keys(AssetQuery(text="红色")),
        "a screen of assets": lambda: library.assets(middle),
        "models for the filter": library.models,
        "sweep": library.sweep,
    }
    times = {f"{name}, ms": median_ms(question) for name, question in questions.items()}
    database.close()
    return {"assets": len(keys), **times}


def median_ms(question: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        question()
        times.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(times), 2)


def fill(database: Database, paths: Paths, assets: int) -> None:
    """Rows and empty files for `assets` pictures of sixteen a job."""
    with database.transaction() as connection:
        for row in rows(assets):
            insert(connection, row)
            file = paths.home / row.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
        connection.execute("UPDATE assets SET rating = key % 6")


def rows(assets: int) -> Iterator[NewRow]:
    chance = random.Random(7)
    for number in range(assets):
        words = [*chance.choices(ENGLISH, k=14), "".join(chance.choices(CHINESE, k=14))]
        if number % 1000 == 0:
            words.append("unicorn")
        recipe = recipe_of(
            " ".join(words), job_id=f"job{number // 16:05d}", index=number % 16, model=number % 8
        )
        asset_id = f"{recipe.job_id}-{recipe.index:04d}"
        created_at = 1_700_000_000.0 + number * 60
        month = time.strftime("%Y-%m", time.gmtime(created_at))
        yield NewRow(
            id=asset_id,
            kind="image",
            file=f"assets/{month}/{asset_id}.png",
            thumbnail="",
            width=512,
            height=512,
            created_at=created_at,
            recipe=recipe,
            is_output=True,
        )


def recipe_of(prompt: str, job_id: str, index: int, model: int) -> Recipe:
    request = Request(
        generator="diffusion",
        model=f"model-{model}",
        task="text-to-image",
        parameters={"prompt": prompt, "negative_prompt": "blurry, low quality", "steps": 25, "width": 512},
        seeds=tuple(range(16)),
    )
    return Recipe(
        request=request,
        index=index,
        job_id=job_id,
        family="diffusion",
        model_name=f"Model {model}",
        model_hash="0" * 64,
        plugin="diffusion",
        plugin_version="0.1.0",
        app_version="0.1.0",
        device_name="CPU",
        libraries={"torch": "2.13.0", "diffusers": "0.42.0", "transformers": "5.23.0"},
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        json.dump(measure(Path(folder)), sys.stdout, indent=2)
        print()
