"""Something that is on or off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aigc_desktop.ui.forms.field import Field, Shape
from aigc_desktop.ui.widgets.switch import Switch


class SwitchField(Field):
    """A switch beside its label."""

    def __init__(self, name: str, shape: Shape) -> None:
        super().__init__(name, shape)
        self._switch = Switch()
        self._switch.setChecked(bool(shape.get("default", False)))
        self.head.addWidget(self._switch)
        self.describe(self._switch, self.title)
        self.label.setBuddy(self._switch)
        self._switch.toggled.connect(self.changed)

    def values(self) -> dict[str, Any]:
        return {self.name: self._switch.isChecked()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        if self.name in values:
            self._switch.setChecked(bool(values[self.name]))
