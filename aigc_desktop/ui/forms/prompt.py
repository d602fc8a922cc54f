"""A prompt: several lines, counted where their length is limited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLabel

from aigc_desktop.ui.forms.field import Field, Shape
from aigc_desktop.ui.forms.history import PromptHistory
from aigc_desktop.ui.forms.prompt_edit import PromptEdit


class PromptField(Field):
    """A box for a prompt. The first prompt of a form is taller than the others."""

    def __init__(self, name: str, shape: Shape, history: PromptHistory) -> None:
        super().__init__(name, shape)
        is_main = name == "prompt"
        self._limit = int(shape.get("maxLength", 0))
        self._count = QLabel()
        self._count.setProperty("role", "small")
        self.head.addWidget(self._count)
        self.edit = PromptEdit(history if is_main else PromptHistory(), lines=3 if is_main else 1)
        hint = self.tr("What do you want to see?") if is_main else self.tr("What to keep out")
        self.edit.setPlaceholderText(self.description or hint)
        self.edit.setPlainText(str(shape.get("default", "")))
        self.place(self.edit)
        self.edit.textChanged.connect(self._follow)
        self._follow()

    def values(self) -> dict[str, Any]:
        return {self.name: self.edit.toPlainText()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        if self.name in values and values[self.name] != self.edit.toPlainText():
            self.edit.write(str(values[self.name]))

    def error(self) -> str:
        over = len(self.edit.toPlainText()) - self._limit
        if not self._limit or over <= 0:
            return ""
        return self.tr("{0} characters too many; shorten it to {1}.").format(over, self._limit)

    def _follow(self) -> None:
        length = len(self.edit.toPlainText())
        self._count.setText(f"{length} / {self._limit}" if self._limit and length else "")
        self.show_error()
        self.changed.emit()
