"""A number between two limits: a slider, and its value beside the label, to read and to type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider

from aigc_desktop.ui.forms.field import Field, Shape
from aigc_desktop.ui.forms.spin import Spin, step_of


class SliderField(Field):
    """The box holds the value, exactly; the slider shows where it lies."""

    def __init__(self, name: str, shape: Shape) -> None:
        super().__init__(name, shape)
        self._step = step_of(shape)
        self._low = float(shape["minimum"])
        self._slider = _Slider(Qt.Orientation.Horizontal)
        self._slider.setMaximum(round((float(shape["maximum"]) - self._low) / self._step))
        self._slider.setPageStep(max(1, self._slider.maximum() // 10))
        self._spin = _value_box(shape)
        self.place(self._slider)
        self.head.addWidget(self._spin)
        self.describe(self._spin, self.tr("{0}, value").format(self.title))
        self._slider.valueChanged.connect(self._take_slider)
        self._spin.valueChanged.connect(self._follow_spin)
        self._spin.set_number(shape.get("default", shape["minimum"]))
        self._follow_spin()

    def values(self) -> dict[str, Any]:
        return {self.name: self._spin.number()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        if self.name in values:
            self._spin.set_number(values[self.name])

    def _take_slider(self, position: int) -> None:
        self._spin.set_number(round(self._low + position * self._step, 10))

    def _follow_spin(self) -> None:
        with QSignalBlocker(self._slider):
            self._slider.setValue(round((self._spin.value() - self._low) / self._step))
        self.changed.emit()


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # so that scrolling a form never changes a value


def _value_box(shape: Shape) -> Spin:
    spin = Spin(shape)
    spin.setProperty("bare", True)
    spin.setAlignment(Qt.AlignmentFlag.AlignRight)
    spin.setFixedWidth(84)
    return spin
