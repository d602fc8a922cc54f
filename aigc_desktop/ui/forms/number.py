"""A number without a slider: open-ended, or small enough to share a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aigc_desktop.ui.forms.field import Field, Shape
from aigc_desktop.ui.forms.spin import Spin


class NumberField(Field):
    """A box to type a number into."""

    is_compact = True

    def __init__(self, name: str, shape: Shape) -> None:
        super().__init__(name, shape)
        self._spin = Spin(shape)
        self._spin.set_number(shape.get("default", 0))
        self.place(self._spin)
        self._spin.valueChanged.connect(self.changed)

    def values(self) -> dict[str, Any]:
        return {self.name: self._spin.number()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        if self.name in values:
            self._spin.set_number(values[self.name])
