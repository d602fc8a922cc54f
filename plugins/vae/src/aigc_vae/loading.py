"""From a folder to a network in memory: safetensors only, complete, and all of it numbers."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from aigc_desktop.api import AigcError, Model, Runtime
from aigc_desktop.api.weights import damaged, no_numbers

from .memory import is_out_of_memory
from .network import ConvVae
from .sizes import ConvVaeSizes

WEIGHTS = "model.safetensors"
_NAMED = 8


def load_conv_vae(model: Model, sizes: ConvVaeSizes, runtime: Runtime) -> ConvVae:
    """A network of our own; raises AigcError `model.damaged` or `model.nan`."""
    try:
        tensors = load_file(Path(model.path) / WEIGHTS)
    except (OSError, SafetensorError) as error:
        raise damaged(model.name, str(error)) from error
    vae = ConvVae(sizes)
    own = vae.state_dict()
    wrong = [name for name in own if name not in tensors or tensors[name].shape != own[name].shape]
    _refuse_unfit(model.name, wrong, sorted(tensors.keys() - own.keys()))
    vae.load_state_dict(tensors)
    return cast(ConvVae, _ready(model.name, vae, runtime.device, _dtype(runtime)))


def load_kl(model: Model, runtime: Runtime) -> torch.nn.Module:
    """The autoencoder of a diffusion model, read by diffusers; raises AigcError `model.*`."""
    kind = _autoencoder_kl(model.name)
    try:
        kl, report = kind.from_pretrained(
            model.path, local_files_only=True, use_safetensors=True, output_loading_info=True
        )
    except (OSError, ValueError, RuntimeError, KeyError, TypeError, SafetensorError) as error:
        if is_out_of_memory(error):
            raise
        raise damaged(model.name, str(error)) from error
    _refuse_unfit(model.name, _missing(report), [])
    # In float16 the activations of some of these overflow, which their configuration says.
    precise = kl.config.force_upcast and runtime.precision == "float16"
    return _ready(model.name, kl, runtime.device, torch.float32 if precise else _dtype(runtime))


def _autoencoder_kl(model_name: str) -> Any:  # noqa: ANN401 - diffusers is partly untyped
    try:
        return import_module("diffusers").AutoencoderKL
    except ImportError as error:
        raise AigcError(
            "model.library",
            f"“{model_name}” needs the library diffusers, which is not installed.",
            "Install the plugin with it: pip install 'aigc-vae[diffusers]'.",
            str(error),
        ) from error


def _missing(report: Mapping[str, Any]) -> list[str]:
    # diffusers only warns here and makes up random weights.
    return sorted(str(key) for kind in ("missing_keys", "mismatched_keys") for key in report[kind])


def _refuse_unfit(model_name: str, wrong: list[str], unknown: list[str]) -> None:
    if wrong or unknown:
        lists = (
            f"{what}: {', '.join(names[:_NAMED])}"
            for what, names in (("missing or of the wrong shape", wrong), ("unknown", unknown))
            if names
        )
        raise damaged(model_name, "; ".join(lists))


def _ready(model_name: str, module: torch.nn.Module, device: str, dtype: torch.dtype) -> torch.nn.Module:
    placed = module.to(device, dtype).eval().requires_grad_(False)
    for name, tensor in placed.state_dict().items():
        # The extremes of a tensor are finite if all of it is; no copy as large as the weights is made.
        if tensor.is_floating_point() and not torch.stack(torch.aminmax(tensor)).isfinite().all():
            raise no_numbers(model_name, name)
    return placed


def _dtype(runtime: Runtime) -> torch.dtype:
    return cast(torch.dtype, getattr(torch, runtime.precision))
