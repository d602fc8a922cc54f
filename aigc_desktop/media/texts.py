"""Reading a text asset, and the forms in which it is delivered."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media.files import open_regular

Form = Callable[[str, Recipe | None], str]


def read_text(path: Path, most_bytes: int = -1) -> str:
    """The text in the file, or its beginning of at most so many bytes; what is no UTF-8 is replaced.

    Raises AigcError as `open_regular` does.
    """
    with open_regular(path) as stream:
        return stream.read(most_bytes).decode("utf-8", "replace")


def as_txt(text: str, recipe: Recipe | None) -> str:
    """The text alone."""
    return text


def as_markdown(text: str, recipe: Recipe | None) -> str:
    """The text below what made it, which readers of Markdown take for front matter."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in _facts(recipe).items()]
    return "\n".join(["---", *lines, "---", "", text.rstrip("\n"), ""]) if lines else f"{text}\n"


def as_json(text: str, recipe: Recipe | None) -> str:
    """The text with its whole recipe."""
    whole = {"text": text, "recipe": msgspec.to_builtins(recipe)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


FORMS: Mapping[str, Form] = {"txt": as_txt, "md": as_markdown, "json": as_json}
"""By the suffix of the file."""


def _facts(recipe: Recipe | None) -> dict[str, str | int]:
    if recipe is None:
        return {}
    return {
        "prompt": recipe.prompt,
        "model": recipe.model_name,
        "seed": recipe.seed,
        "licence": recipe.licence,
    }
