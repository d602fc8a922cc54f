"""What can be asked of the library, as SQL. Text is found by English words and by Chinese characters."""

from __future__ import annotations

import re

import msgspec

from aigc_desktop.api.recipe import Recipe

# Chinese, Japanese and Korean are written without spaces, and the index knows words only: here every such
# character becomes a word, and a search for several of them a search for that phrase.
_CHARACTER = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


class AssetQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which assets to list; an empty field asks for nothing.

    `model` and `generator` are ids as in requests; `since` and `until` seconds since the epoch.
    """

    text: str = ""
    family: str = ""
    model: str = ""
    generator: str = ""
    kind: str = ""
    min_rating: int = 0
    since: float = 0.0
    until: float = 0.0
    in_bin: bool = False


def words_of(recipe: Recipe | None, name: str = "") -> str:
    """The searchable text of an asset; `name` is that of a file from outside, or a text itself."""
    if recipe is None:
        return _spaced(name)
    prompts = (str(recipe.request.parameters.get(key, "")) for key in ("prompt", "negative_prompt"))
    return _spaced(" ".join([*prompts, recipe.model_name, recipe.request.model, name]))


def where(query: AssetQuery) -> tuple[str, dict[str, str | float]]:
    """The condition that `query` puts on the table `assets`, and its values."""
    conditions = ["is_missing = 0", "binned_at > 0" if query.in_bin else "binned_at = 0"]
    values: dict[str, str | float] = {}
    match = match_expression(query.text)
    if match:
        conditions.append("key IN (SELECT rowid FROM assets_fts WHERE assets_fts MATCH :match)")
        values["match"] = match
    for field, condition in _CONDITIONS.items():
        if value := getattr(query, field):
            conditions.append(condition)
            values[field] = value
    return " AND ".join(conditions), values


_CONDITIONS = {
    "family": "family = :family",
    "model": "model = :model",
    "generator": "generator = :generator",
    "kind": "kind = :kind",
    "min_rating": "rating >= :min_rating",
    "since": "created_at >= :since",
    "until": "created_at < :until",
}


def match_expression(text: str) -> str:
    """What a person typed as an FTS5 expression: all words must occur, each may be the start of a longer one.

    Every word is quoted, so that nothing in it is taken for FTS5's own syntax.
    """
    terms = [term for term in _spelled(text).split() if any(map(str.isalnum, term))]
    return " ".join(f'"{_spaced(term).strip().replace(chr(34), " ")}" *' for term in terms)


def _spaced(text: str) -> str:
    return _CHARACTER.sub(r" \g<0> ", _spelled(text))


def _spelled(text: str) -> str:
    """`text` without what SQLite cannot take: NUL and halves of surrogate pairs."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()
