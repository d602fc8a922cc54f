"""The whole recipe in order, in one folder of work: drawings, trainings, prior.

Every stage keeps its result in the folder, and every training goes on from its last checkpoint, so that a run
that was stopped is simply started again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

import torch

from aigc_vae.loss import LossPlan
from aigc_vae.network import ConvVae
from aigc_vae.sizes import ConvVaeSizes

from . import dataset
from .draw import SIZE, Mark
from .learning import train_vae
from .training import Plan, averaged_weights, pick_device
from .verifier import Verifier, train_verifier

SIZES = ConvVaeSizes(image_size=SIZE, latent_size=64, channels=(32, 48, 96, 192))
VAE = Plan(steps=8500, batch=32, learning_rate=2e-3)
LOSS = LossPlan()
VERIFIER = Plan(steps=800, batch=64, learning_rate=2e-3, ema=0.99)


@dataclass(frozen=True)
class Recipe:
    """What is trained, on how much, for how long."""

    drawings: int = 50_000
    sizes: ConvVaeSizes = SIZES
    vae: Plan = VAE
    loss: LossPlan = LOSS
    verifier: Plan = VERIFIER


class Workshop:
    """The folder of work and what is made in it. Each method makes one thing, or finds it made."""

    def __init__(self, folder: Path, recipe: Recipe, device: str = "auto") -> None:
        self._folder, self._device = folder, pick_device(device)
        self._recipe = recipe

    @cached_property
    def marks(self) -> list[Mark]:
        """The training marks."""
        return dataset.marks(self._recipe.drawings, dataset.TRAINING)

    @cached_property
    def drawings(self) -> torch.Tensor:
        """The training marks as bytes, shape (N, 3, 64, 64), drawn now unless their file is there."""
        return dataset.cached_pixels(self.marks, self._folder / "train.npy", processes=2)

    def train(self) -> None:
        """Train the autoencoder."""
        torch.manual_seed(0)
        vae, state = ConvVae(self._recipe.sizes), self._folder / "vae.pt"
        train_vae(vae, self.drawings, self._recipe.vae, self._recipe.loss, self._device, state)

    def train_verifier(self) -> None:
        """Train the verifier of samples."""
        torch.manual_seed(0)
        plan, state = self._recipe.verifier, self._folder / "verifier.pt"
        train_verifier(Verifier(), self.drawings, self.marks, plan, self._device, state)

    def finished_vae(self) -> ConvVae:
        """The autoencoder of the newest checkpoint."""
        vae = averaged_weights(ConvVae(self._recipe.sizes), self._folder / "vae.pt")
        return cast(ConvVae, vae)

    def finished_verifier(self) -> Verifier:
        """The verifier of the newest checkpoint."""
        return cast(Verifier, averaged_weights(Verifier(), self._folder / "verifier.pt"))

    @torch.inference_mode()
    def encoded(self) -> torch.Tensor:
        """The means of the training marks' posteriors, (N, D)."""
        vae = self.finished_vae()
        parts = torch.split(self.drawings, 250)
        return torch.cat([vae.encode(dataset.normalised(part)).mean for part in parts])
