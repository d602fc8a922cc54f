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

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aigc_desktop.core.paths import Paths, default_home
from aigc_desktop.ui.application import make_application
from aigc_desktop.ui.desktop import Desktop
from aigc_desktop.ui.generating import Choice
from aigc_desktop.ui.lab.page import LabPage
from tests.benchmarks.event_loop import Gaps
from tests.benchmarks.rounds import percentile

DRAG_S = 6.0
MOVE_EVERY_S = 1 / 60
LIMIT_S = 120.0
REACH = 150
PROMPT = "a red star on a white background"


def measure(application: QApplication, page: LabPage, choice: Choice) -> dict[str, Any]:
    """Drag the map of one model along a slowly turning circle."""
    page.generating.choose(choice)
    wait(application, lambda: page.lab.subject is not None and page.lab.subject.model == choice.model.id)
    assert page.lab.subject is not None
    if not page.lab.subject.has_latents:
        return {}
    page.column.set_values({"prompt": PROMPT})
    wait(application, lambda: page.messages.isVisible() or not page.panel.preview.image.isNull())
    assert not page.messages.isVisible(), page.messages.text
    shown: list[float] = []
    count = page.looker.came.connect(lambda *_: shown.append(time.perf_counter()))
    gaps = Gaps()
    drag(application, page)
    page.looker.came.disconnect(count)
    gaps.stop()
    return {
        "frames_per_second": round(len(shown) / DRAG_S, 1),
        "event_loop_p99_ms": round(percentile(gaps.late_ms, 99), 1),
    }


def drag(application: QApplication, page: LabPage) -> None:
    """Hold the map and move it for DRAG_S seconds; pictures of points that are over are not waited for."""
    middle = page.map.rect().center()
    QTest.mousePress(page.map, Qt.MouseButton.LeftButton, pos=middle)
    started = time.perf_counter()
    while (passed := time.perf_counter() - started) < DRAG_S:
        place = QPoint(round(REACH * sin(passed * 1.7)), round(REACH * cos(passed * 1.1)))
        QTest.mouseMove(page.map, middle + place)
        until = time.perf_counter() + MOVE_EVERY_S
        while time.perf_counter() < until:
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 4)
    QTest.mouseRelease(page.map, Qt.MouseButton.LeftButton, pos=middle)


def wait(application: QApplication, condition: Callable[[], bool]) -> None:
    """Run the event loop until `condition` holds."""
    deadline = time.monotonic() + LIMIT_S
    while not condition():
        assert time.monotonic() < deadline, "what was waited for did not happen"
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def main() -> int:
    application = make_application()
    paths = Paths(default_home())
    paths.make()
    desktop = Desktop(application, paths)
    desktop.open()
    wait(application, lambda: bool(desktop.window.pages()))
    page = desktop.window.open_page("lab")
    assert isinstance(page, LabPage)
    figures = {c.model.name: measure(application, page, c) for c in page.generating.choices()}
    desktop.close()
    print(json.dumps({name: each for name, each in figures.items() if each}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
