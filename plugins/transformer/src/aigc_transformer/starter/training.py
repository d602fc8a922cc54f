"""The training: one pass over the corpus, with a state that survives a kill."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi
from pathlib import Path
from random import Random

import torch
from torch import nn

from .model import LanguageModel, Line, batch_of, count_of, loss_of


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train. `passes` is how often each line is seen.

    A batch is read in `parts`, the shorter lines first, so that little is padded.
    """

    passes: int = 1
    batch: int = 32
    parts: int = 2
    learning_rate: float = 2.5e-3
    warm_up: int = 100
    checkpoint_every: int = 100


def pick_device(name: str) -> torch.device:
    """`auto` is CUDA where there is one, else the CPU."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


def rate_at(step: int, steps: int, plan: Plan) -> float:
    """Linear warm-up, then a cosine down to a fiftieth."""
    if step < plan.warm_up:
        return plan.learning_rate * (step + 1) / plan.warm_up
    progress = (step - plan.warm_up) / max(1, steps - plan.warm_up)
    return plan.learning_rate * (0.02 + 0.98 * 0.5 * (1 + cos(pi * progress)))


def batches(lines: Sequence[Line], plan: Plan) -> list[list[list[Line]]]:
    """The batches of all passes in order, each in parts of lines of about one length."""
    rng, done = Random("copywriter batches"), []
    for _ in range(plan.passes):
        shuffled = rng.sample(lines, len(lines))
        for start in range(0, len(shuffled), plan.batch):
            batch = sorted(shuffled[start : start + plan.batch], key=lambda line: len(line[0]) + len(line[1]))
            size = -(-len(batch) // plan.parts)
            done.append([batch[at : at + size] for at in range(0, len(batch), size)])
    return done


def train(
    model: LanguageModel, lines: Sequence[Line], end: int, plan: Plan, device: torch.device, state: Path
) -> None:
    """Train the model in place, going on from `state` if it is there."""
    model.to(device).train()
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=1.0, betas=(0.9, 0.95), weight_decay=0.01, fused=True
    )
    work, losses = batches(lines, plan), list[float]()
    for step in _steps(model, optimiser, plan, state, len(work), losses):
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, len(work), plan)
        optimiser.zero_grad()
        losses.append(_add_gradients(model, work[step], end, device))
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()


def _add_gradients(
    model: LanguageModel, parts: Sequence[Sequence[Line]], end: int, device: torch.device
) -> float:
    """The gradients of the mean loss over all targets of all parts; returns that loss."""
    made = [batch_of(part, end) for part in parts]
    asked = sum(count_of(targets) for _, targets in made)
    total = 0.0
    for inputs, targets in made:
        with torch.autocast(device.type, dtype=torch.bfloat16):
            loss = loss_of(model, inputs.to(device), targets.to(device)) * (count_of(targets) / asked)
        loss.backward()  # type: ignore[no-untyped-call]
        total += float(loss.detach())
    return total


def _steps(
    model: nn.Module,
    optimiser: torch.optim.Optimizer,
    plan: Plan,
    state: Path,
    total: int,
    losses: list[float],
) -> Iterator[int]:
    """The numbers of the steps still to do, restoring the state first and saving it on the way."""
    first, started = _restore(model, optimiser, state), time.monotonic()
    for step in range(first, total):
        yield step
        done = step + 1
        if done % plan.checkpoint_every == 0 or done == total:
            _save(model, optimiser, state, done)
            pace, mean = (time.monotonic() - started) / (done - first), sum(losses) / len(losses)
            print(f"step {done} of {total}, {pace:.2f} s a step, loss {mean:.4f}", flush=True)
            losses.clear()


def _save(model: nn.Module, optimiser: torch.optim.Optimizer, state: Path, step: int) -> None:
    state.parent.mkdir(parents=True, exist_ok=True)
    fresh = state.with_suffix(".fresh")
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, fresh)
    fresh.replace(state)


def _restore(model: nn.Module, optimiser: torch.optim.Optimizer, state: Path) -> int:
    if not state.exists():
        return 0
    content = torch.load(state, weights_only=True, map_location="cpu")
    model.load_state_dict(content["model"])
    optimiser.load_state_dict(content["optimiser"])
    return int(content["step"])


def trained(model: LanguageModel, state: Path) -> LanguageModel:
    """The model with the weights of the newest checkpoint, ready to be used."""
    model.load_state_dict(torch.load(state, weights_only=True, map_location="cpu")["model"])
    return model.eval().requires_grad_(False)
