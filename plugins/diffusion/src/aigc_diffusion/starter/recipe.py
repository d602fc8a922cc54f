"""The whole recipe in order, in one folder of work: drawings, trainings, export.

Every stage keeps its result in the folder, and every training goes on from its last checkpoint, so that a run
that was stopped is simply started again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

import torch
from torch import nn
from transformers import CLIPTextModel

from . import autoencoder, dataset, verifier
from .denoiser import new_scheduler, new_unet, train_denoiser
from .draw import Scene
from .export import export, save_preview_map
from .text import Reader, new_text_encoder, train_text_encoder
from .tokenizer import new_tokenizer
from .training import Plan, averaged_weights, pick_device
from .transform import BlockTransform, fit_transform
from .untyped import Autoencoder
from .verifier import new_verifier

SIZE = 64
FITTED = 4000
DRAWINGS = "train.npy"

TEXT = Plan(steps=2000, batch=64, learning_rate=1e-3, ema=0.99)
DECODER = Plan(steps=6000, batch=8, learning_rate=2e-3, ema=0.995)
DENOISER = Plan(steps=8000, batch=64, learning_rate=1e-3, warm_up=200, ema=0.999)
VERIFIER = Plan(steps=500, batch=64, learning_rate=2e-3, ema=0.99)


@dataclass(frozen=True)
class Recipe:
    """What is trained, on how much, for how long."""

    drawings: int = 40_000
    text: Plan = TEXT
    decoder: Plan = DECODER
    denoiser: Plan = DENOISER
    verifier: Plan = VERIFIER


class Workshop:
    """The folder of work and what is made in it. Each method makes one thing, or finds it made."""

    def __init__(self, folder: Path, recipe: Recipe, device: str = "auto") -> None:
        self._folder, self._device = folder, pick_device(device)
        self._recipe = recipe
        torch.manual_seed(0)

    @cached_property
    def scenes(self) -> list[Scene]:
        """The training scenes; none of them is held out."""
        return dataset.scenes(self._recipe.drawings, dataset.TRAINING)

    @cached_property
    def drawings(self) -> torch.Tensor:
        """The training scenes as bytes, shape (N, 3, 64, 64)."""
        return self.draw()

    @cached_property
    def transform(self) -> BlockTransform:
        """The way from pictures to latents."""
        return fit_transform(dataset.normalised(self.drawings[:FITTED]), autoencoder.LATENT_CHANNELS)

    def draw(self) -> torch.Tensor:
        """The training scenes, drawn now unless their file is there."""
        return dataset.cached_pixels(self.scenes, SIZE, self._folder / DRAWINGS, processes=2)

    def train_text(self) -> None:
        """Train the text encoder."""
        tokenizer, state = new_tokenizer(), self._folder / "text.pt"
        train_text_encoder(
            new_text_encoder(tokenizer), tokenizer, self.scenes, self._recipe.text, self._device, state
        )

    def train_decoder(self) -> None:
        """Train the autoencoder's decoder; its encoder is not learned."""
        vae, state = autoencoder.new_autoencoder(self.transform), self._folder / "vae.pt"
        autoencoder.train_decoder(
            vae, self.drawings, self.transform, self._recipe.decoder, self._device, state
        )

    def train_denoiser(self) -> None:
        """Train the U-Net on the words of the finished text encoder."""
        tokenizer, latents = new_tokenizer(), autoencoder.encode_all(self.drawings, self.transform)
        plan, state = self._recipe.denoiser, self._folder / "denoiser.pt"
        train_denoiser(
            new_unet(),
            self.finished_text_encoder(),
            tokenizer,
            self.scenes,
            latents,
            plan,
            self._device,
            state,
        )

    def train_verifier(self) -> None:
        """Train the verifier of shapes."""
        plan, state = self._recipe.verifier, self._folder / "verifier.pt"
        verifier.train_verifier(new_verifier(), self.drawings, self.scenes, plan, self._device, state)

    def finished_text_encoder(self) -> CLIPTextModel:
        """The text encoder of the newest checkpoint, without the heads that taught it."""
        reader = averaged_weights(Reader(new_text_encoder(new_tokenizer())), self._folder / "text.pt")
        return cast(Reader, reader).encoder

    def finished_verifier(self) -> nn.Module:
        """The verifier of the newest checkpoint."""
        return averaged_weights(new_verifier(), self._folder / "verifier.pt")

    def finished_autoencoder(self) -> Autoencoder:
        """The autoencoder with the decoder of the newest checkpoint."""
        vae = autoencoder.new_autoencoder(self.transform)
        averaged_weights(autoencoder.decoding_part(vae), self._folder / "vae.pt")
        return vae.eval()

    def export(self, folder: Path) -> None:
        """Write the model folder from the newest checkpoints, during training or after it."""
        text_encoder = self.finished_text_encoder()
        unet = averaged_weights(new_unet(), self._folder / "denoiser.pt")
        export(folder, self.finished_autoencoder(), unet, text_encoder, new_tokenizer(), new_scheduler())
        some = self.drawings[:2000]
        error = save_preview_map(folder, autoencoder.encode_all(some, self.transform), some)
        print(f"preview map: mean error {error:.4f}")

    def signal_to_noise(self, total: int = 512) -> float:
        """How well the autoencoder keeps held-out drawings, in decibels."""
        held_out = dataset.pixels(dataset.scenes(total, dataset.HELD_OUT, want_held_out=True), SIZE)
        return autoencoder.signal_to_noise(self.finished_autoencoder(), held_out)


def train_part(part: str, folder: Path, recipe: Recipe, device: str) -> None:
    """Train the text encoder, the decoder, the denoiser or the verifier, by that name."""
    workshop = Workshop(folder, recipe, device)
    trainings = {
        "text": workshop.train_text,
        "decoder": workshop.train_decoder,
        "denoiser": workshop.train_denoiser,
        "verifier": workshop.train_verifier,
    }
    trainings[part]()
