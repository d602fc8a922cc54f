"""A line of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit

from aigc_desktop.ui.forms.field import Field, Shape


class TextField(Field):
    """One line to type into; it takes no more characters than the parameter may have."""

    def __init__(self, name: str, shape: Shape) -> None:
        super().__init__(name, shape)
        self._edit = QLineEdit(str(shape.get("default", "")))
        self._edit.setPlaceholderText(self.description)
        if limit := shape.get("maxLength"):
            self._edit.setMaxLength(int(limit))
        self.place(self._edit)
        self._edit.textChanged.connect(self.changed)

    def values(self) -> dict[str, Any]:
        return {self.name: self._edit.text()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        if self.name in values:
            self._edit.setText(str(values[self.name]))
