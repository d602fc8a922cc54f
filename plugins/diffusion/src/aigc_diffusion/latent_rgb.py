"""The linear map from latents to colours that previews are drawn with: read from a file, or fitted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from math import isqrt
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image

log = logging.getLogger(__name__)

Floats = NDArray[np.floating]
Decode = Callable[[Floats], Floats]
"""From latents as the denoiser sees them, (n, channels, h, w), to pixels from -1 to 1, (n, 3, H, W)."""

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

    matrix: Floats
    bias: Floats

    def picture(self, latents: Floats) -> Image.Image:
        """Latents of shape (channels, height, width) as a small picture."""
        height, width = latents.shape[1:]
        block = isqrt(len(self.bias) // 3)
        blocks = latents.transpose(1, 2, 0) @ self.matrix + self.bias
        shuffled = blocks.reshape(height, width, 3, block, block).transpose(0, 3, 1, 4, 2)
        colours = np.nan_to_num(shuffled.reshape(height * block, width * block, 3), nan=0.5)
        return Image.fromarray((colours.clip(0, 1) * 255).round().astype(np.uint8))


def own_map(folder: Path, channels: int) -> LatentRgb | None:
    """The map that the model brings, or None where it brings none that fits."""
    file = folder / FILE
    if not file.is_file():
        return None
    try:
        return _read(file, channels)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        log.warning("%s is not used for previews: %s", file, error)
        return None


def fit(decode: Decode, channels: int) -> LatentRgb:
    """The linear map that comes closest to what the VAE decodes, by least squares over random latents."""
    latents = _smooth_noise(channels)
    small = _shrunk(decode(latents).clip(-1, 1) / 2 + 0.5)
    known = latents.transpose(0, 2, 3, 1).reshape(-1, channels)
    known = np.concatenate([known, np.ones((len(known), 1))], axis=1)
    solved = np.linalg.lstsq(known, small.transpose(0, 2, 3, 1).reshape(-1, 3), rcond=None)[0]
    return LatentRgb(solved[:-1], solved[-1])


def _read(file: Path, channels: int) -> LatentRgb:
    """Raises OSError, msgspec.MsgspecError or ValueError where the file holds no map for so many channels."""
    content = msgspec.json.decode(file.read_bytes(), type=_Content)
    rgb = LatentRgb(np.array(content.matrix), np.array(content.bias))
    columns = 3 * isqrt(len(rgb.bias) // 3) ** 2
    if columns == 0 or rgb.matrix.shape != (channels, columns) or rgb.bias.shape != (columns,):
        raise ValueError(f"{rgb.matrix.shape} and {rgb.bias.shape} are no map of {channels} channels")
    return rgb


def _shrunk(pixels: Floats) -> Floats:
    """The mean of each block of pixels that belongs to one latent."""
    count, colours, height, width = pixels.shape
    blocks = pixels.reshape(count, colours, _SIDE, height // _SIDE, _SIDE, width // _SIDE)
    return np.asarray(blocks.mean(axis=(3, 5)))


def _smooth_noise(channels: int) -> Floats:
    # Pictures are smooth, white noise is not: each sample is a few broad patches of colour.
    broad = np.random.default_rng(0).standard_normal((_SAMPLES, channels, 2, 2))
    along = np.clip((np.arange(_SIDE) + 0.5) / (_SIDE / 2) - 0.5, 0, 1)
    weights = np.stack([1 - along, along], axis=1)
    smooth = 1.5 * np.einsum("yi,ncij,xj->ncyx", weights, broad, weights)
    return np.asarray(smooth, np.float32)
