"""The parameters of each task."""

from __future__ import annotations

from typing import Annotated

from aigc_desktop.api import AigcError, Model, Params, Task, param
from aigc_desktop.api.latents import MOST_LETTERS

from .sizes import KlSizes, read_sizes

MOST_SEED = 2**32 - 1
_FULL = 1.0

Temperature = Annotated[
    float,
    param(
        "Temperature",
        "How far the latents lie from their mean. 0 shows the mean picture, 1 is as in training.",
        ge=0,
        le=2,
        step=0.05,
    ),
]


class Sampling(Params, frozen=True):
    """`unconditional-image-generation`: a picture from the prior."""

    temperature: Temperature = _FULL
    latent: Annotated[
        str,
        param(
            "Latent",
            "Where the picture is made from, such as 12 or 0.6*12 + 0.8*13; empty is the seed's own.",
            widget="latent",
            max_length=MOST_LETTERS,
            advanced=True,
        ),
    ] = ""


class Reconstruction(Params, frozen=True):
    """`image-reconstruction`: a picture through the latents and back, damaged before if wished."""

    image: Annotated[
        str,
        param("Picture", "A PNG, JPEG or WebP file.", widget="image", max_length=4096),
    ] = ""
    noise: Annotated[
        float,
        param("Noise", "How much noise is laid over the picture first.", ge=0, le=1, step=0.05),
    ] = 0.0
    missing: Annotated[
        float,
        param("Missing", "Which share of the picture is taken away first.", ge=0, le=1, step=0.05),
    ] = 0.0


class Interpolation(Params, frozen=True):
    """`latent-interpolation`: a picture on the way from the seed's to another's."""

    to_seed: Annotated[
        int,
        param("To seed", "The seed at the other end of the way.", ge=0, le=MOST_SEED, widget="number"),
    ] = 1
    position: Annotated[
        float,
        param("Position", "0 is the picture of the seed, 1 that of the other one.", ge=0, le=1, step=0.05),
    ] = 0.5
    temperature: Temperature = _FULL


class LatentMap(Params, frozen=True):
    """`latent-map`: a sheet of pictures around that of the seed."""

    span: Annotated[
        float,
        param(
            "Span",
            "How far the map reaches to each side, in standard deviations.",
            ge=0.1,
            le=6,
            step=0.1,
        ),
    ] = 2.0
    cells: Annotated[
        int,
        param("Cells", "How many pictures side by side, and as many rows.", ge=2, le=16),
    ] = 8
    temperature: Temperature = _FULL


_KINDS: dict[Task, type[Params]] = {
    "unconditional-image-generation": Sampling,
    "image-reconstruction": Reconstruction,
    "latent-interpolation": Interpolation,
    "latent-map": LatentMap,
}


def params_for(task: Task, model: Model) -> type[Params]:
    """The parameters that `task` takes with `model`; raises AigcError `model.task` where it cannot do it."""
    if isinstance(read_sizes(model), KlSizes) and task != "image-reconstruction":
        raise AigcError(
            "model.task",
            f"“{model.name}” is the autoencoder of a diffusion model: its latents alone make no picture.",
            "Use it for image-reconstruction, or choose a VAE that was trained to be sampled from.",
        )
    return _KINDS[task]
