"""The map of seeds as it is painted, dragged and zoomed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
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

from aigc_desktop.ui.lab.geometry import MapView, Tile, point
from aigc_desktop.ui.lab.lab import Lab
from aigc_desktop.ui.lab.looker import Looker
from aigc_desktop.ui.lab.subject import Look

PAN_STEP = 24
FAR_STEP = 96
WHEEL_NOTCH = 120
GAP = 2
CROSS = 9
_MOST_NAMES = 4000
_MOST_SCALED = 400


class MapCanvas(QWidget):
    """Dragging moves the map under the cross in the middle, whose point is the lab's focus.

    Arrow keys move it too (with Shift farther), plus and minus zoom, Home goes back to the middle. A click
    takes the point under it to the cross; a double click pins it.
    """

    view_changed = Signal()

    def __init__(self, lab: Lab, looker: Looker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.view = MapView()
        self._lab = lab
        self._looker = looker
        self._names: dict[tuple[int, int, int], str] = {}
        self._scaled = ScaledTiles()
        self._pressed_at: QPointF | None = None
        self._dragged = False
        self._wheel = 0
        looker.came.connect(self.update)
        lab.subject_changed.connect(self._start_anew)
        lab.origin_changed.connect(self.go_home)
        lab.pushes_changed.connect(self._start_anew)
        self.setAccessibleName(self.tr("Map of the latent space"))
        self.setAccessibleDescription(
            self.tr(
                "The arrow keys move, plus and minus zoom, Home goes back to the middle, P pins the point."
            )
        )

    def show_view(self, view: MapView) -> None:
        """Look at another part of the map."""
        if view != self.view:
            self.view = view
            self._refocus()
            self.view_changed.emit()

    def wanted(self) -> Look | None:
        """The picture that is missing nearest to the middle."""
        if not self.isVisible() or (self._pressed_at is not None and self._dragged):
            return None
        looks = (look for _, look in self._looks())
        return next((look for look in looks if not self._looker.known(look)), None)

    # What Qt calls

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        for tile, look in self._looks():
            self._paint_tile(painter, tile, look)
        self._paint_cross(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._looker.poke()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel * 4 / WHEEL_NOTCH)
        self._wheel -= steps * WHEEL_NOTCH // 4
        if steps:
            self.show_view(self.view.zoomed(steps, *self._from_middle(event.position())))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = FAR_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else PAN_STEP
        moves = {
            Qt.Key.Key_Left: (step, 0),
            Qt.Key.Key_Right: (-step, 0),
            Qt.Key.Key_Up: (0, step),
            Qt.Key.Key_Down: (0, -step),
        }
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in moves:
            self.show_view(self.view.panned(*moves[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.show_view(self.view.zoomed(1))
        elif key == Qt.Key.Key_Minus:
            self.show_view(self.view.zoomed(-1))
        elif key == Qt.Key.Key_Home:
            self.go_home()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at, self._dragged = event.position(), False
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        moved = event.position() - self._pressed_at
        if self._dragged or moved.manhattanLength() >= QApplication.startDragDistance():
            self._dragged = True
            self._pressed_at = event.position()
            self.show_view(self.view.panned(moved.x(), moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None and not self._dragged:
            self.show_view(self.view.moved_to(*self.view.at(*self._from_middle(event.position()))))
        self._pressed_at = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._looker.poke()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._lab.pin(self._lab.focus.latent)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._refocus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Inside

    def _looks(self) -> Iterator[tuple[Tile, Look]]:
        subject = self._lab.subject
        if subject is None or not subject.has_latents:
            return
        for tile in self.view.tiles(self.width(), self.height()):
            yield tile, subject.look(self._latent_of(tile))

    def _latent_of(self, tile: Tile) -> str:
        """The point of a tile as text: kept, since every paint asks for all of them."""
        key = (tile.level, tile.column, tile.row)
        if key not in self._names:
            if len(self._names) > _MOST_NAMES:
                self._names.clear()
            self._names[key] = self._latent_at(*tile.point)
        return self._names[key]

    def _latent_at(self, x: float, y: float) -> str:
        subject = self._lab.subject
        base = subject.seed if subject else 0
        return str(self._lab.pushed(point(x, y, self._lab.middle(), base)))

    def _start_anew(self) -> None:
        self._names.clear()
        self._refocus()

    def go_home(self) -> None:
        self._names.clear()
        self.view = self.view.moved_to(0.0, 0.0)
        self._refocus()
        self.view_changed.emit()

    def _refocus(self) -> None:
        """The point under the cross is the one that is looked at."""
        self._lab.set_focus(self._latent_at(self.view.x, self.view.y))
        self.update()
        self._looker.poke()

    def _from_middle(self, place: QPointF) -> tuple[float, float]:
        return place.x() - self.width() / 2, place.y() - self.height() / 2

    def _paint_tile(self, painter: QPainter, tile: Tile, look: Look) -> None:
        box = QRectF(tile.x, tile.y, tile.side, tile.side).adjusted(GAP, GAP, -GAP, -GAP)
        picture = self._looker.picture(look)
        if picture is None or picture.isNull():
            painter.fillRect(box, self.palette().color(QPalette.ColorRole.AlternateBase))
        else:
            painter.drawPixmap(
                box.topLeft(), self._scaled.get(look.key, picture, box.width(), self.devicePixelRatioF())
            )

    def _paint_cross(self, painter: QPainter) -> None:
        """Two short lines on a disc, so that they are seen on every picture."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        painter.drawEllipse(middle, CROSS, CROSS)
        arm = CROSS - 4
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))


class ScaledTiles:
    """Pictures in the size in which they are painted: scaling all at every paint would take a core."""

    def __init__(self) -> None:
        self._size = (0.0, 1.0)
        self._pixmaps: dict[bytes, QPixmap] = {}

    def get(self, key: bytes, picture: QImage, side: float, ratio: float) -> QPixmap:
        """The square in the middle of a picture, `side` pixels large on a screen of this ratio."""
        if (side, ratio) != self._size or len(self._pixmaps) > _MOST_SCALED:
            self._size = (side, ratio)
            self._pixmaps.clear()
        if key not in self._pixmaps:
            self._pixmaps[key] = _scaled(picture, round(side * ratio))
            self._pixmaps[key].setDevicePixelRatio(ratio)
        return self._pixmaps[key]


def _scaled(picture: QImage, side: int) -> QPixmap:
    square = picture.copy(covering(picture).toRect())
    keeping, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(square.scaled(side, side, keeping, smooth))


def covering(picture: QImage) -> QRectF:
    """The square in the middle of a picture."""
    side = min(picture.width(), picture.height())
    return QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)
