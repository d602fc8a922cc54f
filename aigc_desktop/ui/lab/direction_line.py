"""One direction: its name to edit, how far it pushes, and the way to let it go."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from aigc_desktop.core.lab_store import Direction
from aigc_desktop.ui.forms.slider import SliderField
from aigc_desktop.ui.icons import icon

FARTHEST = 2.0
LONGEST_NAME = 60
_STRENGTH = "strength"
_SHAPE = {"type": "number", "minimum": -FARTHEST, "maximum": FARTHEST, "x-step": 0.05, "default": 0.0}


class DirectionLine(SliderField):
    """A slider from -2 to 2 whose label is the direction's name, which is changed in place."""

    renamed = Signal()
    removed = Signal()

    def __init__(self, direction: Direction) -> None:
        super().__init__(_STRENGTH, {**_SHAPE, "title": direction.name})
        self.direction = direction
        self.label.hide()
        self.edit = QLineEdit(direction.name)
        self.edit.setProperty("bare", True)
        self.edit.setMaxLength(LONGEST_NAME)
        self.edit.editingFinished.connect(self._rename)
        self.head.insertWidget(0, self.edit, 1)
        self.head.setStretch(2, 0)  # the room beside the label that is hidden
        self.remove = _quiet_button("close")
        self.remove.clicked.connect(self.removed)
        self.head.addWidget(self.remove)
        self._say()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return self.edit, self._slider, self._spin, self.remove

    @property
    def strength(self) -> float:
        """How far it pushes."""
        return float(self.values()[_STRENGTH])

    def set_strength(self, strength: float) -> None:
        """Push so far."""
        self.set_values({_STRENGTH: strength})

    def _rename(self) -> None:
        name = self.edit.text().strip()
        if name and name != self.direction.name:
            self.direction = Direction(name, self.direction.latent)
            self._say()
            self.renamed.emit()
        self.edit.setText(self.direction.name)

    def _say(self) -> None:
        """Name every control after the direction, for those who do not see what stands above what."""
        name = self.direction.name
        self.edit.setAccessibleName(self.tr("Name of the direction"))
        self.edit.setToolTip(self.tr("Click to rename"))
        self._slider.setAccessibleName(self.tr("{0}, slider").format(name))
        self._spin.setAccessibleName(self.tr("{0}, value").format(name))
        self.remove.setAccessibleName(self.tr("Remove {0}").format(name))
        self.remove.setToolTip(self.tr("Remove this direction"))


def _quiet_button(icon_name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "quiet")
    button.setIcon(icon(icon_name))
    button.setIconSize(QSize(14, 14))
    return button
