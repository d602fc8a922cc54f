"""From seeds and wishes to pictures: one way for the generators with z alone, one for the style generator."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from .dcgan import DcganGenerator
from .latents import latent, layer_noise, slerp
from .mlp import MlpGenerator
from .style import StyleGenerator
from .wishes import Wishes

Network = MlpGenerator | DcganGenerator | StyleGenerator


@torch.no_grad()
def draw(network: Network, seeds: Sequence[int], labels: Sequence[int], wishes: Wishes) -> torch.Tensor:
    """Pictures (N, 3, H, W) in -1 to 1, one for each seed and class number, in float32 on the CPU."""
    place = next(network.parameters())
    label = torch.tensor(labels, device=place.device)
    if isinstance(network, StyleGenerator):
        noise = torch.stack([layer_noise(seed, network.sizes) for seed in seeds]) * wishes.noise
        made = network.synthesis(styles(network, seeds, label, wishes), noise.to(place))
    else:
        made = network(torch.stack([_z(seed, network, wishes) for seed in seeds]).to(place), label)
    return torch.clamp(made.float().cpu(), -1, 1)


def styles(
    network: StyleGenerator, seeds: Sequence[int], label: torch.Tensor, wishes: Wishes
) -> torch.Tensor:
    """The style of every layer, (N, layers, latent): interpolated in w, truncated, then mixed."""

    def w_of(numbers: Sequence[int]) -> torch.Tensor:
        z = torch.stack([latent(number, network.sizes.latent_size) for number in numbers])
        return network.mapping(z.to(network.mean_w), label)  # type: ignore[no-any-return]

    psi = torch.tensor(wishes.truncation_psi).to(network.mean_w)
    w = w_of(seeds)
    if wishes.position:
        w = torch.lerp(w, w_of([wishes.to_seed] * len(seeds)), wishes.position)
    every = network.repeated(network.truncated(w, label, psi))
    if not wishes.mixed:
        return every
    other = network.truncated(w_of([wishes.style_seed] * len(seeds)), label, psi)
    layers = torch.arange(network.sizes.layers, device=every.device)
    takes = (layers >= wishes.mixed.start) & (layers < wishes.mixed.stop)
    return torch.where(takes[None, :, None], network.repeated(other), every)


def _z(seed: int, network: MlpGenerator | DcganGenerator, wishes: Wishes) -> torch.Tensor:
    size = network.sizes.latent_size
    z = latent(seed, size)
    return slerp(z, latent(wishes.to_seed, size), wishes.position) if wishes.position else z
