"""Samplers as pure functions: from noise to picture, step by step. One picture's arithmetic is its own.

Each takes the network as `predict(state, timestep)`, where `state` has unit variance in total, and yields
after every step the state and the finished picture as the network sees it by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from .schedule import Floats, Schedule, kept_levels, sigma_levels, solver_levels

Predict = Callable[[Floats, float], Floats]
Draw = Callable[[], Floats]
"""Fresh noise of the shape of the latents."""


class Step(NamedTuple):
    """`latents` after the step, in the sampler's own scale; `finished` as they will be without noise."""

    latents: Floats
    finished: Floats


Sampler = Callable[[Predict, Draw, Schedule], Iterator[Step]]


def ddim(predict: Predict, draw: Draw, schedule: Schedule) -> Iterator[Step]:
    """Song et al. 2021, equation 12 with sigma 0."""
    x = draw()
    for time, kept, after in _steps(schedule):
        a, s = kept**0.5, (1 - kept) ** 0.5
        output = predict(x, time)
        finished, noise = _finished(output, x, a, s, schedule), _noise(output, x, a, s, schedule)
        x = after**0.5 * finished + (1 - after) ** 0.5 * noise
        yield Step(x, finished)


def euler(predict: Predict, draw: Draw, schedule: Schedule) -> Iterator[Step]:
    """Karras et al. 2022, algorithm 1 without its second order."""
    x = draw() * schedule.first
    for time, sigma, after in _steps(schedule):
        finished = _seen(predict, x, time, sigma, schedule)
        x = x + (x - finished) / sigma * (after - sigma)
        yield Step(x, finished)


def euler_ancestral(predict: Predict, draw: Draw, schedule: Schedule) -> Iterator[Step]:
    """Euler's method to a lower level, and fresh noise up to the wanted one (k-diffusion)."""
    x = draw() * schedule.first
    for time, sigma, after in _steps(schedule):
        finished = _seen(predict, x, time, sigma, schedule)
        up = (after**2 * (sigma**2 - after**2) / sigma**2) ** 0.5
        down = (after**2 - up**2) ** 0.5
        x = x + (x - finished) / sigma * (down - sigma) + draw() * up
        yield Step(x, finished)


def dpmpp_2m(predict: Predict, draw: Draw, schedule: Schedule) -> Iterator[Step]:
    """DPM-Solver++ (2M) of Lu et al. 2022, algorithm 2, in the variance-preserving scale."""
    x = draw()
    before: tuple[Floats, float] | None = None
    count = len(schedule.timesteps)
    for step, (time, sigma, after) in enumerate(_steps(schedule)):
        a, s = _scale(sigma)
        finished = _finished(predict(x, time), x, a, s, schedule)
        a_after, s_after = _scale(after)
        grown = -np.expm1(np.log(after / sigma)) if after else 1.0  # 1 - exp(-h), h the step in log(a / s)
        guess = finished
        if before is not None and step < count - 1:
            earlier, sigma_before = before
            ratio = np.log(sigma_before / sigma) / np.log(sigma / after)
            guess = finished + (finished - earlier) / (2 * ratio)
        x = s_after / s * x + a_after * float(grown) * guess
        before = finished, sigma
        yield Step(x, finished)


_SAMPLERS: Mapping[str, tuple[Sampler, Callable[[Mapping[str, Any], int], Schedule]]] = {
    "ddim": (ddim, kept_levels),
    "euler": (euler, sigma_levels),
    "euler_ancestral": (euler_ancestral, sigma_levels),
    "dpmpp_2m": (dpmpp_2m, solver_levels),
    "dpmpp_2m_karras": (dpmpp_2m, solver_levels),
}
NAMES = tuple(_SAMPLERS)


def sample(name: str, config: Mapping[str, Any], steps: int, predict: Predict, draw: Draw) -> Iterator[Step]:
    """The steps of the sampler called `name`, with a scheduler configuration in diffusers' words."""
    sampler, schedule = _SAMPLERS[name]
    return sampler(predict, draw, schedule(config, steps))


def _steps(schedule: Schedule) -> Iterator[tuple[float, float, float]]:
    for step in zip(schedule.timesteps, schedule.levels, schedule.after, strict=True):
        time, level, after = map(float, step)
        yield time, level, after


def _scale(sigma: float) -> tuple[float, float]:
    a = (1 + sigma**2) ** -0.5
    return a, sigma * a


def _seen(predict: Predict, x: Floats, time: float, sigma: float, schedule: Schedule) -> Floats:
    """The finished picture as the network sees it in `x = finished + sigma * noise`."""
    a, s = _scale(sigma)
    state = x * a
    return _finished(predict(state, time), state, a, s, schedule)


def _finished(output: Floats, x: Floats, a: float, s: float, schedule: Schedule) -> Floats:
    match schedule.prediction:
        case "v_prediction":
            finished = a * x - s * output
        case "sample":
            finished = output
        case _:
            finished = (x - s * output) / a
    return finished if schedule.clip is None else finished.clip(-schedule.clip, schedule.clip)


def _noise(output: Floats, x: Floats, a: float, s: float, schedule: Schedule) -> Floats:
    match schedule.prediction:
        case "v_prediction":
            return a * output + s * x
        case "sample":
            return (x - a * output) / s
    return output
