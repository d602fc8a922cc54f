"""Which layers take the other style: two numbers, and the three ranges that people speak of."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from aigc_desktop.ui.forms.spin import Spin
from aigc_desktop.ui.lab.mixing import Layers, thirds
from aigc_desktop.ui.widgets.filter_chip import HEIGHT

_WHOLE = {"type": "integer", "minimum": 0}
_WIDTH = 48


class LayerRange(QWidget):
    """Coarse layers are chosen until somebody chooses others."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self.first, self.last = Spin(_WHOLE), Spin(_WHOLE)
        self.presets = (
            _chip(self.tr("Coarse"), self.tr("Early layers: large forms and their arrangement.")),
            _chip(self.tr("Middle"), self.tr("Layers in between: smaller forms.")),
            _chip(self.tr("Fine"), self.tr("Late layers: colours and small detail.")),
        )
        self._all = QLabel()
        self._all.setProperty("role", "dim")
        self._lay_out()
        for number, preset in enumerate(self.presets):
            preset.clicked.connect(lambda _checked, n=number: self.choose(thirds(self._count)[n]))
        for spin in (self.first, self.last):
            spin.valueChanged.connect(self._take_spins)

    @property
    def layers(self) -> Layers:
        """The layers that are chosen."""
        return Layers(int(self.first.number()), int(self.last.number()))

    def set_count(self, count: int) -> None:
        """Choose among so many layers; where the number changes, the coarse ones are chosen."""
        if count != self._count and count > 0:
            self._count = count
            self._all.setText(self.tr("of {0}").format(count))
            self.choose(thirds(count)[0])

    def choose(self, layers: Layers) -> None:
        """Choose a range; a range has one layer at least."""
        first, last = layers.within(self._count)
        with QSignalBlocker(self.first), QSignalBlocker(self.last):
            self.first.setRange(0, last - 1)
            self.last.setRange(first + 1, self._count)
            self.first.set_number(first)
            self.last.set_number(last)
        for preset, meant in zip(self.presets, thirds(self._count), strict=True):
            preset.setEnabled(meant.first < meant.last)
            preset.setChecked(meant == self.layers)
        self.changed.emit()

    def _take_spins(self) -> None:
        self.choose(self.layers)

    def _lay_out(self) -> None:
        self.first.setAccessibleName(self.tr("Style from layer"))
        self.last.setAccessibleName(self.tr("Style up to layer, not included"))
        for spin in (self.first, self.last):
            spin.setFixedWidth(_WIDTH)
            spin.setToolTip(spin.accessibleName())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        parts = (_label(self.tr("Style in layers")), self.first, _label(self.tr("to")), self.last, self._all)
        for part in (*parts, *self.presets):
            row.addWidget(part)
        row.insertSpacing(len(parts), 8)
        row.addStretch()


def _chip(text: str, about: str) -> QPushButton:
    chip = QPushButton(text)
    chip.setProperty("kind", "chip")
    chip.setCheckable(True)
    chip.setFixedHeight(HEIGHT)
    chip.setAccessibleName(text)
    chip.setAccessibleDescription(about)
    chip.setToolTip(about)
    return chip


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "label")
    return label
