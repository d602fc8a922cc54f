"""The loops of the two trainings: batches in, checkpoints out, a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import torch

from .checkpoints import Training, restore, save
from .dataset import as_floats, chosen, random_labels
from .game import Game
from .painting import Painting
from .processes import place
from .textures import LAYOUTS

SAVE_EVERY = 100
Step = Callable[[torch.Generator], Mapping[str, float]]


def train_painter(painting: Painting, drawn: torch.Tensor, state: Path) -> None:
    """Train a decoder on textures (materials, count, 3, h, w), going on from `state` and keeping it there."""

    def step(random: torch.Generator) -> Mapping[str, float]:
        label = torch.randint(len(drawn), (painting.plan.batch,), generator=random)
        return painting.step(as_floats(chosen(drawn, label, random)[0]))

    restore(painting, state)
    _run(painting, painting.plan.steps, step, state)


def train_players(game: Game, latents: torch.Tensor, state: Path) -> None:
    """Train the game on latents (materials, count, C, h, w), each process of the group on its share."""
    count = game.plan.batch // place()[1]

    def step(random: torch.Generator) -> Mapping[str, float]:
        label = random_labels(len(latents), count, random)
        drawn, number = chosen(latents, label, random)
        return game.step(drawn.float(), label, number % LAYOUTS)

    if not state.exists():
        game.begin_with(latents)
    restore(game, state)
    _run(game, game.plan.steps, step, state)


def _run(training: Training, steps: int, step: Step, state: Path) -> None:
    rank, processes = place()
    started, first = time.monotonic(), training.done
    while training.done < steps:
        seed = training.done * processes + rank
        torch.manual_seed(seed)
        losses = step(torch.Generator().manual_seed(seed))
        if rank == 0 and (training.done % SAVE_EVERY == 0 or training.done == steps):
            save(training, state)
            pace = (training.done - first) / (time.monotonic() - started)
            said = ", ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
            print(f"step {training.done} of {steps}, {pace:.2f} a second: {said}", flush=True)
