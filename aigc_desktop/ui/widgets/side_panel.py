"""A side panel: a heading, lines of names and values, and buttons below."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from aigc_desktop.ui.icons import icon

NAME_WIDTH = 76


class SidePanel(QFrame):
    """What the side panels of all pages are made of. Everything it shows is plain text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setProperty("edge", "left")
        self.setMinimumWidth(220)
        self.content = QWidget()
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(16, 16, 16, 16)
        self.column.setSpacing(12)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.content)
        self.content.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(area)


def plain_label(text: str = "", role: str = "") -> QLabel:
    """A label that wraps and takes nothing for markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def action_button(icon_name: str, text: str, act: Callable[[], object]) -> QPushButton:
    """A button with its icon and text on the left."""
    button = QPushButton(icon(icon_name), text)
    button.setProperty("align", "left")
    button.setIconSize(QSize(16, 16))
    button.setAccessibleName(text)
    button.clicked.connect(lambda: act())
    return button


class Facts(QFormLayout):
    """Names on the left, values on the right that can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(7)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these instead of what was shown; those without a value are left out."""
        while self.rowCount():
            self.removeRow(0)
        for name, value in facts:
            if value:
                self._add(name, value)

    def _add(self, name: str, value: str) -> None:
        title = plain_label(name, "dim")
        title.setFixedWidth(NAME_WIDTH)
        title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        shown = plain_label(value)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAccessibleName(f"{name}: {value}")
        self.addRow(title, shown)
