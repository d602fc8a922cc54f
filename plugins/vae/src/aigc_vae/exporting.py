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
from aigc_desktop.api.noise import normal

from .backend import TorchCodec
from .codec import Array, Codec
from .onnx_codec import DECODER, ENCODER, OnnxCodec
from .pictures import to_picture
from .prior import FILE as PRIOR
from .prior import prior_of
from .sizes import CONFIG, IMAGE_CHANNELS, ConvVaeSizes, KlSizes, Sizes

_CPU = Runtime(backend="onnx", device="cpu", precision="float32")
_SEED = 20
_PLACES = (6, 8)
"""Height and width of an example, in latents."""


def export(
    codec: TorchCodec, model: Model, sizes: Sizes, request: Request, job: JobContext
) -> Iterator[ModelOutput]:
    """The exported folder, once it drew the same pictures; raises AigcError `export.*`."""
    params = convert(ExportParams, request.parameters)
    if params.precision == "fp16":
        _refuse_overflow(codec, model)
    folder = new_folder(job)
    for done, (name, graph) in enumerate(_graphs(codec, model, sizes).items()):
        job.progress(done, 3, f"Exporting {name}")
        export_graph(graph, folder / name, params)
    carry_over(Path(model.path), folder, (CONFIG, PRIOR))
    job.progress(2, 3, "Comparing")
    checked = _check(codec, folder, model, sizes, params)
    yield exported(folder, model, params, checked, job)
    job.progress(3, 3, "Exported")


def _refuse_overflow(codec: TorchCodec, model: Model) -> None:
    config = getattr(codec.module, "config", None)
    if config is not None and config.force_upcast:
        raise AigcError(
            "export.precision",
            f"“{model.name}” says of itself that float16 is too small for what it computes (force_upcast).",
            "Export it as fp32.",
        )


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


class _KlHalf(_Half):
    """The same of diffusers' class."""

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        made = getattr(self.module, self._step)(values, return_dict=False)[0]
        result: torch.Tensor = made if self._step == "decode" else made.mode()
        return result


def _graphs(codec: TorchCodec, model: Model, sizes: Sizes) -> dict[str, Graph]:
    told = {
        "aigc_class": model.class_name,
        "aigc_name": model.name,
        "aigc_licence": model.licence,
        "aigc_config": msgspec.json.encode(sizes).decode(),
    }
    is_own = isinstance(sizes, ConvVaeSizes)
    half, axes = (_Half, {0: "batch"}) if is_own else (_KlHalf, {0: "batch", 2: "height", 3: "width"})
    z, image = _examples(codec, sizes)
    return {
        DECODER: Graph(half(codec.module, "decode"), (z,), ["z"], ["image"], {"z": axes}, metadata=told),
        ENCODER: Graph(
            half(codec.module, "encode"), (image,), ["image"], ["z"], {"image": axes}, metadata=told
        ),
    }


def _examples(codec: TorchCodec, sizes: Sizes) -> tuple[torch.Tensor, torch.Tensor]:
    """Latents and pictures of the shapes that it takes; of a `KlSizes` both sides may vary."""
    if isinstance(sizes, ConvVaeSizes):
        side = sizes.image_size
        return torch.zeros(2, sizes.latent_size), torch.zeros(2, IMAGE_CHANNELS, side, side)
    height, width = (count * sizes.multiple_of for count in _PLACES)
    image = torch.zeros(2, IMAGE_CHANNELS, height, width)
    return torch.from_numpy(codec.encode(image.numpy())), image


def _check(
    codec: TorchCodec, folder: Path, model: Model, sizes: Sizes, params: ExportParams
) -> dict[str, str | int | float]:
    """Have both runtimes take a picture through the latents and back, and compare the outcome."""
    other = OnnxCodec(msgspec.structs.replace(model, path=str(folder), layout="onnx"), _CPU)
    try:
        before, after = (_there_and_back(one, model, sizes) for one in (codec, other))
    finally:
        other.close()
    return check_pictures(to_picture(before), to_picture(after), params)


def _there_and_back(codec: Codec, model: Model, sizes: Sizes) -> Array:
    """A picture that the model draws or, where it draws none, one of blocks, and what comes back of it."""
    prior = prior_of(model, sizes)
    if prior is None:
        assert isinstance(sizes, KlSizes)
        given = _blocks(sizes)
    else:
        given = np.clip(codec.decode(prior.latents(_SEED, 1.0)[None]), -1, 1)
    again = codec.decode(codec.encode(given))
    return np.concatenate([given[0], again[0]], axis=2)


def _blocks(sizes: KlSizes) -> Array:
    height, width = _PLACES[1] + 1, _PLACES[0] + 2  # other sides than those of the example
    colours = np.clip(normal(_SEED, (1, IMAGE_CHANNELS, height, width)) / 2, -1, 1)
    return np.kron(colours, np.ones((sizes.multiple_of, sizes.multiple_of), np.float32))
