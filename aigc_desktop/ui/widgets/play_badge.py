"""The small sign on a thumbnail that says: this one moves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette

from aigc_desktop.ui import icons

SIDE = 20.0
GAP = 5.0
_OPACITY = 220


def paint_badge(painter: QPainter, place: QRectF, palette: QPalette) -> None:
    """Paint it into the lower right corner of `place`, so that it can be read on any picture."""
    disc = QRectF(place.right() - SIDE - GAP, place.bottom() - SIDE - GAP, SIDE, SIDE)
    ground = QColor(palette.color(QPalette.ColorRole.Window))
    ground.setAlpha(_OPACITY)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(disc)
    inside = disc.adjusted(4, 4, -4, -4)
    icons.draw(painter, "play-filled", inside, palette.color(QPalette.ColorRole.Text).name())
    painter.restore()
