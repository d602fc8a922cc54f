"""What stood in the Generate page when the window was closed."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
from PySide6.QtCore import QSettings

log = logging.getLogger(__name__)
_KEY = "generate/draft"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The form as it was left, and the prompts that were used."""

    generator: str = ""
    model: str = ""
    task: str = ""
    values: dict[str, Any] = {}
    is_seed_locked: bool = False
    is_advanced_open: bool = False
    prompts: tuple[str, ...] = ()


def load_draft(state: QSettings) -> Draft:
    """The draft of last time; an empty one where there is none that can be read."""
    text = str(state.value(_KEY, ""))
    try:
        return msgspec.json.decode(text.encode(), type=Draft) if text else Draft()
    except msgspec.DecodeError as error:
        log.warning("the draft of the Generate page cannot be read: %s", error)
        return Draft()


def save_draft(state: QSettings, draft: Draft) -> None:
    """Keep the draft for next time."""
    state.setValue(_KEY, msgspec.json.encode(draft).decode())
