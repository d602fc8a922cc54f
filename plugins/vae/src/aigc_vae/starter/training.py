"""What every training here has in common: step sizes, averaged weights, a state that survives a kill."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from math import cos, pi
from pathlib import Path
from typing import Any

import torch
from torch import nn

StepLoss = Callable[[int], torch.Tensor]
"""`loss(step)`: the loss of a batch that the step's number decides."""


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train."""

    steps: int
    batch: int
    learning_rate: float
    warm_up: int = 100
    ema: float = 0.999
    checkpoint_every: int = 250


def pick_device(name: str) -> torch.device:
    """`auto` is CUDA where there is one, else the CPU; anything else is taken as torch takes it."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


def half_precision(device: torch.device) -> AbstractContextManager[Any]:
    """Mixed precision in bfloat16: half the time on a GPU and on a CPU with bfloat16 instructions."""
    return torch.autocast(device.type, dtype=torch.bfloat16)


def rate_at(step: int, plan: Plan) -> float:
    """Linear warm-up, then a cosine down to a fiftieth."""
    if step < plan.warm_up:
        return plan.learning_rate * (step + 1) / plan.warm_up
    progress = min(1.0, (step - plan.warm_up) / max(1, plan.steps - plan.warm_up))
    return plan.learning_rate * (0.02 + 0.98 * 0.5 * (1 + cos(pi * progress)))


class Averaged:
    """An exponential moving average of a module's weights and of the statistics of its normalisations."""

    def __init__(self, module: nn.Module, decay: float) -> None:
        self.module = copy.deepcopy(module).requires_grad_(False)
        self._decay = decay

    @torch.no_grad()
    def update(self, module: nn.Module, step: int) -> None:
        """Early on the average forgets faster, so that it is not made of the random start."""
        decay = min(self._decay, (1 + step) / (10 + step))
        theirs = module.state_dict()
        for name, ours in self.module.state_dict().items():
            if ours.is_floating_point():
                ours.lerp_(theirs[name], 1 - decay)


def train(module: nn.Module, loss: StepLoss, plan: Plan, state: Path) -> nn.Module:
    """Minimise the loss, going on from `state` if it is there; return the averaged weights."""
    optimiser = torch.optim.AdamW(
        module.parameters(), lr=plan.learning_rate, betas=(0.9, 0.99), weight_decay=0.01, fused=True
    )
    average = Averaged(module, plan.ema)
    losses: list[float] = []
    for step in _steps({"module": module, "average": average.module}, optimiser, plan, state, losses):
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, plan)
        optimiser.zero_grad()
        value = loss(step)
        value.backward()  # type: ignore[no-untyped-call]
        losses.append(float(value.detach()))
        nn.utils.clip_grad_norm_(module.parameters(), 1000.0)
        optimiser.step()
        average.update(module, step)
    return average.module.eval()


def _steps(
    parts: dict[str, nn.Module],
    optimiser: torch.optim.Optimizer,
    plan: Plan,
    state: Path,
    losses: list[float],
) -> Iterator[int]:
    """The numbers of the steps still to do, restoring the state first and saving it on the way."""
    first, started = _restore(parts, optimiser, state), time.monotonic()
    for step in range(first, plan.steps):
        yield step
        done = step + 1
        if done % plan.checkpoint_every == 0 or done == plan.steps:
            _save(parts, optimiser, state, done)
            pace, mean = (time.monotonic() - started) / (done - first), sum(losses) / len(losses)
            print(
                f"{state.stem}: step {done} of {plan.steps}, {pace:.3f} s a step, loss {mean:.4g}", flush=True
            )
            losses.clear()


def _save(parts: dict[str, nn.Module], optimiser: torch.optim.Optimizer, state: Path, step: int) -> None:
    state.parent.mkdir(parents=True, exist_ok=True)
    content = {name: part.state_dict() for name, part in parts.items()}
    fresh = state.with_suffix(".fresh")
    torch.save({**content, "optimiser": optimiser.state_dict(), "step": step}, fresh)
    fresh.replace(state)


def _restore(parts: dict[str, nn.Module], optimiser: torch.optim.Optimizer, state: Path) -> int:
    if not state.exists():
        return 0
    content = torch.load(state, weights_only=True, map_location="cpu")
    for name, part in parts.items():
        part.load_state_dict(content[name])
    optimiser.load_state_dict(content["optimiser"])
    return int(content["step"])


def averaged_weights(module: nn.Module, state: Path) -> nn.Module:
    """The module with the averaged weights of the newest checkpoint, ready to be used."""
    module.load_state_dict(torch.load(state, weights_only=True, map_location="cpu")["average"])
    return module.eval().requires_grad_(False)
