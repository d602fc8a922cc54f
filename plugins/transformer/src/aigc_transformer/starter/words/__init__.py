"""The words that the corpus is composed of: products, voices and templates, a file for each and language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Product:
    """Something to write about. `is_known` products have words of their own; others lend general ones."""

    key: str
    name: str
    short: str
    details: tuple[str, ...]
    uses: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    measure: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class Tone:
    """A voice: words and sentences that no other voice uses."""

    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    acts: tuple[str, ...]
    roots: tuple[str, ...]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    taglines: tuple[str, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """What gives the voice away."""
        return (*self.adjectives, *self.nouns, *self.acts, *self.roots, *self.openings, *self.closings)


@dataclass(frozen=True)
class Templates:
    """Names and taglines are one line each; a brief has an opening, middles and an ending."""

    names: tuple[str, ...]
    taglines: tuple[str, ...]
    openings: tuple[str, ...]
    middles: tuple[str, ...]
    endings: tuple[str, ...]


@dataclass(frozen=True)
class Loose:
    """Any qualifier with any noun is a product beyond the list."""

    qualifiers: tuple[str, ...]
    nouns: tuple[str, ...]
    general: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Words:
    """All words of one language."""

    products: Mapping[str, Product]
    loose: Loose
    tones: Mapping[str, Tone]
    templates: Templates


@cache
def words(language: str) -> Words:
    """The words of a language, `en` or `zh`."""
    products = _table(f"products_{language}")
    loose = _frozen(products.pop("loose"))
    templates = _frozen(_table(f"templates_{language}"))
    brief = _frozen(templates["brief"])
    return Words(
        products={product.key: product for product in _products(products)},
        loose=Loose(loose.pop("qualifiers"), loose.pop("nouns"), loose),
        tones={key: Tone(**_frozen(tone)) for key, tone in _table(f"tones_{language}").items()},
        templates=Templates(
            templates["name"], templates["tagline"], brief["opening"], brief["middle"], brief["ending"]
        ),
    )


def _products(categories: Mapping[str, Any]) -> Iterator[Product]:
    for category in categories.values():
        people, places = tuple(category["people"]), tuple(category["places"])
        for key, entry in category["products"].items():
            yield Product(key=key, people=people, places=places, **_frozen(entry))


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / f"{name}.toml").read_text("utf-8"))


def _frozen(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
