"""The small sign on a thumbnail that says: this one moves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from aigc_desktop.ui import icons
from aigc_desktop.ui.theme import BADGE_GROUND, BADGE_INK

SIDE = 20.0
GAP = 5.0
_OPACITY = 160


def paint_badge(painter: QPainter, place: QRectF) -> None:
    """Paint it into the lower right corner of `place`; white on black can be read on any picture."""
    disc = QRectF(place.right() - SIDE - GAP, place.bottom() - SIDE - GAP, SIDE, SIDE)
    ground = QColor(BADGE_GROUND)
    ground.setAlpha(_OPACITY)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(disc)
    icons.draw(painter, "play-filled", disc.adjusted(4, 4, -4, -4), BADGE_INK)
    painter.restore()
