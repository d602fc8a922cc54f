"""Points of a latent space, written as what they are made of: the noise of seeds.

`12` is the noise of seed 12; `0.6*12 + 0.8*13` lies between the noises of two. The noise of different seeds
is independent and standard normal, so seeds serve as directions at right angles to each other: where the
squares of the weights sum to 1 the point is as likely as the noise of any one seed, and arcs and directions
are found from the weights alone, without knowing a model. A recipe with such a text can be made again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import acos, copysign, hypot, isfinite, sin
from typing import TYPE_CHECKING

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.noise import normal
from aigc_desktop.api.requests import MAX_SEED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LATENT = "latent"
"""What the parameter is called that holds the point a picture is made from."""

MOST_SEEDS = 256
MOST_WEIGHT = 1000.0
MOST_LETTERS = 8000
"""As `max_length` of a parameter: room for MOST_SEEDS terms."""

_NUMBER = r"\d+(?:\.\d*)?(?:e[+-]?\d+)?"
_SEED = r"\d{1,16}(?!\d)"
_TERM = re.compile(rf"\s*(?:([+-])\s*)?(?:({_NUMBER})\s*\*\s*)?({_SEED})\s*", re.ASCII)
_DIGITS = 6
_LEAST_SINE = 1e-6
_LEAST = 10.0**-_DIGITS


@dataclass(frozen=True, slots=True)
class Latent:
    """A sum of the noise of seeds. `terms` are pairs of seed and weight, ordered by seed, none of them 0."""

    terms: tuple[tuple[int, float], ...]

    def __str__(self) -> str:
        """As `parse` reads it; weights have six digits."""
        text = "".join(_term(seed, weight) for seed, weight in self.terms)
        return text[3:] if text.startswith(" + ") else f"-{text[3:]}"

    @property
    def length(self) -> float:
        """The square root of the sum of the squared weights: 1 for a point like any other."""
        return hypot(*(weight for _, weight in self.terms))

    def unit(self) -> Latent:
        """The point in the same direction whose length is 1; raises ValueError for one without direction."""
        length = self.length
        if length < _LEAST:
            raise ValueError("a latent of length 0 has no direction")
        return mixed({self: 1 / length})

    def noise(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """The latent itself in float32; for a single seed the very numbers of `noise.normal`."""
        return self.blend(lambda seed: normal(seed, shape))

    def blend(
        self, of: Callable[[int], NDArray[np.float32]], mean: NDArray[np.float32] | float = 0.0
    ) -> NDArray[np.float32]:
        """The same sum over what `of` gives for each seed, as distances from `mean`.

        With the mean of a space whose points are not centred on 0 (w of a style generator) the result keeps
        their spread. A single seed of weight 1 gives exactly `of(seed)`.
        """
        import numpy as np

        if len(self.terms) == 1 and self.terms[0][1] == 1:
            return of(self.terms[0][0])
        away = sum(np.float32(weight) * (of(seed) - mean) for seed, weight in self.terms)
        return np.asarray(mean + away, np.float32)


def of_seed(seed: int) -> Latent:
    """The noise of one seed."""
    return Latent(((seed, 1.0),))


def parse(text: str) -> Latent:
    """The latent that `text` writes down, such as `12` or `0.6*12 - 0.8*13`.

    Raises AigcError `latent.text`.
    """
    weights: dict[int, float] = {}
    position = 0
    while position < len(text) or not weights:
        found = _TERM.match(text, position)
        if found is None or (weights and not found[1]):
            raise _not_a_latent(text)
        seed = int(found[3])
        weights[seed] = weights.get(seed, 0.0) + float(f"{found[1] or ''}{found[2] or 1}")
        if seed > MAX_SEED or abs(weights[seed]) > MOST_WEIGHT or len(weights) > MOST_SEEDS:
            raise _not_a_latent(text)
        position = found.end()
    latent = _latent(weights)
    if not latent.terms:
        raise _not_a_latent(text)
    return latent


def latent_or_seed(text: str, seed: int) -> Latent:
    """What a `latent` parameter means: the point that it writes down, or, empty, the noise of `seed`."""
    return parse(text) if text.strip() else of_seed(seed)


def mixed(shares: Mapping[Latent, float]) -> Latent:
    """The sum of latents, each multiplied by its share; of very many seeds those that weigh most."""
    weights: dict[int, float] = {}
    for latent, share in shares.items():
        for seed, weight in latent.terms:
            weights[seed] = weights.get(seed, 0.0) + share * weight
    return _strongest(_latent(weights))


def slerp(start: Latent, end: Latent, position: float) -> Latent:
    """From `start` (0) to `end` (1) along the arc between them (Shoemake 1985).

    A straight line would come too near to the mean on its way (White 2016). Where both point the same or
    opposite ways there is no arc, and the line is taken.
    """
    angle = _angle(start, end)
    if sin(angle) < _LEAST_SINE:
        return mixed(_added((start, 1 - position), (end, position)))
    first, second = sin((1 - position) * angle) / sin(angle), sin(position * angle) / sin(angle)
    return mixed(_added((start, first), (end, second)))


def moved(start: Latent, direction: Latent, strength: float) -> Latent:
    """`start` moved by `strength` along `direction`, at the length that it had.

    Where nothing would be left of it, it stays where it is.
    """
    there = mixed(_added((start, 1.0), (direction, strength)))
    return start if there.length < _LEAST else mixed({there: start.length / there.length})


def difference(wanted: Sequence[Latent], others: Sequence[Latent]) -> Latent:
    """The direction from the mean of `others` to the mean of `wanted`, of length 1.

    Both are shortened to their first points where the sum would have too many seeds. Raises AigcError
    `latent.direction` when one is empty or both have the same mean.
    """
    most = MOST_SEEDS // 2
    shares = [(latent, 1 / len(wanted[:most])) for latent in wanted[:most]]
    shares += [(latent, -1 / len(others[:most])) for latent in others[:most]]
    away = mixed(_added(*shares))
    if not wanted or not others or away.length < _LEAST:
        raise AigcError(
            "latent.direction",
            "There is no direction from these: some assets with stars and some without are needed.",
            "Give stars to the results that you like, and leave others without.",
        )
    return away.unit()


def along(keyframes: Sequence[Latent], frames: int, *, is_closed: bool) -> list[Latent]:
    """`frames` points on the way through all keyframes, on arcs; a closed way leads back to the first.

    The last point of a closed way is the one before the first keyframe, so that it can be repeated.
    """
    stops = [*keyframes, keyframes[0]] if is_closed else list(keyframes)
    whole = frames if is_closed else max(1, frames - 1)
    return [_on_the_way(stops, number * (len(stops) - 1) / whole) for number in range(frames)]


def _on_the_way(stops: Sequence[Latent], place: float) -> Latent:
    number = min(int(place), max(0, len(stops) - 2))
    return slerp(stops[number], stops[min(number + 1, len(stops) - 1)], place - number)


def _angle(first: Latent, second: Latent) -> float:
    others = dict(second.terms)
    product = sum(weight * others.get(seed, 0.0) for seed, weight in first.terms)
    return acos(max(-1.0, min(1.0, product / max(first.length * second.length, _LEAST))))


def _added(*shares: tuple[Latent, float]) -> dict[Latent, float]:
    """Shares by latent; those of equal ones together."""
    sums: dict[Latent, float] = {}
    for latent, share in shares:
        sums[latent] = sums.get(latent, 0.0) + share
    return sums


def _latent(weights: Mapping[int, float]) -> Latent:
    rounded: Iterable[tuple[int, float]] = (
        (s, float(f"{w:.{_DIGITS}g}")) for s, w in sorted(weights.items())
    )
    return Latent(
        tuple((seed, weight) for seed, weight in rounded if abs(weight) >= _LEAST and isfinite(weight))
    )


def _strongest(latent: Latent) -> Latent:
    """The MOST_SEEDS terms that weigh most."""
    kept = sorted(latent.terms, key=lambda term: -abs(term[1]))[:MOST_SEEDS]
    return Latent(tuple(sorted(kept)))


def _term(seed: int, weight: float) -> str:
    sign = " - " if copysign(1, weight) < 0 else " + "
    size = f"{abs(weight):.{_DIGITS}g}"
    return f"{sign}{seed}" if size == "1" else f"{sign}{size}*{seed}"


def _not_a_latent(text: str) -> AigcError:
    shown = text if len(text) <= 80 else f"{text[:80]}…"
    return AigcError(
        "latent.text",
        f"“{shown}” is no point of a latent space.",
        "Write a seed, such as 12, or a sum of seeds with weights, such as 0.6*12 + 0.8*13.",
    )
