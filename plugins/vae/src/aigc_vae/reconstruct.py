"""A picture through the latents and back. Parts that are missing are made up from what is left."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .codec import Array, Codec
from .damage import Damaged

ROUNDS = 12
"""How often a picture with missing parts goes through the network."""


def rounds_for(damaged: Damaged) -> int:
    """How many rounds a picture takes: one if nothing is missing."""
    return 1 if damaged.known.all() else ROUNDS


def reconstructions(codec: Codec, damaged: Damaged) -> Iterator[Array]:
    """The reconstruction (1, 3, height, width) after each round; the last one is the best.

    Missing parts are imputed as in Rezende et al. 2014, "Stochastic Backpropagation and Approximate Inference
    in Deep Generative Models", appendix F: each round puts what was decoded into the gaps and encodes the
    whole again, so that the picture moves to one that the model finds likely.
    """
    pictures = damaged.pictures
    for _ in range(rounds_for(damaged)):
        decoded = np.clip(codec.decode(codec.encode(pictures)), -1, 1)
        pictures = np.where(damaged.known, damaged.pictures, decoded)
        yield decoded
