"""Starts the window: first something to see, then everything else."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from aigc_desktop.core.paths import Paths, default_home
from aigc_desktop.ui.fonts import window_font

SWITCH_INTERVAL_S = 0.0005
"""How long a busy thread may keep the interpreter: measured, the shortest hitches of the event loop."""


def run_window(home: Path | None = None) -> int:
    """Open the window on the state under `home` and stay until it is closed."""
    from aigc_desktop.ui.desktop import Desktop

    sys.setswitchinterval(SWITCH_INTERVAL_S)
    application = make_application()
    paths = Paths(home or default_home())
    paths.make()
    desktop = Desktop(application, paths)
    desktop.open()
    code = application.exec()
    desktop.close()
    return code


def make_application() -> QApplication:
    """The Qt application, with its name and font."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("AIGC Desktop")
    application.setDesktopFileName("aigc-desktop")
    application.setFont(window_font())
    return application
