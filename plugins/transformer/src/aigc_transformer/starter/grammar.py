"""Composes a text from the words: the templates of a kind, filled with a product's and a voice's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

from .words import Product, Tone, words

_SLOT = re.compile(r"\{([A-Za-z]+)2?\}")
_NAMING = ("{name}", "{Name}", "{short}", "{Short}")
_PLURALS: Mapping[str, str] = {
    "adjective": "adjectives",
    "noun": "nouns",
    "act": "acts",
    "root": "roots",
    "opening": "openings",
    "detail": "details",
    "use": "uses",
    "people": "people",
    "place": "places",
}
_OWN_TAGLINE = 0.25


def product_of(language: str, key: str) -> Product:
    """A product of the list by its key."""
    return words(language).products[key]


def loose_product(language: str, rng: Random) -> Product:
    """A product beyond the list: a qualifier and a noun that chance puts together."""
    loose = words(language).loose
    noun = rng.choice(loose.nouns)
    space, measure = (" ", "") if language == "en" else ("", "款")
    name = f"{rng.choice(loose.qualifiers)}{space}{noun}"
    return Product(key=name, name=name, short=noun, measure=measure, is_known=False, **loose.general)


def compose(language: str, product: Product, tone: str, kind: str, rng: Random) -> str:
    """One text of that kind about the product in that tone."""
    deck = _Deck(product, words(language).tones[tone], rng)
    templates = words(language).templates
    match kind:
        case "name":
            text = deck.fill(_naming(templates.names, product))
        case "tagline":
            own = words(language).tones[tone].taglines
            text = deck.fill(_naming(own if rng.random() < _OWN_TAGLINE else templates.taglines, product))
        case _:
            text = _brief(language, product, deck, rng)
    return _FINISHES[language, kind == "name"](text)


def _brief(language: str, product: Product, deck: _Deck, rng: Random) -> str:
    templates, closings = words(language).templates, deck.tone.closings
    middles = rng.sample(templates.middles, rng.choice((1, 2)))
    ending = deck.fill(templates.endings) if rng.random() < 0.4 else rng.choice(closings)
    parts = [deck.fill(_naming(templates.openings, product)), *(deck.fill((m,)) for m in middles), ending]
    return (" " if language == "en" else "").join(parts)


def _naming(templates: Sequence[str], product: Product) -> Sequence[str]:
    """For a product whose parts nobody knows, only the templates that name it."""
    return templates if product.is_known else [t for t in templates if any(slot in t for slot in _NAMING)]


class _Deck:
    """Deals words for slots. None comes twice before all of its kind were dealt."""

    def __init__(self, product: Product, tone: Tone, rng: Random) -> None:
        self.tone = tone
        self._product = product
        self._rng = rng
        self._left: dict[str, list[str]] = {}

    def fill(self, templates: Sequence[str]) -> str:
        """One of the templates with every slot filled."""
        return _SLOT.sub(self._word, self._rng.choice(templates))

    def _word(self, slot: re.Match[str]) -> str:
        name = slot[1].lower()
        word = self._deal(name) if name in _PLURALS else str(getattr(self._product, name))
        return _capitalised(word) if slot[1][0].isupper() else word

    def _deal(self, name: str) -> str:
        if not self._left.get(name):
            owner = self.tone if hasattr(self.tone, _PLURALS[name]) else self._product
            all_words = getattr(owner, _PLURALS[name])
            self._left[name] = self._rng.sample(all_words, len(all_words))
        return self._left[name].pop()


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _english(text: str) -> str:
    text = re.sub(r"\b([Aa]) (?=[aeiou]|honest\b)", r"\1n ", text)
    return re.sub(r"(^|[.?!] )([a-z])", lambda match: match[1] + match[2].upper(), text)


def _english_title(text: str) -> str:
    return re.sub(r"(?<= )(?!by )[a-z]", lambda match: match[0].upper(), _capitalised(text))


def _chinese(text: str) -> str:
    return text


_FINISHES: Mapping[tuple[str, bool], Callable[[str], str]] = {
    ("en", False): _english,
    ("en", True): _english_title,
    ("zh", False): _chinese,
    ("zh", True): _chinese,
}
