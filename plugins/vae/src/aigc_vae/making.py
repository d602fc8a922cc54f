"""One picture of each task, from one seed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from PIL import Image

from aigc_desktop.api import JobContext
from aigc_desktop.api.latents import latent_or_seed

from .codec import Array, Codec
from .damage import damage
from .fitting import inwards, outwards
from .latents import map_rows, slerp
from .parameters import Interpolation, LatentMap, Reconstruction, Sampling
from .pictures import psnr, read_picture, to_picture
from .prior import Prior
from .reconstruct import reconstructions, rounds_for
from .sizes import Sizes

Facts: TypeAlias = Mapping[str, str | int | float]
Made: TypeAlias = tuple[Image.Image, Facts]
_MOST_DB = 99.0


def sample(codec: Codec, prior: Prior, params: Sampling, seed: int, job: JobContext) -> Made:
    """A picture from the prior: of the seed, or of the point that is asked for."""
    latents = prior.between(latent_or_seed(params.latent, seed), params.temperature)
    return _decoded(codec, latents, job), {"prior": prior.said}


def interpolate(codec: Codec, prior: Prior, params: Interpolation, seed: int, job: JobContext) -> Made:
    """A picture on the way from one seed's to another's."""
    start, end = (prior.latents(end, params.temperature) for end in (seed, params.to_seed))
    return _decoded(codec, slerp(start, end, params.position), job), {"prior": prior.said}


def lay_out_map(
    codec: Codec, prior: Prior, axes: Array, params: LatentMap, seed: int, job: JobContext
) -> Made:
    """A sheet of pictures about that of the seed, row by row; `axes` (2, D) are its directions."""
    centre = prior.latents(seed, params.temperature)
    rows = []
    for done, latents in enumerate(map_rows(centre, axes, params.span, params.cells)):
        job.progress(done, params.cells, f"Row {done + 1} of {params.cells}")
        rows.append(np.concatenate(list(codec.decode(latents)), axis=2))
    job.progress(params.cells, params.cells, "Decoded")
    return to_picture(np.concatenate(rows, axis=1)), {"prior": prior.said}


def restore(codec: Codec, sizes: Sizes, params: Reconstruction, seed: int, job: JobContext) -> Made:
    """A picture of the user's through the latents and back, in its own size."""
    picture = read_picture(params.image)
    damaged = damage(inwards(picture, sizes), seed, params.noise, params.missing)
    total = rounds_for(damaged)
    job.progress(0, total, "Encoding")
    for done, pixels in enumerate(reconstructions(codec, damaged), start=1):
        restored = outwards(pixels, sizes, picture.size)
        job.progress(done, total, f"Round {done} of {total}", preview=restored.copy)
    return restored, {"psnr_db": round(min(psnr(picture, restored), _MOST_DB), 2)}


def _decoded(codec: Codec, latents: Array, job: JobContext) -> Image.Image:
    job.progress(0, 1, "Decoding")
    picture = to_picture(codec.decode(latents[None])[0])
    job.progress(1, 1, "Decoded", preview=picture.copy)
    return picture
