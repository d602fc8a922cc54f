"""From a generator in PyTorch to one ONNX file with all that it can be asked for as inputs, and checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import nn

from aigc_desktop.api import JobContext, Model, ModelOutput, Request, Runtime, convert
from aigc_desktop.api.exporting import (
    ExportParams,
    Graph,
    carry_over,
    check_pictures,
    export_graph,
    exported,
    new_folder,
)
from aigc_desktop.api.latents import mixed, of_seed

from .drawing import Network, draw
from .generator import as_image
from .onnx_artist import FILE, OnnxArtist
from .parameters import W_INPUT
from .sizes import CONFIG, StyleSizes
from .style import StyleGenerator
from .wishes import Wishes

_CPU = Runtime(backend="onnx", device="cpu", precision="float32")
_SEED = 20
_TERMS = 3


def export(network: Network, model: Model, request: Request, job: JobContext) -> Iterator[ModelOutput]:
    """The exported folder, once it drew the same pictures; raises AigcError `export.*`."""
    params = convert(ExportParams, request.parameters)
    folder = new_folder(job)
    job.progress(0, 2, "Exporting")
    export_graph(_graph(network, model), folder / FILE, params)
    carry_over(Path(model.path), folder, (CONFIG,))
    job.progress(1, 2, "Comparing")
    checked = _check(network, folder, model, params)
    yield exported(folder, model, params, checked, job)
    job.progress(2, 2, "Exported")


class _Styled(nn.Module):
    """A style generator whose every wish is an input: interpolation in w, truncation, mixing, noise."""

    def __init__(self, network: StyleGenerator) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        z: torch.Tensor,
        noise: torch.Tensor,
        psi: torch.Tensor,
        to_z: torch.Tensor,
        position: torch.Tensor,
        style_z: torch.Tensor,
        mixed: torch.Tensor,
        w_z: torch.Tensor,
        w_shares: torch.Tensor,
        label: torch.Tensor | None = None,
    ) -> torch.Tensor:
        network = self.network
        number = torch.zeros(z.shape[0], dtype=torch.int64) if label is None else label
        first, last, other = (network.mapping(one, number) for one in (z, to_z, style_z))
        more = self._summed(w_z, w_shares, number)
        start = first + more[:, 0]
        own = network.repeated(network.truncated(start + position * (last - start), number, psi))
        theirs = network.repeated(network.truncated(other + more[:, 1], number, psi))
        takes = mixed[None, :, None]
        pixels: torch.Tensor = network.synthesis(own + takes * (theirs - own), noise)
        return pixels.clamp(-1, 1)

    def _summed(self, z: torch.Tensor, shares: torch.Tensor, number: torch.Tensor) -> torch.Tensor:
        """z (N, terms, latent) and shares (N, 2, terms) -> what is added to w and to the w of the style."""
        each = number[:, None].expand(-1, z.shape[1]).flatten()
        w = self.network.mapping(z.flatten(0, 1), each).reshape(z.shape)
        summed: torch.Tensor = shares @ (w - self.network.mean_w[number][:, None])
        return summed


class _Plain(nn.Module):
    """A generator that takes z, and a class where it knows classes."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, z: torch.Tensor, label: torch.Tensor | None = None) -> torch.Tensor:
        number = torch.zeros(z.shape[0], dtype=torch.int64) if label is None else label
        pixels: torch.Tensor = self.network(z, number)
        return pixels.clamp(-1, 1)


def _graph(network: Network, model: Model) -> Graph:
    sizes, count = network.sizes, 2
    given = {"z": torch.zeros(count, sizes.latent_size)}
    if isinstance(sizes, StyleSizes):
        given |= {
            "noise": torch.zeros(count, sizes.noise_size),
            "psi": torch.ones(1),
            "to_z": torch.zeros(count, sizes.latent_size),
            "position": torch.zeros(1),
            "style_z": torch.zeros(count, sizes.latent_size),
            "mixed": torch.zeros(sizes.layers),
            W_INPUT: torch.zeros(count, _TERMS, sizes.latent_size),
            "w_shares": torch.zeros(count, 2, _TERMS),
        }
    if sizes.classes:
        given["label"] = torch.zeros(count, dtype=torch.int64)
    batched = ("z", "noise", "to_z", "style_z", "label")
    axes = {name: {0: "batch"} for name in given if name in batched}
    if isinstance(sizes, StyleSizes):
        axes |= {W_INPUT: {0: "batch", 1: "terms"}, "w_shares": {0: "batch", 2: "terms"}}
    return Graph(
        _Styled(network) if isinstance(network, StyleGenerator) else _Plain(network),
        tuple(given.values()),
        list(given),
        ["image"],
        axes,
        metadata={
            "aigc_class": model.class_name,
            "aigc_name": model.name,
            "aigc_licence": model.licence,
            "aigc_config": msgspec.json.encode(sizes).decode(),
        },
    )


def _check(
    network: Network, folder: Path, model: Model, params: ExportParams
) -> dict[str, str | int | float]:
    """Have both runtimes draw one picture with every wish in it, and compare them."""
    sizes = network.sizes
    wishes = Wishes(
        latent=mixed({of_seed(_SEED): 0.6, of_seed(_SEED + 1): 0.8}),
        latent_space="w" if isinstance(sizes, StyleSizes) else "z",
        to_seed=_SEED + 2,
        position=0.25,
        truncation_psi=0.8,
        style=of_seed(_SEED + 3),
        mixed=range(1, 3),
    )
    artist = OnnxArtist(msgspec.structs.replace(model, path=str(folder), layout="onnx"), sizes, _CPU)
    try:
        after = artist.draw([_SEED], [0], wishes)[0]
    finally:
        artist.close()
    before = np.asarray(draw(network, [_SEED], [0], wishes)[0].numpy(), np.float32)
    return check_pictures(as_image(before), as_image(after), params)
