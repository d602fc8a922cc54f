"""The levels of noise that a sampler goes through, out of a scheduler configuration in diffusers' words.

A state of a picture is `a * finished + s * noise`. With `kept` for the cumulative product of the alphas (Ho
et al. 2020, equation 4), `a = sqrt(kept)`, `s = sqrt(1 - kept)` and `sigma = s / a` (Karras et al. 2022).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aigc_diffusion.schedulers import MOST_LCM_STEPS

Floats = NDArray[np.floating]
_ALMOST_NOTHING = 2.0**-24
_RHO = 7.0
_LCM = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
"""What a configuration means that leaves them out, for lcm alone."""


@dataclass(frozen=True)
class Schedule:
    """One entry a step: the `timesteps` as the network wants them, the level before and the level after it.

    Levels are what the sampler works in: `kept` for ddim and lcm, `s` for Euler's method in flow matching,
    `sigma` for all others. `prediction` says what the network gives: `epsilon`, `v_prediction`, `sample` or
    `flow_prediction`. `first` scales the noise that sampling starts from, `time_scale` the timesteps in the
    boundary condition of lcm. `order` is that of a multistep solver.
    """

    timesteps: Floats
    levels: Floats
    after: Floats
    prediction: str
    first: float = 1.0
    clip: float | None = None
    order: int = 2
    time_scale: float = 1.0

    @property
    def is_flow(self) -> bool:
        """Whether `a + s = 1`, as in flow matching, in place of `a^2 + s^2 = 1`."""
        return self.prediction == "flow_prediction"


def kept_levels(config: Mapping[str, Any], steps: int) -> Schedule:
    """The schedule of DDIM (Song et al. 2021)."""
    kept = _kept(config)
    total = len(kept)
    times = _times(config, steps, "leading").astype(np.int64)
    last = 1.0 if config.get("set_alpha_to_one", True) else float(kept[0])
    # A whole number of timesteps further on, as diffusers counts, even where the next step is one more away.
    later = times - total // steps
    after = np.where(later >= 0, kept[later.clip(0)], last)
    clip = _clip(config, config.get("clip_sample", True))
    return Schedule(times.astype(np.float64), kept[times], after, _prediction(config), clip=clip)


def lcm_levels(config: Mapping[str, Any], steps: int) -> Schedule:
    """The schedule of latent consistency models, out of the timesteps of their training (Luo et al. 2023)."""
    kept = _kept({**_LCM, **config})
    trained = int(config.get("original_inference_steps", MOST_LCM_STEPS))
    every = np.arange(trained, 0, -1) * (len(kept) // trained) - 1
    times = every[np.linspace(0, trained, steps, endpoint=False).astype(np.int64)]
    return Schedule(
        times.astype(np.float64),
        kept[times],
        kept[np.append(times[1:], times[-1])],
        _prediction(config),
        clip=_clip(config, config.get("clip_sample", False)),
        time_scale=float(config.get("timestep_scaling", 10.0)),
    )


def sigma_levels(config: Mapping[str, Any], steps: int) -> Schedule:
    """The schedule of Euler's method, plain or ancestral (Karras et al. 2022, algorithm 1)."""
    sigmas = _sigmas(config)
    times = _times(config, steps, "linspace")
    levels = np.interp(times, np.arange(len(sigmas)), sigmas)
    spacing = config.get("timestep_spacing", "linspace")
    most = float(levels.max())
    first = most if spacing in ("linspace", "trailing") else (most**2 + 1) ** 0.5
    return Schedule(times, levels, np.append(levels[1:], 0.0), _prediction(config), first)


def solver_levels(config: Mapping[str, Any], steps: int) -> Schedule:
    """The schedule of multistep solvers (Lu et al. 2022), where wanted with the spacing of Karras et al."""
    sigmas = _sigmas(config)
    if config.get("use_karras_sigmas"):
        levels = _karras(sigmas, steps)
        times = _nearest_times(levels, sigmas).round()
    else:
        times = _solver_times(config, steps, len(sigmas))
        levels = np.interp(times, np.arange(len(sigmas)), sigmas)
    order = int(config.get("solver_order", 2))
    return Schedule(times, levels, np.append(levels[1:], 0.0), _prediction(config), order=order)


def _clip(config: Mapping[str, Any], is_wanted: bool) -> float | None:
    return float(config.get("clip_sample_range", 1.0)) if is_wanted else None


def _prediction(config: Mapping[str, Any]) -> str:
    return str(config.get("prediction_type", "epsilon"))


def _kept(config: Mapping[str, Any]) -> Floats:
    total = int(config.get("num_train_timesteps", 1000))
    first, last = float(config.get("beta_start", 0.0001)), float(config.get("beta_end", 0.02))
    match config.get("beta_schedule", "linear"):
        case _ if config.get("trained_betas"):
            betas: Floats = np.asarray(config["trained_betas"], np.float64)
        case "scaled_linear":
            betas = np.linspace(first**0.5, last**0.5, total) ** 2
        case "squaredcos_cap_v2":
            betas = _cosine(total)
        case _:
            betas = np.linspace(first, last, total)
    kept = np.cumprod(1.0 - betas)
    return _without_last_signal(kept) if config.get("rescale_betas_zero_snr") else kept


def _cosine(total: int) -> Floats:
    """Nichol and Dhariwal 2021, equation 17."""
    curve = np.cos((np.arange(total + 1) / total + 0.008) / 1.008 * np.pi / 2) ** 2
    return np.asarray(np.minimum(1 - curve[1:] / curve[:-1], 0.999))


def _without_last_signal(kept: Floats) -> Floats:
    """Lin et al. 2023, algorithm 1: the last step holds noise alone."""
    root = np.sqrt(kept)
    return np.asarray(((root - root[-1]) * root[0] / (root[0] - root[-1])) ** 2)


def _sigmas(config: Mapping[str, Any]) -> Floats:
    kept = _kept(config)
    if config.get("rescale_betas_zero_snr"):
        kept[-1] = _ALMOST_NOTHING  # An infinite sigma cannot be stepped from.
    return np.sqrt((1 - kept) / kept)


def _times(config: Mapping[str, Any], steps: int, usual: str) -> Floats:
    total = int(config.get("num_train_timesteps", 1000))
    offset = int(config.get("steps_offset", 0))
    match config.get("timestep_spacing", usual):
        case "leading":
            return (np.arange(steps) * (total // steps)).round()[::-1] + float(offset)
        case "trailing":
            return np.arange(total, 0, -total / steps).round()[:steps] - 1
    times = np.linspace(0, total - 1, steps)[::-1]
    return times.round() if usual == "leading" else times.copy()


def _solver_times(config: Mapping[str, Any], steps: int, total: int) -> Floats:
    match config.get("timestep_spacing", "linspace"):
        case "leading":
            offset = float(config.get("steps_offset", 0))
            return (np.arange(steps + 1) * (total // (steps + 1))).round()[::-1][:-1] + offset
        case "trailing":
            return np.arange(total, 0, -total / steps).round()[:steps] - 1
    return np.linspace(0, total - 1, steps + 1).round()[::-1][:-1].copy()


def _karras(sigmas: Floats, steps: int) -> Floats:
    """Karras et al. 2022, equation 5."""
    low, high = sigmas[0] ** (1 / _RHO), sigmas[-1] ** (1 / _RHO)
    return np.asarray((high + np.linspace(0, 1, steps) * (low - high)) ** _RHO)


def _nearest_times(levels: Floats, sigmas: Floats) -> Floats:
    return np.interp(np.log(levels), np.log(np.maximum(sigmas, 1e-10)), np.arange(len(sigmas)))
