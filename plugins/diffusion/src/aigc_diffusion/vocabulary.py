"""The words that a model was trained on, if its folder says so, and those of a prompt that it never saw."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from aigc_desktop.api import JobContext, Model, Params

FILE = "vocabulary.json"
_CHINESE = "一-鿿㐀-䶿"
_RUNS = re.compile(rf"[{_CHINESE}]+|[^\W_{_CHINESE}]+")


def tell_what_is_unknown(model: Model, params: Params, job: JobContext) -> None:
    """Tell the user which words of the prompt the model never saw, and what it knows."""
    vocabulary = read_vocabulary(model)
    words = frozenset(word for part in vocabulary.values() if isinstance(part, list) for word in part)
    unknown = unknown_words(getattr(params, "prompt", ""), words) if words else ()
    if unknown:
        quoted = ", ".join(f"“{word}”" for word in unknown)
        known = str(vocabulary.get("about", "")) or f"It knows {', '.join(sorted(words))}."
        job.notice(f"{model.name} never saw the words {quoted} and ignores or guesses them.", known)


def read_vocabulary(model: Model) -> Mapping[str, Any]:
    """What `vocabulary.json` says: lists of words by language, and `about`; empty where there is none."""
    if FILE in model.config:
        return dict(model.config[FILE])
    path = Path(model.path) / FILE
    return dict(msgspec.json.decode(path.read_bytes(), type=dict[str, Any])) if path.is_file() else {}


def unknown_words(prompt: str, words: frozenset[str]) -> tuple[str, ...]:
    """The words of `prompt` that are not among `words`, in their order, each once.

    Chinese is written without spaces: known words are taken off from the left, the longest first.
    """
    longest = max(map(len, words), default=0)
    found: dict[str, None] = {}
    for run in _RUNS.findall(prompt.lower()):
        unknown = _left_over(run, words, longest) if re.match(f"[{_CHINESE}]", run) else [run]
        found |= dict.fromkeys(word for word in unknown if word not in words)
    return tuple(found)


def _left_over(run: str, words: frozenset[str], longest: int) -> list[str]:
    pieces, at = [""], 0
    while at < len(run):
        known = next((n for n in range(longest, 0, -1) if run[at : at + n] in words), 0)
        if known:
            pieces.append("")
        else:
            pieces[-1] += run[at]
        at += known or 1
    return [piece for piece in pieces if piece]
