"""An independent check: a small network that tells the materials apart.

It sees drawn textures only, of seeds that neither the training nor the evaluation uses.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from .dataset import as_floats, chosen, rolled
from .textures import NAMES

STEPS, BATCH, RATE = 1200, 32, 3e-3
FEATURES = 96


class Verifier(nn.Module):
    """Pictures (N, 3, 128, 128) in -1 to 1 -> features (N, 96) and a score for each material (N, 12)."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for before, after in ((3, 24), (24, 48), (48, 64), (64, FEATURES)):
            layers += [nn.Conv2d(before, after, 3, stride=2, padding=1), nn.GroupNorm(8, after), nn.ReLU()]
        self.look = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.decide = nn.Linear(FEATURES, len(NAMES))

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        features = self.look(pictures)
        return features, self.decide(features)


def train_verifier(drawn: torch.Tensor, state: Path, steps: int = STEPS) -> Verifier:
    """The verifier trained on drawn textures (materials, count, 3, h, w), or the one kept in `state`."""
    torch.manual_seed(1)
    network = Verifier()
    if state.exists():
        network.load_state_dict(torch.load(state, weights_only=True))
        return network.eval()
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    random = torch.Generator().manual_seed(1)
    for _ in range(steps):
        label = torch.randint(len(NAMES), (BATCH,), generator=random)
        pictures = rolled(as_floats(chosen(drawn, label, random)[0]), random)
        pictures += 0.05 * torch.randn(pictures.shape, generator=random)
        with torch.autocast("cpu", torch.bfloat16):
            scores = network(pictures)[1]
        loss = functional.cross_entropy(scores.float(), label)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    torch.save(network.state_dict(), state)
    return network.eval()
