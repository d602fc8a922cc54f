"""Live previews of a pipeline in PyTorch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from aigc_desktop.api import Model

from .latent_rgb import Floats, LatentRgb, fit, own_map
from .pipeline import Decoder, Pipeline


class Previewer:
    """Draws what a half-finished picture looks like. The map is made when the first preview is asked for."""

    def __init__(self, pipeline: Pipeline, model: Model) -> None:
        self._pipeline: Any = pipeline
        self._folder = Path(model.path)
        self._map: LatentRgb | None = None

    def picture(self, latents: torch.Tensor, height: int, width: int) -> Image.Image:
        """The first picture of the batch, a block of pixels a latent; height and width are in pixels."""
        first = self._unpacked(latents[:1], height, width)[0].detach().float().cpu()
        return self._rgb().picture(first.numpy())

    def close(self) -> None:
        """Let go of the pipeline."""
        self._pipeline = None

    def _unpacked(self, latents: torch.Tensor, height: int, width: int) -> torch.Tensor:
        if latents.ndim == 4:
            return latents
        unpacked: torch.Tensor = self._pipeline._unpack_latents(
            latents, height, width, self._pipeline.vae_scale_factor
        )
        return unpacked

    def _rgb(self) -> LatentRgb:
        if self._map is None:
            vae: Decoder = self._pipeline.vae
            channels = vae.config.latent_channels
            self._map = own_map(self._folder, channels) or fit(lambda z: decoded(vae, z), channels)
        return self._map


@torch.no_grad()
def decoded(vae: Decoder, latents: Floats) -> Floats:
    """What the VAE makes of latents as the denoiser sees them, from -1 to 1."""
    shift = getattr(vae.config, "shift_factor", None) or 0.0
    scaled = torch.from_numpy(latents) / vae.config.scaling_factor + shift
    pixels = vae.decode(scaled.to(vae.device, vae.dtype), return_dict=False)[0]
    return np.asarray(pixels.float().cpu().numpy())
