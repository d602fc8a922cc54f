"""Live previews: a linear map from latents to colours, the model's own or fitted to its VAE."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from math import isqrt
from pathlib import Path
from typing import Any

import msgspec
import torch
from PIL import Image

from aigc_desktop.api import Model

from .pipeline import Decoder, Pipeline

log = logging.getLogger(__name__)

FILE = "latent_rgb.json"
_SAMPLES = 16
_SIDE = 8


class _Content(msgspec.Struct, frozen=True):
    """What the file holds."""

    matrix: list[list[float]]
    bias: list[float]


@dataclass(frozen=True)
class LatentRgb:
    """`rgb = latents @ matrix + bias`, from 0 to 1, of latents as the denoiser sees them.

    Each latent becomes a block of b x b pixels: 3 * b * b columns, in the order of `torch.pixel_shuffle`.
    """

    matrix: torch.Tensor
    bias: torch.Tensor


class Previewer:
    """Draws what a half-finished picture looks like. The map is made when the first preview is asked for."""

    def __init__(self, pipeline: Pipeline, model: Model) -> None:
        self._pipeline: Any = pipeline
        self._file = Path(model.path) / FILE
        self._map: LatentRgb | None = None

    def picture(self, latents: torch.Tensor, height: int, width: int) -> Image.Image:
        """The first picture of the batch, a block of pixels a latent; height and width are in pixels."""
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

    def _own_map(self) -> LatentRgb | None:
        if not self._file.is_file():
            return None
        try:
            return _read(self._file, self._pipeline.vae.config.latent_channels)
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            log.warning("%s is not used for previews: %s", self._file, error)
            return None

    def _rgb(self) -> LatentRgb:
        if self._map is None:
            self._map = self._own_map() or fit(self._pipeline.vae)
        return self._map


def _read(file: Path, channels: int) -> LatentRgb:
    """Raises OSError, msgspec.MsgspecError or ValueError where the file holds no map for so many channels."""
    content = msgspec.json.decode(file.read_bytes(), type=_Content)
    rgb = LatentRgb(torch.tensor(content.matrix), torch.tensor(content.bias))
    columns = 3 * isqrt(len(rgb.bias) // 3) ** 2
    if columns == 0 or rgb.matrix.shape != (channels, columns) or rgb.bias.shape != (columns,):
        raise ValueError(
            f"{tuple(rgb.matrix.shape)} and {tuple(rgb.bias.shape)} are no map of {channels} channels"
        )
    return rgb


def render(latents: torch.Tensor, rgb: LatentRgb) -> Image.Image:
    """Latents of shape (channels, height, width) as a small picture."""
    blocks = latents.permute(1, 2, 0) @ rgb.matrix + rgb.bias
    colours = torch.pixel_shuffle(blocks.permute(2, 0, 1), isqrt(len(rgb.bias) // 3)).permute(1, 2, 0)
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
    solved = torch.linalg.lstsq(known, small.permute(0, 2, 3, 1).flatten(0, 2)).solution
    return LatentRgb(solved[:-1], solved[-1])


def _smooth_noise(channels: int) -> torch.Tensor:
    # Pictures are smooth, white noise is not: each sample is a few broad patches of colour.
    noise = torch.Generator("cpu").manual_seed(0)
    broad = torch.randn(_SAMPLES, channels, 2, 2, generator=noise)
    return torch.nn.functional.interpolate(broad, size=(_SIDE, _SIDE), mode="bilinear") * 1.5
