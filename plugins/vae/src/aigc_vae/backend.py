"""The autoencoders in PyTorch: loaded, checked, and ready for arrays."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
import torch

from aigc_desktop.api import JobContext, Model, ModelOutput, Request, Runtime

from .codec import Array
from .loading import load_conv_vae, load_kl
from .memory import lack_of_memory_told
from .sizes import ConvVaeSizes, Sizes

Step: TypeAlias = Callable[[torch.Tensor], torch.Tensor]


class TorchCodec:
    """The two ways through a network."""

    def __init__(self, module: torch.nn.Module, encode: Step, decode: Step) -> None:
        self._module: torch.nn.Module | None = module
        weight = next(module.parameters())
        self._device, self._dtype = weight.device, weight.dtype
        self._encode: Step | None = encode
        self._decode: Step | None = decode

    @property
    def module(self) -> torch.nn.Module:
        """The network; raises ValueError once it is closed."""
        if self._module is None:
            raise ValueError("this autoencoder is closed")
        return self._module

    def export(self, model: Model, sizes: Sizes, request: Request, job: JobContext) -> Iterator[ModelOutput]:
        """The autoencoder as ONNX files."""
        from .exporting import export

        return export(self, model, sizes, request, job)

    def encode(self, pictures: Array) -> Array:
        """The mean of q(z|x) for each picture."""
        return self._run(self._encode, pictures)

    def decode(self, latents: Array) -> Array:
        """The pictures of these latents."""
        return self._run(self._decode, latents)

    def close(self) -> None:
        """Give back the memory of the weights."""
        self._module = self._encode = self._decode = None
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    @torch.inference_mode()
    def _run(self, step: Step | None, values: Array) -> Array:
        if step is None:
            raise ValueError("this autoencoder is closed")
        with lack_of_memory_told("The picture is too large for what is free"):
            made = step(torch.from_numpy(values).to(self._device, self._dtype))
            return np.asarray(made.float().cpu().numpy(), np.float32)


def load_codec(model: Model, sizes: Sizes, runtime: Runtime) -> TorchCodec:
    """The autoencoder of `model` on `runtime`.

    Raises AigcError `model.*` when it cannot be loaded, `memory.exhausted` when it does not fit.
    """
    with lack_of_memory_told(f"“{model.name}” needs about {model.size_mb:.0f} MiB for its weights"):
        if isinstance(sizes, ConvVaeSizes):
            vae = load_conv_vae(model, sizes, runtime)
            return TorchCodec(vae, lambda pictures: vae.encode(pictures).mean, vae.decode)
        kl: Any = load_kl(model, runtime)  # diffusers' classes are partly untyped
        return TorchCodec(
            kl, lambda pictures: kl.encode(pictures).latent_dist.mode(), lambda z: kl.decode(z).sample
        )
