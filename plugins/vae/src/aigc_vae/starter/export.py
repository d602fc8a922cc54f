"""The finished model folder: `config.json`, the weights in float16, and the prior."""

from __future__ import annotations

from pathlib import Path

import msgspec
import torch
from safetensors.torch import save_file

from aigc_vae.loading import WEIGHTS
from aigc_vae.network import ConvVae
from aigc_vae.prior import FILE as PRIOR
from aigc_vae.sizes import CONFIG

from .draw import Mark
from .mixture import fit_mixture, principal_axes


def export(folder: Path, vae: ConvVae, encoded: torch.Tensor, marks: list[Mark]) -> None:
    """Write what the plugin loads; `encoded` (N, D) are the means of the training marks' posteriors."""
    folder.mkdir(parents=True, exist_ok=True)
    right, up = (tuple(round(value, 4) for value in axis.tolist()) for axis in principal_axes(encoded))
    sizes = msgspec.structs.replace(vae.sizes, map_axes=(right, up))
    (folder / CONFIG).write_bytes(msgspec.json.encode(sizes) + b"\n")
    save_file({name: _half(tensor) for name, tensor in vae.state_dict().items()}, folder / WEIGHTS)
    mixture = fit_mixture(encoded, marks)
    tensors = {"shares": mixture.shares, "means": mixture.means.half(), "factors": mixture.factors.half()}
    save_file(tensors, folder / PRIOR)


def _half(tensor: torch.Tensor) -> torch.Tensor:
    plain = tensor.half() if tensor.is_floating_point() else tensor
    return plain.contiguous(memory_format=torch.contiguous_format)
