"""Live previews: a linear map from latents to colours, the model's own or fitted to its VAE."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import torch
from PIL import Image

from aigc_desktop.api import Model

from .pipeline import Decoder, Pipeline

FILE = "latent_rgb.json"
_SAMPLES = 16
_SIDE = 8


class LatentRgb(msgspec.Struct, frozen=True):
    """`rgb = latents @ matrix + bias`, from 0 to 1, of latents as the denoiser sees them."""

    matrix: list[tuple[float, float, float]]
    bias: tuple[float, float, float]


class Previewer:
    """Draws what a half-finished picture looks like. The map is made when the first preview is asked for."""

    def __init__(self, pipeline: Pipeline, model: Model) -> None:
        self._pipeline: Any = pipeline
        self._file = Path(model.path) / FILE
        self._map: LatentRgb | None = None

    def picture(self, latents: torch.Tensor, height: int, width: int) -> Image.Image:
        """The first picture of the batch, one pixel for each latent; height and width are in pixels."""
        first = self._unpacked(latents[:1], height, width)[0].detach().float().cpu()
        return render(first, self._rgb())

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
            given = self._file.read_bytes() if self._file.is_file() else None
            self._map = msgspec.json.decode(given, type=LatentRgb) if given else fit(self._pipeline.vae)
        return self._map


def render(latents: torch.Tensor, rgb: LatentRgb) -> Image.Image:
    """Latents of shape (channels, height, width) as a small picture."""
    colours = latents.permute(1, 2, 0) @ torch.tensor(rgb.matrix) + torch.tensor(rgb.bias)
    pixels = (colours.nan_to_num(0.5).clamp(0, 1) * 255).round().to(torch.uint8)
    return Image.fromarray(pixels.numpy())


@torch.no_grad()
def fit(vae: Decoder) -> LatentRgb:
    """The linear map that comes closest to what the VAE decodes, by least squares over random latents."""
    latents = _smooth_noise(vae.config.latent_channels)
    config = vae.config
    shift = getattr(config, "shift_factor", None) or 0.0
    z = (latents / config.scaling_factor + shift).to(vae.device, vae.dtype)
    pixels = vae.decode(z, return_dict=False)[0].float().cpu().clamp(-1, 1) / 2 + 0.5
    small = torch.nn.functional.interpolate(pixels, size=(_SIDE, _SIDE), mode="area")
    known = latents.permute(0, 2, 3, 1).flatten(0, 2)
    known = torch.cat([known, torch.ones(len(known), 1)], dim=1)
    solved = torch.linalg.lstsq(known, small.permute(0, 2, 3, 1).flatten(0, 2)).solution.tolist()
    return LatentRgb(matrix=[tuple(row) for row in solved[:-1]], bias=tuple(solved[-1]))


def _smooth_noise(channels: int) -> torch.Tensor:
    # Pictures are smooth, white noise is not: each sample is a few broad patches of colour.
    noise = torch.Generator("cpu").manual_seed(0)
    broad = torch.randn(_SAMPLES, channels, 2, 2, generator=noise)
    return torch.nn.functional.interpolate(broad, size=(_SIDE, _SIDE), mode="bilinear") * 1.5
