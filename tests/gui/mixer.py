"""The hooks of a plugin that mixes styles: a band for each layer, in the colour of a seed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from PIL import Image

from aigc_desktop.api import (
    Generator,
    ImageOutput,
    JobContext,
    Model,
    Output,
    Params,
    Request,
    Runtime,
    Task,
    convert,
    hookimpl,
    param,
)
from aigc_desktop.api.latents import parse

LAYERS = 6
BAND = 4
MANIFEST = """
[[generators]]
id = "mixer"
name = "Mixer"
family = "gan"
tasks = ["unconditional-image-generation"]
outputs = ["image"]
runtimes = ["torch"]
accepts = [{ layout = "diffusers", classes = ["ScriptedPipeline"] }]
"""


class Mixer(Params, frozen=True):
    latent: Annotated[str, param("Latent", widget="latent")] = ""
    style_latent: Annotated[str, param("Style latent", widget="latent")] = ""
    mix_from_layer: Annotated[int, param("Mix from layer", ge=0, le=LAYERS)] = 0
    mix_to_layer: Annotated[int, param("Mix to layer", ge=0, le=LAYERS)] = 0


class MixerGenerator:
    def generate(self, request: Request, job: JobContext) -> Iterator[Output]:
        params = convert(Mixer, request.parameters)
        picture = Image.new("RGB", (8, LAYERS * BAND))
        for layer in range(LAYERS):
            is_mixed = params.mix_from_layer <= layer < params.mix_to_layer
            colour = colour_of(params.style_latent if is_mixed else params.latent)
            picture.paste(colour, (0, layer * BAND, 8, (layer + 1) * BAND))
        yield ImageOutput(index=0, image=picture)

    def close(self) -> None:
        """There is nothing to give back."""


def colour_of(latent: str) -> tuple[int, int, int]:
    """The colour of the first seed of a point."""
    seed = parse(latent).terms[0][0]
    return 30 + 40 * seed % 200, 220 - 30 * seed % 200, 60 * seed % 256


@hookimpl
def parameters(generator: str, task: Task, model: Model) -> type[Params]:
    return Mixer


@hookimpl
def create_generator(generator: str, model: Model, runtime: Runtime) -> Generator:
    return MixerGenerator()
