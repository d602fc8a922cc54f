"""The latent of a seed, drawn from the mixture of Gaussians that a VAE of ours brings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from aigc_desktop.api.noise import normal


def read_prior(folder: Path) -> Callable[[int], NDArray[np.float32]]:
    """From a seed to a latent (1, size)."""
    tensors = {
        name: tensor.astype(np.float32) for name, tensor in load_file(folder / "prior.safetensors").items()
    }
    bounds = np.cumsum(tensors["shares"] / tensors["shares"].sum(), dtype=np.float64)
    rank = tensors["factors"].shape[2]

    def latent(seed: int) -> NDArray[np.float32]:
        noise = normal(seed, (max(16, rank + 1),))
        chosen = int(np.searchsorted(bounds[:-1], NormalDist().cdf(float(noise[0])), side="right"))
        z = tensors["means"][chosen] + tensors["factors"][chosen] @ noise[1 : rank + 1]
        return np.asarray(z[None], np.float32)

    return latent
