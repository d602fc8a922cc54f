"""What the network is given to read: the prompt as tokens, and how many more there is room for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aigc_desktop.api import AigcError, Model

from .chat import messages_of, render
from .tokens import Tokens
from .traits import Traits


@dataclass(frozen=True)
class Asked:
    """The tokens of a prompt. `room` is how many the text may have; `is_cramped`: fewer than asked for."""

    tokens: list[int]
    room: int
    is_cramped: bool


def read_prompt(model: Model, traits: Traits, tokens: Tokens, values: Mapping[str, Any]) -> Asked:
    """The prompt of a request; raises AigcError `prompt.empty` or `prompt.too_long`."""
    ids = _encode(model, traits, tokens, values)
    if not ids:
        raise AigcError("prompt.empty", f"“{model.name}” needs a prompt to begin with.", "Type a few words.")
    wanted = int(values["max_new_tokens"])
    if not traits.context:
        return Asked(ids, wanted, is_cramped=False)
    room = traits.context - len(ids)
    if room < 1:
        raise AigcError(
            "prompt.too_long",
            f"The prompt has {len(ids)} tokens; “{model.name}” can attend to {traits.context}, "
            "with the text that it writes.",
            f"Shorten the prompt by at least {1 - room} tokens, or choose a model with a longer context.",
        )
    return Asked(ids, min(room, wanted), is_cramped=room < wanted)


def _encode(model: Model, traits: Traits, tokens: Tokens, values: Mapping[str, Any]) -> list[int]:
    if traits.chat_template and values["use_chat_template"]:
        messages = messages_of(values["system"], values["prompt"])
        text = render(traits.chat_template, messages, traits.specials, model.name)
        return tokens.encode(text, adds_specials=False)  # the template writes them itself
    ids = tokens.encode(values["prompt"], adds_specials=True)
    return ids or tokens.encode(traits.specials.get("bos_token", ""), adds_specials=False)
