"""From an autoencoder in PyTorch to two ONNX files, decoder and encoder, checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import nn

from aigc_desktop.api import AigcError, JobContext, Model, ModelOutput, Request, Runtime, convert
from aigc_desktop.api.exporting import (
    ExportParams,
    Graph,
    carry_over,
    check_pictures,
    export_graph,
    exported,
    new_folder,
)

from .backend import TorchCodec
from .codec import Array, Codec
from .onnx_codec import DECODER, ENCODER, OnnxCodec
from .pictures import to_picture
from .prior import FILE as PRIOR
from .prior import prior_of
from .sizes import CONFIG, IMAGE_CHANNELS, ConvVaeSizes, Sizes

_CPU = Runtime(backend="onnx", device="cpu", precision="float32")
_SEED = 20


def export(
    codec: TorchCodec, model: Model, sizes: Sizes, request: Request, job: JobContext
) -> Iterator[ModelOutput]:
    """The exported folder, once it drew the same pictures; raises AigcError `export.*`."""
    if not isinstance(sizes, ConvVaeSizes):
        raise AigcError(
            "export.class",
            f"A {model.class_name} cannot be exported to ONNX yet.",
            "Autoencoders of the class ConvVae can.",
        )
    params = convert(ExportParams, request.parameters)
    folder = new_folder(job)
    for done, (name, graph) in enumerate(_graphs(codec, model, sizes).items()):
        job.progress(done, 3, f"Exporting {name}")
        export_graph(graph, folder / name, params)
    carry_over(Path(model.path), folder, (CONFIG, PRIOR))
    job.progress(2, 3, "Comparing")
    checked = _check(codec, folder, model, sizes, params)
    yield exported(folder, model, params, checked, job)
    job.progress(3, 3, "Exported")


class _Half(nn.Module):
    """One way through an autoencoder; `module` holds its weights."""

    def __init__(self, module: nn.Module, step: str) -> None:
        super().__init__()
        self.module = module
        self._step = step

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        if self._step == "decode":
            pixels: torch.Tensor = self.module.decode(values)  # type: ignore[operator]
            return pixels
        mean: torch.Tensor = self.module.encode(values).mean  # type: ignore[operator]
        return mean


def _graphs(codec: TorchCodec, model: Model, sizes: ConvVaeSizes) -> dict[str, Graph]:
    side = sizes.image_size
    told = {
        "aigc_class": model.class_name,
        "aigc_name": model.name,
        "aigc_licence": model.licence,
        "aigc_config": msgspec.json.encode(sizes).decode(),
    }
    z, image = torch.zeros(2, sizes.latent_size), torch.zeros(2, IMAGE_CHANNELS, side, side)
    return {
        DECODER: Graph(
            _Half(codec.module, "decode"), (z,), ["z"], ["image"], {"z": {0: "batch"}}, metadata=told
        ),
        ENCODER: Graph(
            _Half(codec.module, "encode"), (image,), ["image"], ["z"], {"image": {0: "batch"}}, metadata=told
        ),
    }


def _check(
    codec: TorchCodec, folder: Path, model: Model, sizes: ConvVaeSizes, params: ExportParams
) -> dict[str, str | int | float]:
    """Have both runtimes draw one picture and take it back through the latents, and compare the outcome."""
    prior = prior_of(model, sizes)
    assert prior is not None
    latents = prior.latents(_SEED, 1.0)[None]
    other = OnnxCodec(msgspec.structs.replace(model, path=str(folder), layout="onnx"), _CPU)
    try:
        before, after = (_there_and_back(one, latents) for one in (codec, other))
    finally:
        other.close()
    return check_pictures(to_picture(before), to_picture(after), params)


def _there_and_back(codec: Codec, latents: Array) -> Array:
    drawn = np.clip(codec.decode(latents), -1, 1)
    again = codec.decode(codec.encode(drawn))
    return np.concatenate([drawn[0], again[0]], axis=2)
