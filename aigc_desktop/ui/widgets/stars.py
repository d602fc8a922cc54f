"""Five stars: a rating that is set by click, by digit keys or by arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from aigc_desktop.ui.theme import WARNING

COUNT = 5
_STAR = (
    (0.5, 0.04),
    (0.647, 0.348),
    (0.985, 0.392),
    (0.738, 0.627),
    (0.8, 0.962),
    (0.5, 0.8),
    (0.2, 0.962),
    (0.262, 0.627),
    (0.015, 0.392),
    (0.353, 0.348),
)


def star_shape(rect: QRectF) -> QPolygonF:
    """The outline of a star that fills `rect`."""
    return QPolygonF([QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height()) for x, y in _STAR])


class Stars(QWidget):
    """A rating from none to five stars. Clicking the last one given takes all away."""

    rated = Signal(int)

    def __init__(self, parent: QWidget | None = None, side: int = 16) -> None:
        super().__init__(parent)
        self._rating = 0
        self._side = side
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    @property
    def rating(self) -> int:
        """The number of stars, 0 to 5."""
        return self._rating

    def set_rating(self, rating: int) -> None:
        """Show a rating without announcing it."""
        self._rating = rating
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(COUNT * self._pitch() + 4, self._side + 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        star = min(COUNT, int((event.position().x() - 4) // self._pitch()) + 1)
        self._rate(0 if star == self._rating else star)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1}
        move = moves.get(Qt.Key(event.key()))
        if event.text() in {"0", "1", "2", "3", "4", "5"}:
            self._rate(int(event.text()))
        elif move is not None:
            self._rate(max(0, min(COUNT, self._rating + move)))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        for index in range(COUNT):
            role = WARNING if index < self._rating else QPalette.ColorRole.Mid
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color(role))
            painter.drawPolygon(star_shape(QRectF(4 + index * self._pitch(), 4, self._side, self._side)))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.color(QPalette.ColorRole.Highlight), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _pitch(self) -> int:
        return self._side + 3

    def _rate(self, rating: int) -> None:
        if rating != self._rating:
            self.set_rating(rating)
            self.rated.emit(rating)

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Stars: {count} of 5").format(count=self._rating))
        self.setToolTip(self.tr("Keys 0 to 5 set the stars"))
