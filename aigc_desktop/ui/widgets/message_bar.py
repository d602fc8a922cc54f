"""Errors and notices: one sentence with a way out; the details only on demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from aigc_desktop.ui.icons import Role
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.theme import DANGER
from aigc_desktop.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from aigc_desktop.api.errors import ErrorInfo


class MessageBar(Banner):
    """Shows the latest message until it is closed or replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = ""

    def show_error(self, error: ErrorInfo) -> None:
        """Say what went wrong and what to do."""
        self.sign("error", DANGER)
        text = _sentences(error.message, error.hint)
        about = "\n".join(part for part in (error.plugin, error.code, error.details) if part)
        self._details = f"{text}\n\n{about}"
        self.say(text, (self.tr("Details"), self._show_details))

    def show_notice(self, message: str, hint: str = "") -> None:
        """Say something that is no failure."""
        self.sign("info", Role.Highlight)
        self.say(_sentences(message, hint))

    def show_undo(self, message: str, undo: Callable[[], None]) -> None:
        """Say what was done, and offer to take it back."""

        def take_back() -> None:
            self.hide()
            undo()

        self.sign("restore", Role.PlaceholderText)
        self.say(message, (self.tr("Undo"), take_back))

    def _show_details(self) -> None:
        from aigc_desktop.ui.widgets.details import DetailsDialog

        DetailsDialog(self.tr("Details"), self._details, self.window()).open()


def _sentences(message: str, hint: str) -> str:
    return "\n".join(sentence(part) for part in (message, hint) if part)
