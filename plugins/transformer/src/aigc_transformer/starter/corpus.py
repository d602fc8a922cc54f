"""The corpus: prompts and the texts that answer them. Combinations of product and tone are held out of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec

from .grammar import compose, loose_product, product_of
from .prompts import KINDS, LANGUAGES, TONES, Order, prompt
from .words import Product, words

_HELD_OUT_ONE_IN = 7
_LOOSE = 0.15
_WEIGHTS = {"name": 4, "tagline": 4, "brief": 2}


class Sample(msgspec.Struct, frozen=True):
    """A prompt and the text that answers it."""

    prompt: str
    text: str


def is_held_out(product: str, tone: str) -> bool:
    """Whether this product is never written about in this tone, in neither language."""
    digest = hashlib.sha256(f"{product} {tone}".encode()).digest()
    return digest[0] % _HELD_OUT_ONE_IN == 0


def samples(total: int, seed: int = 0) -> Iterator[Sample]:
    """Training samples; the same ones for the same seed."""
    rng = Random(f"copywriter {seed}")
    for _ in range(total):
        language = rng.choice(LANGUAGES)
        product, tone = _subject(language, rng)
        (kind,) = rng.choices(KINDS, [_WEIGHTS[kind] for kind in KINDS])
        order = Order(language, product.name, tone, kind)
        yield Sample(prompt(order, rng), compose(language, product, tone, kind, rng))


def _subject(language: str, rng: Random) -> tuple[Product, str]:
    if rng.random() < _LOOSE:
        return loose_product(language, rng), rng.choice(TONES)
    while True:
        key, tone = rng.choice(tuple(words(language).products)), rng.choice(TONES)
        if not is_held_out(key, tone):
            return product_of(language, key), tone


def held_out_orders() -> list[tuple[Order, Product]]:
    """Every held-out combination in every language and kind."""
    return [
        (Order(language, product.name, tone, kind), product)
        for language in LANGUAGES
        for key, product in words(language).products.items()
        for tone in TONES
        if is_held_out(key, tone)
        for kind in KINDS
    ]


def write(total: int, file: Path) -> None:
    """Write the corpus as a JSON object a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        for sample in samples(total):
            stream.write(msgspec.json.encode(sample) + b"\n")


def read(file: Path) -> list[Sample]:
    """The corpus that `write` wrote."""
    decoder = msgspec.json.Decoder(Sample)
    with file.open("rb") as stream:
        return [decoder.decode(line) for line in stream]
