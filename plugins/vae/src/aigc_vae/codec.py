"""What a runtime has to offer: the two networks of an autoencoder, for arrays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from aigc_desktop.api import JobContext, Model, ModelOutput, Request

from .sizes import Sizes

Array: TypeAlias = NDArray[np.float32]


class Codec(Protocol):
    """A loaded autoencoder. Pictures are (N, 3, height, width) from -1 to 1, latents (N, ...)."""

    def encode(self, pictures: Array) -> Array:
        """The mean of q(z|x) for each picture."""

    def decode(self, latents: Array) -> Array:
        """The pictures of these latents, which may reach a little beyond -1 and 1."""

    def export(self, model: Model, sizes: Sizes, request: Request, job: JobContext) -> Iterator[ModelOutput]:
        """The autoencoder in another format."""

    def close(self) -> None:
        """Give back the memory of the weights."""
