"""Makes animations out of single pictures: any generator whose parameters hold a `latent` can be animated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.generator import Generator
from aigc_desktop.api.latents import LATENT, along, parse
from aigc_desktop.api.outputs import ImageOutput, SequenceOutput
from aigc_desktop.api.requests import Animation, Request
from aigc_desktop.engine.context import EngineJobContext
from aigc_desktop.media.encode import encode_png
from aigc_desktop.media.files import write_whole
from aigc_desktop.media.sequence import MOST_FRAMES_PER_SECOND, check_size

MOST_FRAMES = 10_000


def animate(
    generator: Generator, request: Request, animation: Animation, context: EngineJobContext
) -> Iterator[SequenceOutput]:
    """One animation for each index of the job, its frames kept in the scratch folder until it is finished.

    Raises AigcError `animation.range` or `animation.latent` before anything is made, and
    `animation.too_large` as soon as the size of a frame is known.
    """
    _check(request, animation)
    stops = [parse(text) for text in animation.keyframes]
    points = [str(p) for p in along(stops, animation.frames, is_closed=animation.is_closed)]
    for place, index in enumerate(context.indices):
        with context.stage(place / len(context.indices), 1 / len(context.indices)):
            frames = list(_frames(generator, request, index, points, context))
        yield SequenceOutput(index, frames, animation.frames_per_second)


def _frames(
    generator: Generator, request: Request, index: int, points: list[str], context: EngineJobContext
) -> Iterator[Path]:
    for number, point in enumerate(points):
        with context.stage(number / len(points), 1 / len(points)):
            one = msgspec.structs.replace(
                request,
                parameters={**request.parameters, LATENT: point},
                seeds=(request.seeds[index],),
                animation=None,
            )
            output = next(iter(generator.generate(one, context.for_one(one))), None)
            if not isinstance(output, ImageOutput):
                raise AigcError("plugin.output", "The plugin yielded no picture where one was asked for.")
            check_size(len(points), *output.image.size)
            file = context.scratch_dir / f"{index:04d}-{number:05d}.png"
            write_whole(file, encode_png(output.image, {}), is_flushed=False)
            context.progress(1, 1, f"Frame {number + 1} of {len(points)}", preview=output.image.copy)
        yield file


def _check(request: Request, animation: Animation) -> None:
    if LATENT not in request.parameters:
        raise AigcError(
            "animation.latent",
            "This model takes no latent, so there is no way to animate it.",
            "Choose a model that the latent lab shows.",
        )
    rate = animation.frames_per_second
    if not (
        animation.keyframes and 2 <= animation.frames <= MOST_FRAMES and 0 < rate <= MOST_FRAMES_PER_SECOND
    ):
        raise AigcError(
            "animation.range",
            f"An animation needs a keyframe, 2 to {MOST_FRAMES} frames and at most "
            f"{MOST_FRAMES_PER_SECOND:.0f} of them a second.",
            "Change the path and try again.",
        )
