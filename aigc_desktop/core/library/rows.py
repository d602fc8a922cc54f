"""Between rows of the table `assets` and `Asset` records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.tasks import OutputKind
from aigc_desktop.core.library.query import words_of
from aigc_desktop.core.records import Asset

_COLUMNS = "key, id, kind, file, thumbnail, width, height, created_at, recipe, rating, binned_at, excerpt"
_EXCERPT = 400
_recipes = msgspec.json.Decoder(Recipe)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """An asset about to enter the library. `file` and `thumbnail` are relative to home.

    `thumbnail` is empty where the file is its own. `is_output`: the recipe's job made this very file.
    `name`, that of a file, and `text`, the beginning of a text, are searchable beside the prompt.
    """

    id: str
    kind: OutputKind
    file: str
    thumbnail: str
    width: int
    height: int
    created_at: float
    recipe: Recipe | None
    is_output: bool
    name: str = ""
    text: str = ""


def insert(connection: sqlite3.Connection, row: NewRow) -> None:
    """Add a row; raises sqlite3.IntegrityError when its id, or its job and index are taken.

    An earlier row of the same file without a job gives way: a sweep took the file for a stranger's.
    """
    connection.execute("DELETE FROM assets WHERE file = ? AND job_id IS NULL", (row.file,))
    values = _values(row)
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(f"INSERT INTO assets ({names}) VALUES ({marks})", values)


def _values(row: NewRow) -> dict[str, Any]:
    recipe = row.recipe
    return {
        "id": row.id,
        "job_id": recipe.job_id if recipe and row.is_output else None,
        "job_index": recipe.index if recipe and row.is_output else None,
        "kind": row.kind,
        "file": row.file,
        "thumbnail": row.thumbnail,
        "width": row.width,
        "height": row.height,
        "created_at": row.created_at,
        "family": recipe.family if recipe else "",
        "model": recipe.request.model if recipe else "",
        "generator": recipe.request.generator if recipe else "",
        "words": words_of(recipe, f"{row.name} {row.text}"),
        "excerpt": row.text[:_EXCERPT],
        "recipe": msgspec.json.encode(recipe).decode() if recipe else None,
    }


def select(
    connection: sqlite3.Connection, home: Path, condition: str, *values: str | int
) -> Iterator[tuple[int, Asset]]:
    """The key and the asset of every row that meets `condition`."""
    for row in connection.execute(f"SELECT {_COLUMNS} FROM assets WHERE {condition}", values):
        yield row[0], _asset(row, home)


def _asset(row: tuple[Any, ...], home: Path) -> Asset:
    _, asset_id, kind, file, thumbnail, width, height, created_at, recipe, rating, binned_at, excerpt = row
    return Asset(
        id=asset_id,
        kind=kind,
        file=str(home / file),
        thumbnail=str(home / (thumbnail or file)),
        width=width,
        height=height,
        created_at=created_at,
        recipe=_recipes.decode(recipe) if recipe else None,
        rating=rating,
        binned_at=binned_at,
        excerpt=excerpt,
    )


def listed(values: Iterable[str] | Iterable[int]) -> str:
    """`values` as one SQL parameter, for `IN (SELECT value FROM json_each(?))`."""
    return msgspec.json.encode(list(values)).decode()
