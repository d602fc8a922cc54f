"""The finished model folder: `config.json`, the weights in float16, and the prior."""

from __future__ import annotations

import copy
from pathlib import Path

import msgspec
import torch
from safetensors.torch import save_file
from torch import nn

from aigc_vae.loading import WEIGHTS
from aigc_vae.network import ConvVae
from aigc_vae.prior import FILE as PRIOR
from aigc_vae.sizes import CONFIG

from .draw import Mark
from .mixture import fit_mixture, principal_axes


def export(folder: Path, vae: ConvVae, encoded: torch.Tensor, marks: list[Mark]) -> None:
    """Write what the plugin loads; `encoded` (N, D) are the means of the training marks' posteriors."""
    folder.mkdir(parents=True, exist_ok=True)
    right, up = (tuple(round(value, 4) for value in axis.tolist()) for axis in principal_axes(encoded, marks))
    sizes = msgspec.structs.replace(vae.sizes, map_axes=(right, up))
    (folder / CONFIG).write_bytes(msgspec.json.encode(sizes) + b"\n")
    weights = {name: _smaller(tensor) for name, tensor in settled(vae).state_dict().items()}
    save_file(weights, folder / WEIGHTS)
    mixture = fit_mixture(encoded, marks)
    tensors = {"shares": mixture.shares, "means": mixture.means.half(), "factors": mixture.factors.half()}
    save_file(tensors, folder / PRIOR)
    for file in (folder / WEIGHTS, folder / PRIOR):
        file.chmod(0o644)


@torch.no_grad()
def settled(vae: ConvVae) -> ConvVae:
    """A copy whose normalisations divide by 1, with the deviation in their weights instead.

    It does the same. But variances of activations exceed what float16 can hold, deviations do not.
    """
    copied = copy.deepcopy(vae)
    for norm in copied.modules():
        if isinstance(norm, nn.BatchNorm2d) and norm.running_var is not None:
            norm.weight.mul_(((1 + norm.eps) / (norm.running_var + norm.eps)).sqrt())
            norm.running_var.fill_(1)
    return copied


def _smaller(tensor: torch.Tensor) -> torch.Tensor:
    """Matrices and kernels in float16; vectors are few and stay as they are."""
    plain = tensor.half() if tensor.ndim > 1 else tensor
    return plain.contiguous(memory_format=torch.contiguous_format)
