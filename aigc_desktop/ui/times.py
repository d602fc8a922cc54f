"""Spans of time in words."""

from __future__ import annotations

from PySide6.QtCore import QObject


class Times(QObject):
    """Says how long something takes, in the window's language."""

    def short(self, seconds: float) -> str:
        """`9 s`, `3 min`, `2 h 5 min`."""
        whole = max(0, round(seconds))
        if whole < 60:
            return self.tr("{0} s").format(whole)
        if whole < 3600:
            return self.tr("{0} min").format(round(whole / 60))
        return self.tr("{0} h {1} min").format(whole // 3600, whole % 3600 // 60)
