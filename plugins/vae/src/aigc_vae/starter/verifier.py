"""An independent check of samples: a small network that says which kind of mark a picture shows, if any.

It is trained on drawn marks only, never on generated ones. One class is for what is no mark: two marks laid
over each other, marks that are badly blurred, marks whose parts are mixed up. Without it the network would
have to take a blot for something.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from .dataset import normalised
from .draw import Mark
from .kinds import KINDS
from .training import Plan, half_precision, train

NO_MARK = len(KINDS)
CONFIDENT = 0.9
SPOILED_SHARE = 0.25


class Verifier(nn.Module):
    """Pictures (N, 3, 64, 64) from -1 to 1 to a score for each kind and for no mark, (N, 15)."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for before, after in ((3, 24), (24, 48), (48, 72), (72, 96)):
            layers += [nn.Conv2d(before, after, 3, padding=1, stride=2), nn.BatchNorm2d(after), nn.ReLU()]
            layers += [nn.Conv2d(after, after, 3, padding=1), nn.BatchNorm2d(after), nn.ReLU()]
        self.features = nn.Sequential(*layers, nn.Flatten(), nn.Linear(96 * 16, 128), nn.ReLU())
        self.scores = nn.Linear(128, NO_MARK + 1)

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = self.scores(self.features(pictures))
        return scores


def train_verifier(
    network: Verifier, drawn: torch.Tensor, marks: list[Mark], plan: Plan, device: torch.device, state: Path
) -> nn.Module:
    """Train on drawings (bytes, N x 3 x 64 x 64) of these marks; return the averaged weights."""
    network.to(device).train()
    kinds = kinds_of(marks)

    def loss(step: int) -> torch.Tensor:
        random = torch.Generator().manual_seed(step)
        chosen = torch.randint(len(drawn), (plan.batch,), generator=random)
        pictures, targets = normalised(drawn[chosen]), kinds[chosen].clone()
        spoiled = round(SPOILED_SHARE * plan.batch)
        pictures[:spoiled] = _spoiled(pictures[:spoiled], pictures[-spoiled:], random)
        targets[:spoiled] = NO_MARK
        noisy = pictures + 0.03 * torch.randn(pictures.shape, generator=random)
        with half_precision(device):
            scores = network(noisy.to(device))
        return functional.cross_entropy(scores.float(), targets.to(device))

    return train(network, loss, plan, state)


def kinds_of(marks: list[Mark]) -> torch.Tensor:
    """The number of each mark's kind."""
    names = list(KINDS)
    return torch.tensor([names.index(mark.kind) for mark in marks])


@torch.inference_mode()
def judged(network: nn.Module, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The kind of each picture (from -1 to 1), or NO_MARK, and the probability that it is given."""
    shares = torch.cat([network(part).softmax(dim=1) for part in torch.split(pictures, 256)])
    best = shares.max(dim=1)
    return best.indices, best.values


def recognised(kinds: torch.Tensor, confidence: torch.Tensor) -> torch.Tensor:
    """Whether each picture counts as a mark: one kind is named with a probability of 0.9 or more."""
    return (kinds != NO_MARK) & (confidence >= CONFIDENT)


def _spoiled(pictures: torch.Tensor, others: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """A third of the pictures laid over others, a third blurred, a third with their parts mixed up."""
    over, blurred, mixed = pictures.tensor_split(3)
    share = 0.35 + 0.3 * torch.rand(len(over), 1, 1, 1, generator=random)
    small = functional.interpolate(blurred, size=8, mode="area")
    return torch.cat(
        [
            share * over + (1 - share) * others[: len(over)],
            functional.interpolate(small, size=pictures.shape[-1], mode="bicubic"),
            _mixed_up(mixed, random),
        ]
    )


def _mixed_up(pictures: torch.Tensor, random: torch.Generator, parts: int = 4) -> torch.Tensor:
    side = pictures.shape[-1] // parts
    blocks = functional.unfold(pictures, kernel_size=side, stride=side)
    order = torch.randperm(parts * parts, generator=random)
    return functional.fold(blocks[..., order], pictures.shape[-2:], kernel_size=side, stride=side)
