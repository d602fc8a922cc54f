"""Puts one finished output into the folder of its job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from aigc_desktop.api.outputs import ImageOutput, ModelOutput, Output, SequenceOutput, TextOutput
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.tasks import OutputKind
from aigc_desktop.media.encode import WrittenFile, write_image, write_text
from aigc_desktop.media.files import settle
from aigc_desktop.media.sequence import timed, write_sequence
from aigc_desktop.messages import ModelSaved, OutputSaved


class Writer:
    """Encodes and writes; `raise_if_cancelled` is called before each frame of an animation."""

    def __init__(self, folder: Path, raise_if_cancelled: Callable[[], None]) -> None:
        self._folder = folder
        self._raise_if_cancelled = raise_if_cancelled

    def write(self, output: Output, recipe: Recipe) -> OutputSaved | ModelSaved:
        """Write `output`, and give what the application is to be told of it.

        Raises AigcError where that fails, and what `raise_if_cancelled` raises.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{output.index:04d}"
        match output:
            case ModelOutput():
                return self._model(output, recipe, name)
            case TextOutput():
                return _saved("text", write_text(output.text, self._folder, name), recipe)
            case SequenceOutput():
                return self._sequence(output, recipe, name)
            case ImageOutput():
                return _saved("image", write_image(output.image, recipe, self._folder, name), recipe)

    def _sequence(self, output: SequenceOutput, recipe: Recipe, name: str) -> OutputSaved:
        """Write an animation, and remove its frames: those of several would fill the disk."""
        rate = output.frames_per_second
        recipe = timed(recipe, len(output.frames), rate)
        written = write_sequence(output.frames, rate, recipe, self._folder, name, self._raise_if_cancelled)
        for frame in output.frames:
            if frame.is_relative_to(self._folder):
                frame.unlink(missing_ok=True)
        return _saved("sequence", written, recipe)

    def _model(self, output: ModelOutput, recipe: Recipe, name: str) -> ModelSaved:
        """Move a finished model out of the scratch folder, complete on disk."""
        for file in output.folder.rglob("*"):
            if file.is_file():
                settle(file)
        output.folder.replace(self._folder / name)
        return ModelSaved(job_id=recipe.job_id, index=output.index, folder=name, name=output.name)


def _saved(kind: OutputKind, written: WrittenFile, recipe: Recipe) -> OutputSaved:
    return OutputSaved(
        job_id=recipe.job_id,
        index=recipe.index,
        kind=kind,
        file=written.file,
        thumbnail=written.thumbnail,
        width=written.width,
        height=written.height,
        recipe=recipe,
    )
