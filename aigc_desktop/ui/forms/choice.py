"""One of several values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aigc_desktop.ui.forms.field import Field, Shape
from aigc_desktop.ui.widgets.drop_down import DropDown


class ChoiceField(Field):
    """A list to choose from."""

    is_compact = True

    def __init__(self, name: str, shape: Shape) -> None:
        super().__init__(name, shape)
        self._options = list(shape["enum"])
        self._list = DropDown()
        self._list.addItems([str(option) for option in self._options])
        self.set_values({name: shape.get("default", self._options[0])})
        self.place(self._list)
        self._list.currentIndexChanged.connect(self.changed)

    def values(self) -> dict[str, Any]:
        return {self.name: self._options[self._list.currentIndex()]}

    def set_values(self, values: Mapping[str, Any]) -> None:
        if values.get(self.name) in self._options:
            self._list.setCurrentIndex(self._options.index(values[self.name]))
