"""The levels of noise in flow matching, out of a scheduler configuration in diffusers' words.

A state of a picture is `(1 - s) * finished + s * noise` (Lipman et al. 2023). Large pictures keep their shape
in more noise than small ones, so the levels are shifted towards the noise (Esser et al. 2024, equation 23).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from typing import Any

import numpy as np

from .schedule import Floats, Schedule

_NOT_QUITE_ONE = 1e-6
_PREDICTION = "flow_prediction"


def shift_for(config: Mapping[str, Any], patches: int) -> float:
    """`mu`, by which pictures of so many patches are shifted: a line through two sizes of training."""
    few, many = int(config.get("base_image_seq_len", 256)), int(config.get("max_image_seq_len", 4096))
    low, high = float(config.get("base_shift", 0.5)), float(config.get("max_shift", 1.15))
    return low + (high - low) * (patches - few) / (many - few)


def flow_levels(config: Mapping[str, Any], steps: int) -> Schedule:
    """The schedule of Euler's method; levels are `s`. `sigmas`, if told, are those before the shift."""
    total, shift = _total(config), _shift(config, "shift")
    last = 1 / total if config.get("use_dynamic_shifting") else float(_shifted(np.array(1 / total), shift))
    even: Floats = np.asarray(config.get("sigmas", np.linspace(1, last, steps)), np.float64)
    levels = _stretched(_shifted(even, shift), config)
    return Schedule(levels * total, levels, np.append(levels[1:], 0.0), _PREDICTION)


def flow_solver_levels(config: Mapping[str, Any], steps: int) -> Schedule:
    """The schedule of DPM-Solver++; levels are `sigma`, which is `s / (1 - s)`."""
    total = _total(config)
    even = np.flip(1 - np.linspace(1, 1 / total, steps + 1))[:-1]
    return _solver_schedule(_shifted(even, _shift(config, "flow_shift")), total, config)


def flow_unipc_levels(config: Mapping[str, Any], steps: int) -> Schedule:
    """The schedule of UniPC; levels are `sigma`, which is `s / (1 - s)`."""
    total = _total(config)
    even = np.linspace(1, 1 / total, steps + 1)[:-1]
    levels = _stretched(_shifted(even, _shift(config, "flow_shift")), config)
    if levels[0] > 1 - _NOT_QUITE_ONE:  # Noise alone has no logarithm of signal to noise.
        levels[0] -= _NOT_QUITE_ONE
    return _solver_schedule(levels, total, config)


def _solver_schedule(levels: Floats, total: int, config: Mapping[str, Any]) -> Schedule:
    sigmas = levels / (1 - levels)
    times = np.floor(levels * total)
    order = int(config.get("solver_order", 2))
    return Schedule(times, sigmas, np.append(sigmas[1:], 0.0), _PREDICTION, order=order)


def _total(config: Mapping[str, Any]) -> int:
    return int(config.get("num_train_timesteps", 1000))


def _shift(config: Mapping[str, Any], name: str) -> float:
    if config.get("use_dynamic_shifting"):
        mu = float(config["mu"])
        return mu if config.get("time_shift_type") == "linear" else exp(mu)
    return float(config.get(name, 1.0))


def _shifted(levels: Floats, shift: float) -> Floats:
    return np.asarray(shift * levels / (1 + (shift - 1) * levels))


def _stretched(levels: Floats, config: Mapping[str, Any]) -> Floats:
    """Levels that end at `shift_terminal`, where the configuration names one."""
    end = config.get("shift_terminal")
    return 1 - (1 - levels) * (1 - float(end)) / (1 - levels[-1]) if end else levels
