"""What can be said of a text by rule: its language, its kind, its product and its tone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .words import Product, words

_CHINESE = re.compile("[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_SENTENCE_END = re.compile(r"[.!?。！？]")
_LONGEST_NAME = {"en": 48, "zh": 16}


def is_in(language: str, text: str) -> bool:
    """Whether the text is written in that language and in no other."""
    if language == "en":
        return bool(_LATIN_WORD.search(text)) and not _CHINESE.search(text)
    return bool(_CHINESE.search(text)) and not _LATIN_WORD.search(text)


def kind_of(text: str, language: str) -> str:
    """A name is no sentence, a tagline one or two, a brief more; empty for what is none of them."""
    sentences = len(_SENTENCE_END.findall(text))
    is_ended = bool(_SENTENCE_END.match(text[-1:]))
    if not text or "\n" in text:
        return ""
    if not sentences:
        return "name" if len(text) <= _LONGEST_NAME[language] and _is_titled(text, language) else ""
    if not is_ended:
        return ""
    return "tagline" if sentences <= 2 else "brief"


def _is_titled(text: str, language: str) -> bool:
    return language == "zh" or all(word[0].isupper() or word in ("by", "&") for word in text.split())


def is_about(product: Product, text: str, language: str) -> bool:
    """Whether the text names the product or a part of it."""
    return _any_in((product.name, product.short, *product.details), text, language)


def is_in_tone(tone: str, text: str, language: str) -> bool:
    """Whether words of that tone are in the text, and none of any other."""
    return tones_of(text, language) == {tone}


def tones_of(text: str, language: str) -> set[str]:
    """The tones whose words are in the text."""
    return {key for key, tone in words(language).tones.items() if _any_in(tone.terms, text, language)}


def _any_in(terms: Iterable[str], text: str, language: str) -> bool:
    return bool(_pattern(tuple(terms), language).search(text))


@cache
def _pattern(terms: tuple[str, ...], language: str) -> re.Pattern[str]:
    either = "|".join(sorted(map(re.escape, terms), key=len, reverse=True))
    return (
        re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE) if language == "en" else re.compile(either)
    )
