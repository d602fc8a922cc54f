"""Says whether Qt can be loaded and knows a font for Chinese: `python -m aigc_desktop.ui.probe`."""

from __future__ import annotations

import sys

import msgspec
from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication


def probe() -> dict[str, object]:
    """Qt's version, and whether a font for Simplified Chinese is installed."""
    app = QGuiApplication.instance() or QGuiApplication([])
    systems = QFontDatabase.writingSystems()
    del app
    return {"version": qVersion(), "chinese": QFontDatabase.WritingSystem.SimplifiedChinese in systems}


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(probe()))
