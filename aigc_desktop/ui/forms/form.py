"""A form made from a JSON Schema of parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aigc_desktop.ui.forms.field import Field, Shape
from aigc_desktop.ui.forms.fold import Fold
from aigc_desktop.ui.forms.history import PromptHistory
from aigc_desktop.ui.forms.kinds import make_field
from aigc_desktop.ui.forms.size import SizeField


class Form(QWidget):
    """The fields of a schema in its order; those marked as advanced are folded away."""

    changed = Signal()

    def __init__(
        self, schema: Mapping[str, Any], history: PromptHistory, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        properties: Mapping[str, Shape] = schema["properties"]
        advanced = {name for name, shape in properties.items() if shape.get("x-advanced")}
        self._names = frozenset(properties)
        self._fields = list(_fields(properties, history))
        rows = _rows(self)
        rows.setContentsMargins(0, 2, 16, 2)
        _fill(rows, [f for f in self._fields if f.name not in advanced])
        hidden = [f for f in self._fields if f.name in advanced]
        self.advanced = self._fold(hidden)
        rows.addWidget(self.advanced)
        self.advanced.setVisible(bool(hidden))
        rows.addStretch(1)
        for field in self._fields:
            field.changed.connect(self.changed)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields, in the order of the schema."""
        return tuple(self._fields)

    def field(self, name: str) -> Field | None:
        """The field that shows a parameter, if the form has it."""
        return next((field for field in self._fields if name in field.values()), None)

    def values(self) -> dict[str, Any]:
        """The values of all parameters, as plain JSON data."""
        merged: dict[str, Any] = {}
        for field in self._fields:
            merged.update(field.values())
        return merged

    def set_values(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Show `values`; returns the names of those that this form could not take as they are."""
        for field in self._fields:
            field.set_values(values)
        now = self.values()
        return tuple(name for name, value in values.items() if name not in now or now[name] != value)

    def errors(self) -> dict[str, str]:
        """What is wrong, by the name of the field; empty when the form can be used."""
        return {field.name: field.error() for field in self._fields if field.error()}

    def _fold(self, fields: list[Field]) -> Fold:
        content = QWidget()
        _fill(_rows(content), fields)
        return Fold(self.tr("Advanced"), content, ", ".join(f.title.lower() for f in fields))


def _fields(properties: Mapping[str, Shape], history: PromptHistory) -> Iterable[Field]:
    is_paired = {"width", "height"} <= properties.keys()
    for name, shape in properties.items():
        if is_paired and name == "height":
            continue
        if is_paired and name == "width":
            yield SizeField(shape, properties["height"])
        else:
            yield make_field(name, shape, history)


def _rows(parent: QWidget) -> QVBoxLayout:
    rows = QVBoxLayout(parent)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(14)
    return rows


def _fill(rows: QVBoxLayout, fields: list[Field]) -> None:
    """Two compact fields that follow each other share a row."""
    waiting: Field | None = None
    for field in fields:
        if waiting is not None and field.is_compact:
            rows.addLayout(_pair(waiting, field))
            waiting = None
            continue
        if waiting is not None:
            rows.addWidget(waiting)
        waiting = field if field.is_compact else None
        if waiting is None:
            rows.addWidget(field)
    if waiting is not None:
        rows.addWidget(waiting)


def _pair(left: Field, right: Field) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for field in (left, right):
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return row
