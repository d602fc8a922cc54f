"""From seeds and wishes to pictures: one way for the generators with z alone, one for the style generator."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence

import numpy as np
import torch

from aigc_desktop.api import JobContext, Model, ModelOutput, Request, Runtime
from aigc_desktop.api.latents import Latent, of_seed

from .dcgan import DcganGenerator
from .latents import Floats, layer_noise, z_of
from .mlp import MlpGenerator
from .style import StyleGenerator
from .wishes import Wishes

Network = MlpGenerator | DcganGenerator | StyleGenerator
_MOST_TOGETHER = 16


class TorchArtist:
    """Draws with a network in PyTorch."""

    def __init__(self, network: Network, runtime: Runtime) -> None:
        self._network: Network | None = network
        # Batched sums round differently on the CPU, and a picture must not depend on its neighbours.
        self.together = 1 if runtime.device == "cpu" else _MOST_TOGETHER

    @property
    def network(self) -> Network:
        """The network; raises ValueError once it is closed."""
        if self._network is None:
            raise ValueError("this generator is closed")
        return self._network

    def draw(self, seeds: Sequence[int], labels: Sequence[int], wishes: Wishes) -> Floats:
        """Pictures (N, 3, H, W) in -1 to 1."""
        return np.asarray(draw(self.network, seeds, labels, wishes).numpy(), np.float32)

    def export(self, model: Model, request: Request, job: JobContext) -> Iterator[ModelOutput]:
        """The network as an ONNX file."""
        from .exporting import export

        return export(self.network, model, request, job)

    def close(self) -> None:
        """Give back the memory of the weights."""
        self._network = None
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


@torch.no_grad()
def draw(network: Network, seeds: Sequence[int], labels: Sequence[int], wishes: Wishes) -> torch.Tensor:
    """Pictures (N, 3, H, W) in -1 to 1, one for each seed and class number, in float32 on the CPU."""
    place = next(network.parameters())
    label = torch.tensor(labels, device=place.device)
    if isinstance(network, StyleGenerator):
        noise = (
            torch.from_numpy(np.stack([layer_noise(seed, network.sizes) for seed in seeds])) * wishes.noise
        )
        made = network.synthesis(styles(network, seeds, label, wishes), noise.to(place))
    else:
        z = np.stack([z_of(seed, network.sizes.latent_size, wishes) for seed in seeds])
        made = network(torch.from_numpy(z).to(place), label)
    return torch.clamp(made.float().cpu(), -1, 1)


def styles(
    network: StyleGenerator, seeds: Sequence[int], label: torch.Tensor, wishes: Wishes
) -> torch.Tensor:
    """The style of every layer, (N, layers, latent): interpolated in w, truncated, then mixed."""
    points_in = points_of_w if wishes.latent_space == "w" else mapped
    psi = torch.tensor(wishes.truncation_psi).to(network.mean_w)
    w = points_in(network, [wishes.latent_of(seed) for seed in seeds], label)
    if wishes.position:
        w = torch.lerp(w, mapped(network, [of_seed(wishes.to_seed)] * len(seeds), label), wishes.position)
    every = network.repeated(network.truncated(w, label, psi))
    if not wishes.mixed:
        return every
    other = points_in(network, [wishes.style_of(seed) for seed in seeds], label)
    theirs = network.repeated(network.truncated(other, label, psi))
    layers = torch.arange(network.sizes.layers, device=every.device)
    takes = (layers >= wishes.mixed.start) & (layers < wishes.mixed.stop)
    return torch.where(takes[None, :, None], theirs, every)


def mapped(network: StyleGenerator, points: Sequence[Latent], label: torch.Tensor) -> torch.Tensor:
    """The w of points of z, (N, latent), for class numbers (N)."""
    z = np.stack([point.noise((network.sizes.latent_size,)) for point in points])
    w: torch.Tensor = network.mapping(torch.from_numpy(z).to(network.mean_w), label)
    return w


def points_of_w(network: StyleGenerator, points: Sequence[Latent], label: torch.Tensor) -> torch.Tensor:
    """Points of w, (N, latent), for class numbers (N): sums over the w of seeds, about the class's mean."""
    pairs = zip(points, torch.split(label, 1), strict=True)
    return torch.cat([_blended(network, point, number) for point, number in pairs])


def _blended(network: StyleGenerator, point: Latent, number: torch.Tensor) -> torch.Tensor:
    # The sums in the mapping network round by how many seeds there are: those of this point and no others.
    seeds = [of_seed(seed) for seed, _ in point.terms]
    every = mapped(network, seeds, number.expand(len(seeds))).float().cpu().numpy()
    known = dict(zip((seed for seed, _ in point.terms), every, strict=True))
    w = point.blend(known.__getitem__, network.mean_w[number[0]].float().cpu().numpy())
    return torch.from_numpy(w)[None].to(network.mean_w)
