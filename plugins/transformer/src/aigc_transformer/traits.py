"""What a model is, read from its configuration files alone: context, ends, chat template, usual settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aigc_desktop.api import AigcError, Model

DEFAULTS_FILE = "aigc_defaults.json"
MOST_NEW_TOKENS = 8192
_CONTEXT_KEYS = ("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len", "seq_length")
_UNLIMITED = 1_000_000
"""Tokenizers without a limit of their own declare absurd ones, such as 1e30."""

_LIMITS = {
    "temperature": (0.0, 5.0),
    "top_k": (0, 1000),
    "top_p": (0.0, 1.0),
    "repetition_penalty": (0.5, 3.0),
    "max_new_tokens": (1, MOST_NEW_TOKENS),
}
_WHOLE = frozenset({"top_k", "max_new_tokens"})


@dataclass(frozen=True)
class Usual:
    """The settings that a form starts with."""

    temperature: float = 0.8
    top_k: int = 50
    top_p: float = 0.95
    repetition_penalty: float = 1.0
    max_new_tokens: int = 200
    prompt: str = ""


@dataclass(frozen=True)
class Traits:
    """`context` is how many tokens the model can attend to, 0 where nothing limits them.

    `ends` are the tokens that end a text; `specials` what chat templates call `bos_token`, `eos_token`, ...
    """

    context: int
    vocabulary: int
    ends: frozenset[int]
    chat_template: str
    specials: Mapping[str, str]
    usual: Usual


def read_traits(model: Model) -> Traits:
    """The traits of `model`; raises AigcError `model.damaged`."""
    config = _config(model)
    text = config.get("text_config")
    inner: Mapping[str, Any] = {**config, **text} if isinstance(text, dict) else config
    told, tokenizer = _optional(model, "generation_config.json"), _optional(model, "tokenizer_config.json")
    context = _context(inner, tokenizer)
    return Traits(
        context=context,
        vocabulary=_whole(inner.get("vocab_size")),
        ends=_ends(inner, told),
        chat_template=_chat_template(model, tokenizer),
        specials=_specials(tokenizer),
        usual=_usual(told, _optional(model, DEFAULTS_FILE), context),
    )


def _config(model: Model) -> Mapping[str, Any]:
    config = model.config.get("config.json")
    if not isinstance(config, dict):
        raise AigcError(
            "model.damaged",
            f"“{model.name}” is incomplete: config.json is missing or cannot be read.",
            "Copy the whole model folder again.",
        )
    return config


def _optional(model: Model, file: str) -> Mapping[str, Any]:
    found = model.config.get(file)
    return found if isinstance(found, dict) else {}


def _context(config: Mapping[str, Any], tokenizer: Mapping[str, Any]) -> int:
    sizes = [_whole(config.get(key)) for key in _CONTEXT_KEYS]
    sizes.append(_whole(tokenizer.get("model_max_length")))
    return min((size for size in sizes if 0 < size < _UNLIMITED), default=0)


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) and abs(value) < _UNLIMITED else 0


def _ends(config: Mapping[str, Any], told: Mapping[str, Any]) -> frozenset[int]:
    ends = told.get("eos_token_id", config.get("eos_token_id"))
    listed = ends if isinstance(ends, list) else [ends]
    return frozenset(end for end in listed if isinstance(end, int))


def _chat_template(model: Model, tokenizer: Mapping[str, Any]) -> str:
    template = model.config.get("chat_template.jinja", tokenizer.get("chat_template"))
    if isinstance(template, list):  # several by name: {"name": ..., "template": ...}
        named = {entry.get("name"): entry.get("template") for entry in template if isinstance(entry, dict)}
        template = named.get("default")
    return template if isinstance(template, str) else ""


def _specials(tokenizer: Mapping[str, Any]) -> dict[str, str]:
    found = {key: value for key, value in tokenizer.items() if key.endswith("_token")}
    spelled = {
        key: value.get("content") if isinstance(value, dict) else value for key, value in found.items()
    }
    return {key: value for key, value in spelled.items() if isinstance(value, str)}


def _usual(told: Mapping[str, Any], ours: Mapping[str, Any], context: int) -> Usual:
    """What the model's makers recommend, then what the folder's own file of defaults says."""
    theirs = told if told.get("do_sample") else {}
    known = {key: value for source in (theirs, ours) for key, value in source.items() if _fits(key, value)}
    if isinstance(ours.get("prompt"), str):
        known["prompt"] = ours["prompt"]
    whole: dict[str, Any] = {key: int(value) if key in _WHOLE else value for key, value in known.items()}
    usual = Usual(**whole)
    most = min(usual.max_new_tokens, context or MOST_NEW_TOKENS)
    return Usual(**{**vars(usual), "max_new_tokens": most})


def _fits(key: str, value: object) -> bool:
    if key not in _LIMITS or isinstance(value, bool) or not isinstance(value, int | float):
        return False
    low, high = _LIMITS[key]
    return low <= value <= high
