"""Samplers as pure functions: from noise to picture, step by step. One picture's arithmetic is its own.

Each takes the network as `predict(state, timestep)`, where `state` has unit variance in total, and yields
after every step the state and the finished picture as the network sees it by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aigc_diffusion.schedulers import prediction_of

from .flow import flow_levels, flow_solver_levels, flow_unipc_levels
from .schedule import Floats, Schedule, kept_levels, lcm_levels, sigma_levels, solver_levels
from .solvers import dpmpp_2m, unipc
from .states import Draw, Predict, Sampler, Step, finished_by, noise_by, scale_of, steps_of

_SIGMA_DATA = 0.5


def ddim(predict: Predict, draw: Draw, schedule: Schedule) -> Iterator[Step]:
    """Song et al. 2021, equation 12 with sigma 0."""
    x = draw()
    for time, kept, after in steps_of(schedule):
        a, s = kept**0.5, (1 - kept) ** 0.5
        output = predict(x, time)
        finished, noise = finished_by(output, x, a, s, schedule), noise_by(output, x, a, s, schedule)
        x = after**0.5 * finished + (1 - after) ** 0.5 * noise
        yield Step(x, finished)


def euler(predict: Predict, draw: Draw, schedule: Schedule) -> Iterator[Step]:
    """Karras et al. 2022, algorithm 1 without its second order."""
    x = draw() * schedule.first
    for time, sigma, after in steps_of(schedule):
        finished = _seen(predict, x, time, sigma, schedule)
        x = x + (x - finished) / sigma * (after - sigma)
        yield Step(x, finished)


def euler_ancestral(predict: Predict, draw: Draw, schedule: Schedule) -> Iterator[Step]:
    """Euler's method to a lower level, and fresh noise up to the wanted one (k-diffusion)."""
    x = draw() * schedule.first
    for time, sigma, after in steps_of(schedule):
        finished = _seen(predict, x, time, sigma, schedule)
        up = (after**2 * (sigma**2 - after**2) / sigma**2) ** 0.5
        down = (after**2 - up**2) ** 0.5
        x = x + (x - finished) / sigma * (down - sigma) + draw() * up
        yield Step(x, finished)


def flow_euler(predict: Predict, draw: Draw, schedule: Schedule) -> Iterator[Step]:
    """Euler's method along the straight paths of flow matching (Lipman et al. 2023; Esser et al. 2024)."""
    x = draw()
    for time, s, after in steps_of(schedule):
        velocity = predict(x, time)
        finished = x - s * velocity
        x = x + (after - s) * velocity
        yield Step(x, finished)


def lcm(predict: Predict, draw: Draw, schedule: Schedule) -> Iterator[Step]:
    """Consistency sampling: finish the picture, then noise it anew (Luo et al. 2023, algorithm 3)."""
    x = draw()
    last = len(schedule.timesteps) - 1
    for step, (time, kept, after) in enumerate(steps_of(schedule)):
        a, s = kept**0.5, (1 - kept) ** 0.5
        finished = finished_by(predict(x, time), x, a, s, schedule)
        far = time * schedule.time_scale / _SIGMA_DATA
        x = far / (far**2 + 1) ** 0.5 * finished + x / (far**2 + 1)
        if step < last:
            x = after**0.5 * x + (1 - after) ** 0.5 * draw()
        yield Step(x, finished)


_Levels = Callable[[Mapping[str, Any], int], Schedule]
_SAMPLERS: Mapping[str, tuple[Sampler, _Levels]] = {
    "ddim": (ddim, kept_levels),
    "euler": (euler, sigma_levels),
    "euler_ancestral": (euler_ancestral, sigma_levels),
    "dpmpp_2m": (dpmpp_2m, solver_levels),
    "dpmpp_2m_karras": (dpmpp_2m, solver_levels),
    "unipc": (unipc, solver_levels),
    "lcm": (lcm, lcm_levels),
}
_FLOW_SAMPLERS: Mapping[str, tuple[Sampler, _Levels]] = {
    "euler": (flow_euler, flow_levels),
    "dpmpp_2m": (dpmpp_2m, flow_solver_levels),
    "unipc": (unipc, flow_unipc_levels),
}
NAMES = tuple(_SAMPLERS)


def sample(name: str, config: Mapping[str, Any], steps: int, predict: Predict, draw: Draw) -> Iterator[Step]:
    """The steps of the sampler called `name`, with a scheduler configuration in diffusers' words.

    For flow matching it may also hold what pipelines tell a scheduler: `mu` and `sigmas`.
    """
    known = _FLOW_SAMPLERS if prediction_of(config) == "flow" else _SAMPLERS
    sampler, levels = known[name]
    return sampler(predict, draw, levels(config, steps))


def _seen(predict: Predict, x: Floats, time: float, sigma: float, schedule: Schedule) -> Floats:
    """The finished picture as the network sees it in `x = finished + sigma * noise`."""
    a, s = scale_of(sigma, schedule)
    state = x * a
    return finished_by(predict(state, time), state, a, s, schedule)
