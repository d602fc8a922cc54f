"""Two pictures in one place, with a divider between before and after."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from aigc_desktop.ui.widgets.picture_canvas import PictureCanvas
from aigc_desktop.ui.widgets.pictures import Picture

KEY_STEP = 0.02
GRIP = 12


class CompareCanvas(PictureCanvas):
    """The picture before lies left of the divider, the picture after right of it.

    The divider is dragged with the mouse, or moved with the left and right arrow keys.
    """

    split_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self._before = Picture()
        self._split = 0.5
        self._is_dragging = False

    @property
    def split(self) -> float:
        """Where the divider stands, 0 (left edge of the picture) to 1."""
        return self._split

    def set_split(self, split: float) -> None:
        """Move the divider."""
        self._split = max(0.0, min(1.0, split))
        self.update()
        self.split_changed.emit(self._split)

    def show_pair(self, before: Picture, after: Picture, file: str = "") -> None:
        """Compare two pictures; the first is stretched to the size of the second."""
        self._before = before
        self.show_picture(after, file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -KEY_STEP, Qt.Key.Key_Right: KEY_STEP}
        step = steps.get(Qt.Key(event.key()))
        if step is None or self.image.isNull():
            super().keyPressEvent(event)
        else:
            self.set_split(self._split + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_dragging = self._is_near_divider(event.position())
        if not self._is_dragging:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            target = self.target()
            at = event.position().x() * self.devicePixelRatioF()
            self.set_split((at - target.left()) / max(1.0, target.width()))
        elif event.buttons() == Qt.MouseButton.NoButton and self._is_near_divider(event.position()):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif event.buttons() == Qt.MouseButton.NoButton:
            self.unsetCursor()
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_dragging = False
        super().mouseReleaseEvent(event)

    def _divider(self) -> float:
        return self.target().left() + self.target().width() * self._split

    def _is_near_divider(self, point: QPointF) -> bool:
        distance = abs(point.x() * self.devicePixelRatioF() - self._divider())
        return not self.image.isNull() and distance <= GRIP * self.devicePixelRatioF()

    def _paint_picture(self, painter: QPainter) -> None:
        super()._paint_picture(painter)
        target = self.target()
        painter.save()
        painter.setClipRect(
            QRectF(target.left(), target.top(), self._divider() - target.left(), target.height())
        )
        self.paint_level(painter, self._before)
        painter.restore()
        self._paint_divider(painter)

    def _paint_divider(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        target = self.target().intersected(QRectF(0, 0, self.width() * ratio, self.height() * ratio))
        x = self._divider()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2 * ratio))
        painter.drawLine(QPointF(x, target.top()), QPointF(x, target.bottom()))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
        painter.drawEllipse(QPointF(x, target.center().y()), GRIP * ratio * 0.75, GRIP * ratio * 0.75)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.HighlightedText), 1.5 * ratio))
        for side in (-1, 1):
            tip = QPointF(x + side * 5 * ratio, target.center().y())
            back = QPointF(-side * 2.5 * ratio, 0)
            painter.drawLine(tip, tip + back + QPointF(0, 3 * ratio))
            painter.drawLine(tip, tip + back - QPointF(0, 3 * ratio))
