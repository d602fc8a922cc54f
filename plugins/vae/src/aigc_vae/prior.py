"""Where latents are drawn from when a picture is made of nothing: the prior of a model.

A model without `prior.safetensors` has the standard normal prior of Kingma & Welling 2014. With it, the prior
is a mixture of Gaussians that was fitted to the encoded training pictures after the training: an encoder
never quite fills the standard normal, and what lies between decodes into blurred mixtures (Ghosh et al. 2020,
"From Variational to Deterministic Autoencoders", section 4; Tomczak & Welling 2018, "VAE with a VampPrior",
say why).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erf, sqrt
from pathlib import Path

import numpy as np

from aigc_desktop.api import AigcError, Model
from aigc_desktop.api.latents import Latent
from aigc_desktop.api.noise import normal

from .codec import Array
from .sizes import ConvVaeSizes, Sizes

FILE = "prior.safetensors"
_LEAST_DRAWN = 16


@dataclass(frozen=True)
class Prior:
    """K components of D latents: `shares` (K) that sum to 1, `means` (K, D), `factors` (K, D, rank).

    A component's covariance is its factor times the factor's transpose.
    """

    shares: Array
    means: Array
    factors: Array

    @property
    def said(self) -> str:
        """What it is, for the recipe."""
        return f"mixture of {len(self.shares)} Gaussians" if len(self.shares) > 1 else "one Gaussian"

    @property
    def mean(self) -> Array:
        """The mean of the whole mixture, (D,)."""
        return np.asarray(self.shares @ self.means, np.float32)

    def between(self, point: Latent, temperature: float) -> Array:
        """The latents of a point between those of seeds, (D,): a sum about the mean of the mixture."""
        return point.blend(lambda seed: self.latents(seed, temperature), self.mean)

    def latents(self, seed: int, temperature: float) -> Array:
        """The latents that `seed` stands for, (D,).

        The first number of the seed's noise chooses the component, the others the place in it. `temperature`
        scales the distance from the component's mean.
        """
        rank = self.factors.shape[2]
        noise = normal(seed, (max(_LEAST_DRAWN, rank + 1),))
        chosen = self._component(float(noise[0]))
        away = self.factors[chosen] @ noise[1 : rank + 1]
        return np.asarray(self.means[chosen] + temperature * away, np.float32)

    def _component(self, noise: float) -> int:
        share = (1 + erf(noise / sqrt(2))) / 2
        bounds = np.cumsum(self.shares, dtype=np.float64)
        return min(int(np.searchsorted(bounds, share, side="right")), len(self.shares) - 1)


def standard_prior(size: int) -> Prior:
    """The standard normal distribution, as a mixture of one."""
    return Prior(
        np.ones(1, np.float32), np.zeros((1, size), np.float32), np.eye(size, dtype=np.float32)[None]
    )


def prior_of(model: Model, sizes: Sizes) -> Prior | None:
    """The prior of `model`, or None where its latents alone make no picture.

    Raises AigcError `model.damaged`.
    """
    if not isinstance(sizes, ConvVaeSizes):
        return None
    folder = Path(model.path)
    return (
        _read(folder, sizes.latent_size) if (folder / FILE).is_file() else standard_prior(sizes.latent_size)
    )


def _read(folder: Path, size: int) -> Prior:
    tensors = _tensors(folder / FILE)
    count, rank = len(tensors.get("shares", ())), tensors.get("factors", np.empty(0)).shape[-1]
    wanted = {"shares": (count,), "means": (count, size), "factors": (count, size, rank)}
    shapes = {name: tensor.shape for name, tensor in tensors.items()}
    if shapes != wanted or count == 0:
        raise _damaged(folder, f"its tensors are {shapes}, not {wanted}")
    if not all(np.isfinite(tensor).all() for tensor in tensors.values()):
        raise _damaged(folder, "it holds values that are no numbers")
    shares = tensors["shares"]
    if (shares < 0).any() or not np.isclose(shares.sum(), 1, atol=0.01):
        raise _damaged(folder, f"its shares sum to {shares.sum()}")
    return Prior(shares / shares.sum(), tensors["means"], tensors["factors"])


def _tensors(file: Path) -> dict[str, Array]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        return {name: np.asarray(tensor, np.float32) for name, tensor in load_file(file).items()}
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise _damaged(file.parent, str(error)) from error


def _damaged(folder: Path, details: str) -> AigcError:
    return AigcError(
        "model.damaged",
        f"{FILE} of “{folder.name}” is damaged: it is cut short or does not fit the model.",
        "Copy or download the whole model folder again.",
        details,
    )
