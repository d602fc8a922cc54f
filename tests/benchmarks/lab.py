"""How many pictures a second the latent lab shows while its map is dragged, for every starter with latents.

Run as a script, it opens the window, drags the map with mouse events and prints its figures as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from math import cos, sin
from typing import Any

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from aigc_desktop.core.paths import Paths, default_home
from aigc_desktop.ui.application import make_application
from aigc_desktop.ui.desktop import Desktop
from aigc_desktop.ui.generating import Choice
from aigc_desktop.ui.lab.page import LabPage
from tests.benchmarks.event_loop import Gaps
from tests.benchmarks.rounds import percentile

DRAG_S = 6.0
MOVE_EVERY_MS = 16
LOOK_EVERY_MS = 50
LIMIT_S = 120.0
REACH = 150
PROMPT = "a red star on a white background"


def measure(page: LabPage, choice: Choice) -> dict[str, Any]:
    """Drag the map of one model along a slowly turning circle."""
    page.generating.choose(choice)
    wait(lambda: page.lab.subject is not None and page.lab.subject.model == choice.model.id)
    assert page.lab.subject is not None
    if not page.lab.subject.has_latents:
        return {}
    page.column.set_values({"prompt": PROMPT})
    wait(lambda: page.messages.isVisible() or not page.panel.preview.image.isNull())
    assert not page.messages.isVisible(), page.messages.text
    shown: list[float] = []
    count = page.looker.came.connect(lambda *_: shown.append(time.perf_counter()))
    gaps = Gaps()
    drag(page)
    page.looker.came.disconnect(count)
    gaps.stop()
    return {
        "frames_per_second": round(len(shown) / DRAG_S, 1),
        "event_loop_p99_ms": round(percentile(gaps.late_ms, 99), 1),
    }


def drag(page: LabPage) -> None:
    """Hold the map and move it for DRAG_S seconds; pictures of points that are over are not waited for."""
    middle = page.map.rect().center()
    started, loop = time.perf_counter(), QEventLoop()

    def move() -> None:
        passed = time.perf_counter() - started
        place = QPoint(round(REACH * sin(passed * 1.7)), round(REACH * cos(passed * 1.1)))
        QTest.mouseMove(page.map, middle + place)
        if passed >= DRAG_S:
            loop.quit()

    mover = QTimer(interval=MOVE_EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
    mover.timeout.connect(move)
    QTest.mousePress(page.map, Qt.MouseButton.LeftButton, pos=middle)
    mover.start()
    loop.exec()  # sleeps between events: a loop that polled would take a core from the engine
    mover.stop()
    QTest.mouseRelease(page.map, Qt.MouseButton.LeftButton, pos=middle)


def wait(condition: Callable[[], bool]) -> None:
    """Run the event loop until `condition` holds."""
    deadline, loop = time.monotonic() + LIMIT_S, QEventLoop()
    look = QTimer(interval=LOOK_EVERY_MS)
    look.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() > deadline else None)
    look.start()
    loop.exec()
    look.stop()
    assert condition(), "what was waited for did not happen"


def main() -> int:
    application = make_application()
    paths = Paths(default_home())
    paths.make()
    desktop = Desktop(application, paths)
    desktop.open()
    wait(lambda: bool(desktop.window.pages()))
    page = desktop.window.open_page("lab")
    assert isinstance(page, LabPage)
    figures = {f"{c.model.id} in {c.model.backend}": measure(page, c) for c in page.generating.choices()}
    desktop.close()
    print(json.dumps({name: each for name, each in figures.items() if each}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
