"""The pinned points as a row of pictures, in the order of the path."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from aigc_desktop.ui.lab.lab import Lab
from aigc_desktop.ui.lab.looker import Looker
from aigc_desktop.ui.lab.map_canvas import covering
from aigc_desktop.ui.lab.subject import Look

TILE = 64
STEP = TILE + 8


class PinStrip(QWidget):
    """Left and right choose, with Ctrl they move the pin; Enter goes there, Delete lets it go."""

    chosen = Signal(str)
    marked = Signal(int)

    def __init__(self, lab: Lab, looker: Looker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._looker = looker
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(
            self.tr(
                "Left and right choose, with Ctrl they move the pin; Enter goes there, Delete removes it."
            )
        )
        looker.came.connect(self.update)
        lab.subject_changed.connect(self.update)
        lab.pins_changed.connect(self._refresh)
        self._refresh()

    @property
    def place(self) -> int:
        """Which pin is marked."""
        return self._at

    def wanted(self) -> Look | None:
        """The first pin whose picture is missing."""
        if not self.isVisible():
            return None
        return next((look for look in self._looks() if not self._looker.known(look)), None)

    def sizeHint(self) -> QSize:
        return QSize(max(1, len(self._lab.pins)) * STEP, TILE + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for number, look in enumerate(self._looks()):
            self._paint_pin(painter, number, self._looker.picture(look))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, moves = event.key(), {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        pins = self._lab.pins
        if not pins:
            super().keyPressEvent(event)
        elif key in moves and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._carry(self._at + moves[Qt.Key(key)])
        elif key in moves:
            self._mark(self._at + moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(pins[self._at])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._lab.set_pins(pins[: self._at] + pins[self._at + 1 :])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = int(event.position().x() // STEP)
        if number < len(self._lab.pins):
            self._mark(number)
            self.chosen.emit(self._lab.pins[number])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _looks(self) -> Sequence[Look]:
        subject = self._lab.subject
        if subject is None or not subject.has_latents:
            return ()
        return [subject.look(pin) for pin in self._lab.pins]

    def _refresh(self) -> None:
        self._at = min(self._at, max(0, len(self._lab.pins) - 1))
        self._say()
        self.updateGeometry()
        self.update()
        self._looker.poke()

    def _mark(self, number: int) -> None:
        self._at = min(max(number, 0), len(self._lab.pins) - 1)
        self._say()
        self.update()
        self.marked.emit(self._at * STEP + TILE // 2)

    def _carry(self, number: int) -> None:
        pins = list(self._lab.pins)
        if 0 <= number < len(pins):
            pins.insert(number, pins.pop(self._at))
            self._at = number
            self._lab.set_pins(pins)

    def _say(self) -> None:
        count = len(self._lab.pins)
        said = self.tr("Pin {0} of {1}").format(self._at + 1, count) if count else self.tr("No pins yet")
        self.setAccessibleName(said)

    def _paint_pin(self, painter: QPainter, number: int, picture: QImage | None) -> None:
        box = QRectF(number * STEP + 4, 6, TILE, TILE)
        if picture is None or picture.isNull():
            painter.fillRect(box, self.palette().color(QPalette.ColorRole.AlternateBase))
        else:
            painter.drawImage(box, picture, covering(picture))
        if number == self._at and self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(-3, -3, 3, 3))
