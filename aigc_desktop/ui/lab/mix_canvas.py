"""The matrix of mixed styles as it is painted and walked through."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from aigc_desktop.ui.lab.lab import Lab
from aigc_desktop.ui.lab.looker import Looker
from aigc_desktop.ui.lab.map_canvas import covering
from aigc_desktop.ui.lab.mix_geometry import HEADER_GAP, MixGeometry
from aigc_desktop.ui.lab.mixing import HEADER, Cell, Layers, Matrix
from aigc_desktop.ui.lab.subject import Look

_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_OUTLINE = 2


class MixCanvas(QWidget):
    """Rows are points, columns are styles: the first pins.

    The arrow keys move, Enter or a click looks at a cell.
    """

    def __init__(self, lab: Lab, looker: Looker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._looker = looker
        self._layers = Layers(0, 1)
        self._current = Cell(0, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 240)
        self.setAccessibleDescription(self.tr("The arrow keys move, Enter looks at the picture."))
        looker.came.connect(self.update)
        lab.subject_changed.connect(self._refresh)
        lab.pins_changed.connect(self._refresh)

    @property
    def current(self) -> Cell:
        """The cell that is marked."""
        return self._current

    @property
    def matrix(self) -> Matrix | None:
        """What is shown; None where there is nothing to mix."""
        subject, pins = self._lab.subject, self._lab.pins
        if subject is None or not subject.can_mix or len(pins) < 2:
            return None
        return Matrix(subject, pins[: self.geometry_now().count], self._layers.within(subject.layers))

    def geometry_now(self) -> MixGeometry:
        """Where the cells lie."""
        return MixGeometry.fit(len(self._lab.pins), self.width(), self.height())

    def set_layers(self, layers: Layers) -> None:
        """Mix other layers; where the marked cell is looked at, its new picture is."""
        before = self.matrix
        is_seen = before is not None and before.focus(self._current) == self._lab.focus
        self._layers = layers
        self._refresh()
        if is_seen:
            self._look()

    def wanted(self) -> Look | None:
        """The missing picture nearest to the marked cell."""
        matrix = self.matrix
        if matrix is None or not self.isVisible():
            return None
        looks = (matrix.look(cell) for cell in matrix.nearest_to(self._current))
        return next((look for look in looks if not self._looker.known(look)), None)

    # What Qt calls

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        matrix = self.matrix
        if matrix is not None:
            for cell in matrix.cells():
                self._paint_cell(painter, self._box(cell), self._looker.picture(matrix.look(cell)))
            self._paint_axes(painter)
            self._paint_mark(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.matrix is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in _MOVES:
            self._mark(*(at + step for at, step in zip(self._current, _MOVES[key], strict=True)))
        elif key in _ENTER:
            self._look()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        matrix, place = self.matrix, event.position()
        cell = self.geometry_now().at(place.x(), place.y())
        if matrix is None or cell is None or event.button() != Qt.MouseButton.LeftButton:
            return
        at = max(cell) if HEADER in cell else None  # a header is the point itself: where row and column meet
        self._mark(*(cell if at is None else (at, at)))
        self._look()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Inside

    def _refresh(self) -> None:
        self._mark(*self._current)
        self._looker.poke()

    def _mark(self, row: int, column: int) -> None:
        last = self.geometry_now().count - 1
        self._current = Cell(min(max(row, 0), last), min(max(column, 0), last))
        self._say()
        self.update()

    def _look(self) -> None:
        matrix = self.matrix
        if matrix is not None:
            focus = matrix.focus(self._current)
            self._lab.set_focus(focus.latent, focus.mix)

    def _say(self) -> None:
        row, column = self._current
        if row == column:
            said = self.tr("Row {0}, column {1}: pin {0} as it is").format(row + 1, column + 1)
        else:
            said = self.tr("Row {0}, column {1}: pin {0} in the style of pin {1}").format(row + 1, column + 1)
        self.setAccessibleName(said)

    def _box(self, cell: Cell) -> QRectF:
        geometry = self.geometry_now()
        return QRectF(*geometry.corner(cell), geometry.side, geometry.side)

    def _paint_cell(self, painter: QPainter, box: QRectF, picture: QImage | None) -> None:
        if picture is None or picture.isNull():
            painter.fillRect(box, self.palette().color(QPalette.ColorRole.AlternateBase))
        else:
            painter.drawImage(box, picture, covering(picture))

    def _paint_axes(self, painter: QPainter) -> None:
        """Say in the empty corner which of the headers are points and which are styles."""
        corner = self._box(Cell(HEADER, HEADER)).adjusted(0, 0, -HEADER_GAP, -HEADER_GAP)
        # A widget's own palette has another colour here: the style sheet's text, half transparent.
        painter.setPen(QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self.tr("Styles"))
        painter.drawText(corner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self.tr("Points"))

    def _paint_mark(self, painter: QPainter) -> None:
        """The accent around the marked cell: thin while the keys go elsewhere."""
        width = _OUTLINE if self.hasFocus() else _OUTLINE / 2
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._box(self._current).adjusted(-2, -2, 2, 2))
