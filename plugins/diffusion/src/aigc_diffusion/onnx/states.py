"""What samplers share: a state of a picture, `a * finished + s * noise`, and what the network says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .schedule import Floats, Schedule

Predict = Callable[[Floats, float], Floats]
Draw = Callable[[], Floats]
"""Fresh noise of the shape of the latents."""


class Step(NamedTuple):
    """`latents` after the step, in the sampler's own scale; `finished` as they will be without noise."""

    latents: Floats
    finished: Floats


Sampler = Callable[[Predict, Draw, Schedule], Iterator[Step]]


def steps_of(schedule: Schedule) -> Iterator[tuple[float, float, float]]:
    """The timestep, the level before and the level after it, step by step."""
    for step in zip(schedule.timesteps, schedule.levels, schedule.after, strict=True):
        time, level, after = map(float, step)
        yield time, level, after


def scale_of(sigma: float, schedule: Schedule) -> tuple[float, float]:
    """`a` and `s` where `sigma` is `s / a`: their squares add up to one, in flow matching they themselves."""
    a = 1 / (1 + sigma) if schedule.is_flow else (1 + sigma**2) ** -0.5
    return a, sigma * a


def finished_by(output: Floats, x: Floats, a: float, s: float, schedule: Schedule) -> Floats:
    """The finished picture as the network sees it in the state `x`."""
    match schedule.prediction:
        case "v_prediction":
            finished = a * x - s * output
        case "sample":
            finished = output
        case "flow_prediction":
            finished = x - s * output
        case _:
            finished = (x - s * output) / a
    return finished if schedule.clip is None else finished.clip(-schedule.clip, schedule.clip)


def noise_by(output: Floats, x: Floats, a: float, s: float, schedule: Schedule) -> Floats:
    """The noise as the network sees it in the state `x`."""
    match schedule.prediction:
        case "v_prediction":
            return a * output + s * x
        case "sample":
            return (x - a * output) / s
    return output
