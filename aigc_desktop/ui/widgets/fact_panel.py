"""The side panel of a card: its facts, what went wrong, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.widgets.details import DetailsDialog
from aigc_desktop.ui.widgets.side_panel import Facts, SidePanel, action_button, plain_label


class FactPanel(SidePanel):
    """Empty, it shows `hint`. An error is a sentence with its way out; the details open on demand."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._shown_error: ErrorInfo | None = None
        self._title = plain_label("", "heading")
        self._text = plain_label("", "dim")
        self._facts = Facts()
        self._error = plain_label("", "error")
        self._way_out = plain_label("", "dim")
        self._details = action_button("info", self.tr("Details"), self._show_details)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(6)
        self._buttons.addWidget(self._details)
        for part in (self._title, self._text):
            self.column.addWidget(part)
        self.column.addLayout(self._facts)
        self.column.addWidget(self._error)
        self.column.addWidget(self._way_out)
        self.column.addLayout(self._buttons)
        self.column.addStretch()
        self.show_nothing()

    def add_button(self, icon_name: str, text: str, act: Callable[[], object]) -> QPushButton:
        """Add something that can be done."""
        button = action_button(icon_name, text, act)
        self._buttons.addWidget(button)
        return button

    def add_widget(self, widget: QWidget) -> None:
        """Add something below the buttons."""
        self._buttons.addWidget(widget)

    def show_nothing(self) -> None:
        """Say what to do to see something."""
        self.show_facts("", self._hint, ())

    def show_facts(
        self, title: str, text: str, facts: Sequence[tuple[str, str]], error: ErrorInfo | None = None
    ) -> None:
        """Show a heading, a sentence, facts, and an error where there is one."""
        self._shown_error = error
        for label, words in (
            (self._title, title),
            (self._text, text),
            (self._error, sentence(error.message) if error else ""),
            (self._way_out, sentence(error.hint) if error else ""),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self._facts.show_facts(facts)
        self._details.setVisible(error is not None)

    def _show_details(self) -> None:
        if (error := self._shown_error) is not None:
            lines = (error.message, error.hint, "", f"{error.code} {error.plugin}".strip(), "", error.details)
            DetailsDialog(self.tr("Details"), "\n".join(lines).strip(), self.window()).open()
