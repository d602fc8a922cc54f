"""Multistep solvers: samplers that remember what the network saw in earlier steps. Pure functions too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from .schedule import Floats, Schedule
from .states import Draw, Predict, Step, finished_by, scale_of, steps_of


def dpmpp_2m(predict: Predict, draw: Draw, schedule: Schedule) -> Iterator[Step]:
    """DPM-Solver++ (2M) of Lu et al. 2022, algorithm 2, in the variance-preserving scale."""
    x = draw()
    before: tuple[Floats, float] | None = None
    count = len(schedule.timesteps)
    for step, (time, sigma, after) in enumerate(steps_of(schedule)):
        a, s = scale_of(sigma, schedule)
        finished = finished_by(predict(x, time), x, a, s, schedule)
        guess = finished
        if before is not None and step < count - 1:
            earlier, sigma_before = before
            ratio = np.log(sigma_before / sigma) / np.log(sigma / after)
            guess = finished + (finished - earlier) / (2 * ratio)
        x = _moved(x, sigma, after, guess, schedule)
        before = finished, sigma
        yield Step(x, finished)


class _Seen(NamedTuple):
    """The finished picture as the network saw it where noise and signal stood at `sigma`."""

    sigma: float
    finished: Floats


def unipc(predict: Predict, draw: Draw, schedule: Schedule) -> Iterator[Step]:
    """UniPC (Zhao et al. 2023, algorithms 1 and 2, with B2): each step is corrected by what it led to."""
    x = start = draw()
    seen: list[_Seen] = []  # the latest first
    order, count = 0, len(schedule.timesteps)
    for step, (time, sigma, after) in enumerate(steps_of(schedule)):
        now = _Seen(sigma, finished_by(predict(x, time), x, *scale_of(sigma, schedule), schedule))
        if seen:
            x = _solved(start, seen[0], sigma, [*seen[1:order], now], schedule)
        order = min(schedule.order, step + 1, count - step)
        seen = [now, *seen][: schedule.order]
        start = x
        x = _solved(start, now, after, seen[1:order], schedule)
        yield Step(x, now.finished)


def _solved(x: Floats, here: _Seen, after: float, others: Sequence[_Seen], schedule: Schedule) -> Floats:
    """From the level `here` to `after`, leaning on what was seen there and at `others` (equation 8)."""
    guess = here.finished
    if others:
        h = np.log(here.sigma / after)
        places = np.array([np.log(here.sigma / other.sigma) / h for other in others])
        for share, place, other in zip(_shares(places, h), places, others, strict=True):
            guess = guess + share / place * (other.finished - here.finished)
    return _moved(x, here.sigma, after, guess, schedule)


def _shares(places: Floats, h: float) -> Floats:
    """The weights of differences at `places`, in units of the step `h` (equation 5); of one alone, a half."""
    if len(places) == 1:
        return np.array([0.5])
    wanted, phi, factorial = [], np.expm1(-h) / -h - 1, 1
    for power in range(1, len(places) + 1):
        wanted.append(phi * factorial / np.expm1(-h))
        factorial *= power + 1
        phi = phi / -h - 1 / factorial
    return np.linalg.solve(np.vander(places, increasing=True).T, np.array(wanted))


def _moved(x: Floats, sigma: float, after: float, guess: Floats, schedule: Schedule) -> Floats:
    """The state at the level `after`, as it follows from a guess at the finished picture."""
    (_, s), (a_after, s_after) = scale_of(sigma, schedule), scale_of(after, schedule)
    grown = 1 - after / sigma  # 1 - exp(-h), h the step in log(a / s)
    return s_after / s * x + a_after * grown * guess
