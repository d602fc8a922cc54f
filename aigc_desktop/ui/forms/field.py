"""One row of a form: a label, a control and room for a sentence about what is wrong."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from aigc_desktop.ui.forms.words import said

Shape = Mapping[str, Any]


class Field(QWidget):
    """Shows one or more parameters. Subclasses add their control with `place`."""

    changed = Signal()
    is_compact = False
    """Whether two such fields fit beside each other."""

    def __init__(self, name: str, shape: Shape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.title = said(str(shape.get("title") or name))
        self.description = said(str(shape.get("description", "")))
        self.label = _plain(self.title, "label")
        self.problem = _plain("", "error")
        self.problem.hide()
        self.head = QHBoxLayout()
        self.head.setContentsMargins(0, 0, 0, 0)
        self.head.addWidget(self.label)
        self.head.addStretch(1)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(4)
        self.rows.addLayout(self.head)
        self.rows.addWidget(self.problem)

    def place(self, control: QWidget) -> None:
        """Put the control below the label."""
        self.rows.insertWidget(1, control)
        self.describe(control, self.title)
        self.label.setBuddy(control)

    def describe(self, control: QWidget, name: str) -> None:
        """Tell everybody, screen readers too, what `control` is for."""
        control.setAccessibleName(name)
        control.setAccessibleDescription(self.description)
        control.setToolTip(html.escape(self.description))

    def values(self) -> dict[str, Any]:
        """The values of the parameters that this field shows."""
        raise NotImplementedError

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show those of `values` that belong to this field."""
        raise NotImplementedError

    def error(self) -> str:
        """What is wrong with the value, in a sentence; empty when nothing is."""
        return ""

    def show_error(self) -> None:
        """Show what is wrong, or nothing."""
        self.problem.setText(self.error())
        self.problem.setVisible(bool(self.error()))


def _plain(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(role == "error")
    return label
