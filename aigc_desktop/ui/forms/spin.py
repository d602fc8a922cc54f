"""A number that can be typed, stepped with the arrow keys, and keeps to its rules."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from aigc_desktop.ui.forms.field import Shape

_FREE = 2.0**53
"""The largest whole number that a double holds exactly; the limit where a shape sets none."""


class Spin(QDoubleSpinBox):
    """Whole numbers and fractions alike: a double holds every whole number that JSON does."""

    def __init__(self, shape: Shape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_whole = shape.get("type") == "integer"
        self._multiple = float(shape.get("multipleOf") or 0)
        self._low = float(shape.get("minimum", -_FREE))
        step = step_of(shape)
        self.setDecimals(0 if self._is_whole else max(1, decimals_of(step)))
        self.setRange(self._low, float(shape.get("maximum", _FREE)))
        self.setSingleStep(step)
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        if unit := shape.get("x-unit"):
            self.setSuffix(f" {unit}")
        self.editingFinished.connect(self._snap)

    def number(self) -> int | float:
        """The value, of the type that the shape asks for."""
        return round(self.value()) if self._is_whole else self.value()

    def set_number(self, value: Any) -> None:  # noqa: ANN401 - JSON data
        """Show `value` without losing a digit."""
        if not self._is_whole:
            self.setDecimals(max(self.decimals(), decimals_of(float(value))))
        self.setValue(float(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # so that scrolling a form never changes a value

    def _snap(self) -> None:
        if self._multiple:
            nearest = round(self.value() / self._multiple) * self._multiple
            lowest = -(-self._low // self._multiple) * self._multiple
            self.setValue(max(lowest, min(nearest, self.maximum() // self._multiple * self._multiple)))


def step_of(shape: Shape) -> float:
    """By how much one key press changes a number of this shape."""
    given = shape.get("x-step") or shape.get("multipleOf")
    if given:
        return float(given)
    if shape.get("type") == "integer":
        return 1.0
    width = float(shape.get("maximum", 1)) - float(shape.get("minimum", 0))
    return 0.1 if width > 2 else 0.01


def decimals_of(value: float) -> int:
    """How many digits after the point `value` needs."""
    digits = f"{value:.10f}".rstrip("0").partition(".")[2]
    return len(digits)
