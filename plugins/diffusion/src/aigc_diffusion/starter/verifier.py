"""An independent check of pictures: a small network that recognises shapes, and a reading of colours by rule.

The network sees drawn pictures only, never generated ones. Colours need no network: a pixel has the colour of
the palette that is nearest to it, if that is near enough; blends along the edges of shapes have none.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

from .dataset import normalised
from .draw import COLOURS, Scene
from .shapes import SHAPES
from .training import Plan, half_precision, train

NEAR = 48.0
BACKGROUND_SHARE = 0.6
FOREGROUND_SHARE = 0.005
FRAME = 4


def new_verifier() -> nn.Sequential:
    """Convolutions from 3 x 64 x 64 pixels in -1 to 1 to a score for each shape: (N, 16)."""
    layers: list[nn.Module] = []
    for before, after in ((3, 32), (32, 64), (64, 96), (96, 128)):
        layers += [nn.Conv2d(before, after, 3, padding=1, stride=2), nn.GroupNorm(8, after), nn.ReLU()]
        layers += [nn.Conv2d(after, after, 3, padding=1), nn.GroupNorm(8, after), nn.ReLU()]
    return nn.Sequential(*layers, nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(128, len(SHAPES)))


def train_verifier(
    network: nn.Module,
    drawn: torch.Tensor,
    scenes: list[Scene],
    plan: Plan,
    device: torch.device,
    state: Path,
) -> nn.Module:
    """Train to say which shapes a drawing shows (one or two of them); return the averaged weights."""
    network.to(device).train()
    targets = shape_targets(scenes)

    def loss(part: nn.Module, seed: int, count: int) -> torch.Tensor:
        random = torch.Generator().manual_seed(seed)
        chosen = torch.randint(len(drawn), (count,), generator=random)
        with half_precision(device):
            scores = part(_disturbed(normalised(drawn[chosen], device), random))
        return nn.functional.binary_cross_entropy_with_logits(scores.float(), targets[chosen].to(device))

    return train(network, loss, plan, state)


def shape_targets(scenes: list[Scene]) -> torch.Tensor:
    """One for each shape that the scene shows, zero for the others, shape (N, 16)."""
    shown = [{icon.shape for icon in scene.icons} for scene in scenes]
    return torch.tensor([[float(shape in names) for shape in SHAPES] for names in shown])


def _disturbed(pictures: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """A little noise, so that the network looks at shapes and not at exact pixels."""
    noise = torch.randn(pictures.shape, generator=random).to(pictures.device)
    return pictures + 0.04 * noise


@torch.no_grad()
def recognised(network: nn.Module, drawn: torch.Tensor, scenes: list[Scene]) -> torch.Tensor:
    """Whether the best-scored shapes are exactly the scene's, for each picture (bytes, N x 3 x 64 x 64)."""
    scores = torch.cat([network(normalised(part)) for part in torch.split(drawn, 256)])
    right = []
    for score, target in zip(scores, shape_targets(scenes), strict=True):
        best = score.topk(int(target.sum())).indices
        right.append(bool(target[best].all()))
    return torch.tensor(right)


def colours_of(drawn: torch.Tensor) -> torch.Tensor:
    """The palette number of each pixel, or -1 where no colour is near: (N, h, w) from bytes (N, 3, h, w)."""
    palette = torch.tensor(list(COLOURS.values()), dtype=torch.float32)
    points = drawn.float().permute(0, 2, 3, 1).reshape(-1, 3)
    nearest = torch.cdist(points, palette).min(dim=1)
    number = torch.where(nearest.values < NEAR, nearest.indices, -1)
    return number.reshape(drawn.shape[0], *drawn.shape[2:])


def background_present(drawn: torch.Tensor, scenes: list[Scene]) -> torch.Tensor:
    """Whether most of the frame has the background's colour (a soft background: of the upper edge)."""
    numbers, right = colours_of(drawn), []
    for picture, scene in zip(numbers, scenes, strict=True):
        top, bottom = picture[:FRAME].flatten(), picture[-FRAME:].flatten()
        edge = top if scene.backdrop == "soft" else torch.cat([top, bottom])
        share = (edge == list(COLOURS).index(scene.background)).float().mean()
        right.append(bool(share >= BACKGROUND_SHARE))
    return torch.tensor(right)


def foreground_present(drawn: torch.Tensor, scenes: list[Scene]) -> torch.Tensor:
    """Whether every icon's colour covers at least 0.5 % of the picture (21 of 4,096 pixels)."""
    numbers, right = colours_of(drawn), []
    for picture, scene in zip(numbers, scenes, strict=True):
        wanted = [list(COLOURS).index(icon.colour) for icon in scene.icons]
        right.append(all(bool((picture == number).float().mean() >= FOREGROUND_SHARE) for number in wanted))
    return torch.tensor(right)
