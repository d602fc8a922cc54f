"""A picture through the latents and back. Parts that are missing are made up from what is left."""

from __future__ import annotations

import numpy as np

from aigc_desktop.api import JobContext

from .codec import Array, Codec
from .damage import Damaged
from .pictures import to_picture

ROUNDS = 12
"""How often a picture with missing parts goes through the network."""


def reconstruct(codec: Codec, damaged: Damaged, job: JobContext) -> Array:
    """The reconstruction (1, 3, height, width) from what is left of a picture.

    Missing parts are imputed as in Rezende et al. 2014, "Stochastic Backpropagation and Approximate Inference
    in Deep Generative Models", appendix F: each round puts what was decoded into the gaps and encodes the
    whole again, so that the picture moves to one that the model finds likely.
    """
    rounds = 1 if damaged.known.all() else ROUNDS
    pictures = damaged.pictures
    for done in range(rounds):
        job.progress(done, rounds, "Encoding")
        decoded = np.clip(codec.decode(codec.encode(pictures)), -1, 1)
        pictures = np.where(damaged.known, damaged.pictures, decoded)
    job.progress(rounds, rounds, "Decoded", preview=lambda: to_picture(decoded[0]))
    return decoded
