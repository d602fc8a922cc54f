"""How long the window's event loop is kept waiting while an engine starts, loads a model and generates.

Run as a script, it opens the window, generates and prints its figures as JSON.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from aigc_desktop.core.database import Database
from aigc_desktop.core.events import Events
from aigc_desktop.core.job_store import JobStore
from aigc_desktop.core.paths import Paths, default_home
from aigc_desktop.ui.application import make_application
from aigc_desktop.ui.desktop import Desktop
from aigc_desktop.ui.pages.generate import GeneratePage
from tests.benchmarks.rounds import percentile

TICK_MS = 4
JOBS = 6


class Gaps(QObject):
    """A timer that ticks every few milliseconds and notes by how much each tick is late."""

    def __init__(self) -> None:
        super().__init__()
        self.late_ms: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def stop(self) -> None:
        """Tick no longer."""
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max((now - self._last) * 1000 - TICK_MS, 0.0))
        self._last = now


class Session(QObject):
    """Generates through the Generate page until all jobs have ended."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__()
        self._desktop = desktop
        self._store: JobStore | None = None
        self.gaps: Gaps | None = None
        self._look = QTimer(self, interval=500)
        self._look.timeout.connect(self._go_on)
        desktop.opened.connect(self._begin)

    @property
    def ended(self) -> list[str]:
        """The states of the jobs that have ended."""
        assert self._store is not None
        return [job.state for job in self._store.all() if job.has_ended]

    def _begin(self) -> None:
        self._desktop.window.open_page("generate")
        self.gaps = Gaps()  # from here on: the engine starts, loads and generates
        self._look.start()

    def _go_on(self) -> None:
        page = self._desktop.window.open_page("generate")
        assert isinstance(page, GeneratePage)
        if self._store is None and page.generating.schema is not None and page.column.form is not None:
            self._store = JobStore(Database(self._desktop.paths.database), Events(), session="benchmark")
            for _ in range(JOBS):
                page.generate()
        elif self._store is not None and len(self.ended) == JOBS:
            self._look.stop()
            QApplication.quit()


def main() -> int:
    application = make_application()
    paths = Paths(default_home())
    paths.make()
    desktop = Desktop(application, paths)
    session = Session(desktop)
    desktop.open()
    application.exec()
    assert session.gaps is not None
    late = session.gaps.late_ms
    figures = {
        "jobs": session.ended,
        "ticks": len(late),
        "p50_ms": round(percentile(late, 50), 2),
        "p99_ms": round(percentile(late, 99), 2),
        "max_ms": round(max(late), 2),
    }
    desktop.close()
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
