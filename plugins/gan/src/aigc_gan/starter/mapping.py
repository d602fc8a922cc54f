"""The last stage: the mapping network learns which styles the drawn textures of each class have.

While the generator learns, styles keep changing their meaning, and the mapping network runs after them. Now
that they stand still it is fitted to all of them, in a minute.
"""

from __future__ import annotations

import torch

from aigc_gan.losses import energy_distance
from aigc_gan.style import Mapping

STEPS, RATE = 3000, 3e-3
CLASSES, KNOWN, MADE = 4, 192, 128
"""How many classes are looked at in a step, how many of their styles, and how many new ones."""
NEAR = 0.5
"""How much it weighs that a new style is near one of a drawn texture, beside that all are spread alike."""


def fit_mapping(mapping: Mapping, styles: torch.Tensor, steps: int = STEPS) -> None:
    """Train the network on the styles of drawn textures (classes, count, latent)."""
    torch.manual_seed(4)
    optimiser = torch.optim.Adam(mapping.parameters(), betas=(0.5, 0.99))
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, 2 * (1 - step / steps) + 0.01)
        label = torch.randperm(len(styles))[:CLASSES]
        loss = mismatch(mapping, styles[label], label)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()


def mismatch(mapping: Mapping, styles: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
    """How differently new styles of classes are distributed from known ones (classes, count, latent)."""
    size = styles.shape[2]
    z = torch.randn(len(label) * MADE, size)
    made = mapping(z, label.repeat_interleave(MADE)).reshape(len(label), MADE, size)
    some = styles[:, torch.randperm(styles.shape[1])[:KNOWN]]
    nearest = torch.cdist(made, styles).amin(dim=2).mean() / size**0.5
    return torch.add(energy_distance(some, made), nearest, alpha=NEAR)
