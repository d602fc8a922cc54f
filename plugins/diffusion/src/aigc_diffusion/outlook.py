"""What a picture in the making is going to be: its latents without the noise that is still in them.

A state of the picture is `a * finished + s * noise`, with `a` and `s` known from the schedule. Two states in
a row that share their noise therefore say what the finished picture is, as far as the network knows by then.
"""

from __future__ import annotations

from typing import Any

import torch

from .pipeline import Scheduler

_Level = tuple[float, float]
_KEEP_THEIR_NOISE = frozenset({"DDIMScheduler", "EulerDiscreteScheduler", "FlowMatchEulerDiscreteScheduler"})


class Outlook:
    """Looks at the latents after each step. Keeps references to the last two states only."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler: Any = scheduler
        self._before: tuple[int, torch.Tensor] | None = None
        self._now: tuple[int, torch.Tensor] | None = None

    def see(self, step: int, latents: torch.Tensor) -> None:
        """Take note of the latents after `step`, counted from 0."""
        self._before, self._now = self._now, (step + 1, latents)

    def finished(self) -> torch.Tensor:
        """The best guess at the finished latents, of the shape of those last seen."""
        if self._now is None:
            raise ValueError("nothing was seen yet")
        solved = self._solver_knows()
        if solved is not None:
            return solved
        step, latents = self._now
        a, s = self.level(step)
        if self._before is not None and type(self._scheduler).__name__ in _KEEP_THEIR_NOISE:
            step, earlier = self._before
            a0, s0 = self.level(step)
            apart = s0 * a - s * a0
            if abs(apart) > 1e-6:
                return (latents * s0 - earlier * s) / apart
        return latents / float((a * a + s * s) ** 0.5)

    def level(self, step: int) -> _Level:
        """How much of the finished picture and of the noise is in the state before `step`."""
        known = self._scheduler
        if hasattr(known, "sigmas"):
            return self._level_of_sigma(float(known.sigmas[min(step, len(known.sigmas) - 1)]))
        if not hasattr(known, "alphas_cumprod"):
            return 1.0, 0.0
        later = step < len(known.timesteps)
        end = getattr(known, "final_alpha_cumprod", 1.0)
        kept = float(known.alphas_cumprod[int(known.timesteps[step])] if later else end)
        return kept**0.5, (1 - kept) ** 0.5

    def _level_of_sigma(self, sigma: float) -> _Level:
        known = self._scheduler
        if "FlowMatch" in type(known).__name__ or known.config.get("use_flow_sigmas"):
            return 1 - sigma, sigma
        if float(known.init_noise_sigma) > 1:
            return 1.0, sigma
        return (1 + sigma**2) ** -0.5, sigma * (1 + sigma**2) ** -0.5

    def _solver_knows(self) -> torch.Tensor | None:
        """Multistep solvers of the data-predicting kind keep their last guess themselves."""
        config = self._scheduler.config
        predicts = config.get("predict_x0") or config.get("algorithm_type") == "dpmsolver++"
        guesses = getattr(self._scheduler, "model_outputs", None) if predicts else None
        return guesses[-1] if guesses else None
