"""A picture that can be zoomed, panned and dragged out of the window."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDrag,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from aigc_desktop.ui.widgets.pictures import Picture
from aigc_desktop.ui.widgets.view_transform import View

PAN_STEP = 48
WHEEL_NOTCH = 120
SHADOW_RINGS = 14
SHADOW_REACH = 26
MARGIN = 24


class PictureCanvas(QWidget):
    """Shows one picture. Zoom: wheel, + and -, 0 fits, 1 is 100 %. Pan: drag and arrow keys.
    Ctrl+C copies.

    While the whole picture is visible, dragging it carries its file out of the window; when it is larger
    than the canvas, dragging pans and Alt+drag carries it out.
    """

    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(160, 120))
        self._picture = Picture()
        self._file = ""
        self._view = View((1, 1), (1, 1))
        self._follows_fit = True
        self._is_smooth = True
        self._wheel = 0
        self._pressed_at: QPointF | None = None

    @property
    def view(self) -> View:
        """Where the picture lies now."""
        return self._view

    @property
    def image(self) -> QImage:
        """The picture shown; null when there is none."""
        return self._picture.whole

    def show_picture(self, picture: Picture, file: str = "") -> None:
        """Show a picture; `file` is what a drag carries out. The zoom stays when the size stays."""
        image = picture.whole
        same = self.image.size() == image.size() and not self.image.isNull()
        self._picture, self._file = picture, file
        if not image.isNull() and not same:
            self._view = View((image.width(), image.height()), self._room())
            self._follows_fit = True
        self._refit()

    def show_frame(self, image: QImage) -> None:
        """Show the next picture of an animation in the place of the one shown, which is of the same size."""
        self._picture = Picture((image,))
        self.update()

    def set_smooth(self, is_smooth: bool) -> None:
        """Enlarge smoothly, or pixel for pixel."""
        self._is_smooth = is_smooth
        self.update()

    def fit(self) -> None:
        """Show the whole picture, and keep doing so when the window is resized."""
        self._follows_fit = True
        self._refit()

    def zoom(self, steps: int, at: QPointF | None = None) -> None:
        """Step in or out; `at` stays where it is."""
        where = None if at is None else self._device(at)
        self._set_view(self._view.stepped(steps, where))

    def zoom_to(self, scale: float) -> None:
        """Show at this factor; 1.0 is one picture pixel for one of the screen's."""
        self._set_view(self._view.scaled(scale))

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture, in device pixels."""
        self._set_view(self._view.panned(dx, dy))

    def target(self) -> QRectF:
        """Where the picture is painted, in device pixels."""
        return QRectF(self._view.x, self._view.y, *self._view.size)

    def mime_data(self) -> QMimeData:
        """What is dragged out or copied: the file, and the picture itself."""
        mime = QMimeData()
        if self._file:
            mime.setUrls([QUrl.fromLocalFile(self._file)])
        mime.setImageData(self.image)
        return mime

    # What Qt calls

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        if not self.image.isNull():
            ratio = self.devicePixelRatioF()
            painter.scale(1 / ratio, 1 / ratio)
            self._paint_shadow(painter)
            self._paint_picture(painter)
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / WHEEL_NOTCH)
        self._wheel -= steps * WHEEL_NOTCH
        if steps and not self.image.isNull():
            self.zoom(steps, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: (PAN_STEP, 0),
            Qt.Key.Key_Right: (-PAN_STEP, 0),
            Qt.Key.Key_Up: (0, PAN_STEP),
            Qt.Key.Key_Down: (0, -PAN_STEP),
        }
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy) and not self.image.isNull():
            QGuiApplication.clipboard().setMimeData(self.mime_data())
        elif self.image.isNull() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(-1)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_1:
            self.zoom_to(1.0)
        elif key in moves:
            self.pan(*moves[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
            if self._view.is_pannable:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        moved = event.position() - self._pressed_at
        if self._view.is_pannable and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._pressed_at = event.position()
            self.pan(moved.x() * self.devicePixelRatioF(), moved.y() * self.devicePixelRatioF())
        elif moved.manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            self._drag_out()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed_at = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.zoom_to(1.0) if self._follows_fit else self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Inside

    def _room(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return max(1, int(self.width() * ratio)), max(1, int(self.height() * ratio))

    def _device(self, point: QPointF) -> tuple[float, float]:
        ratio = self.devicePixelRatioF()
        return point.x() * ratio, point.y() * ratio

    def _refit(self) -> None:
        if self.image.isNull():
            self.update()
            return
        view = self._view.resized(self._room())
        self._view = view.fitted(MARGIN) if self._follows_fit else view
        self.update()
        self.view_changed.emit()

    def _set_view(self, view: View) -> None:
        self._follows_fit = False
        self._view = view
        self.update()
        self.view_changed.emit()

    def _paint_shadow(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(self.palette().color(QPalette.ColorRole.Shadow))
        shade.setAlpha(4)
        painter.setBrush(shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        target = self.target().translated(0, SHADOW_REACH / 4)
        for ring in range(1, SHADOW_RINGS + 1):
            reach = SHADOW_REACH * (ring / SHADOW_RINGS) ** 2
            painter.drawRoundedRect(target.adjusted(-reach, -reach, reach, reach), reach, reach)

    def _paint_picture(self, painter: QPainter) -> None:
        self.paint_level(painter, self._picture)

    def paint_level(self, painter: QPainter, picture: Picture) -> None:
        """Paint a picture where the view says, over a checkerboard where it is transparent."""
        image = picture.for_width(self._view.size[0])
        if image.hasAlphaChannel():
            self._paint_checkers(painter)
        is_smooth = self._is_smooth or self._view.scale < 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
        painter.drawImage(self.target(), image)

    def _paint_checkers(self, painter: QPainter) -> None:
        painter.fillRect(self.target(), self.palette().color(QPalette.ColorRole.Base))
        dense = QBrush(self.palette().color(QPalette.ColorRole.Mid), Qt.BrushStyle.Dense4Pattern)
        painter.fillRect(self.target(), dense)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.resetTransform()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _drag_out(self) -> None:
        if not self._file:
            return
        drag = QDrag(self)
        drag.setMimeData(self.mime_data())
        shown = self._picture.levels[0].scaled(96, 96, Qt.AspectRatioMode.KeepAspectRatio)
        drag.setPixmap(QPixmap.fromImage(shown))
        drag.setHotSpot(QPoint(shown.width() // 2, shown.height() // 2))
        drag.exec(Qt.DropAction.CopyAction)
