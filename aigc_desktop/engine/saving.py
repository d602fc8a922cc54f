"""Writes finished outputs beside the generation of the next one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from aigc_desktop.api.outputs import ImageOutput, ModelOutput, Output, SequenceOutput, TextOutput
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.tasks import OutputKind
from aigc_desktop.engine.line import Line
from aigc_desktop.media.encode import WrittenFile, write_image, write_text
from aigc_desktop.media.files import settle
from aigc_desktop.media.sequence import timed, write_sequence
from aigc_desktop.messages import ModelSaved, OutputSaved

_MOST_WAITING = 4


class Saver:
    """Encodes in a thread of its own and tells the application about each file that is complete on disk.

    What goes wrong there (a full disk) is raised by the next `save` or by `finish`, and so is what
    `raise_if_cancelled` raises before each frame of an animation.
    """

    def __init__(self, line: Line, folder: Path, raise_if_cancelled: Callable[[], None]) -> None:
        self._line = line
        self._folder = folder
        self._raise_if_cancelled = raise_if_cancelled
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="saver")
        self._waiting: list[Future[None]] = []

    def save(self, output: Output, recipe: Recipe) -> None:
        """Write one output soon; waits while too many wait already."""
        self._waiting.append(self._pool.submit(self._write, output, recipe))
        while len(self._waiting) > _MOST_WAITING or (self._waiting and self._waiting[0].done()):
            self._waiting.pop(0).result()

    def finish(self) -> None:
        """Return when everything is on disk."""
        while self._waiting:
            self._waiting.pop(0).result()

    def __enter__(self) -> Saver:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=False)

    def _write(self, output: Output, recipe: Recipe) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{output.index:04d}"
        match output:
            case ModelOutput():
                self._keep(output, recipe.job_id, name)
            case TextOutput():
                self._tell("text", write_text(output.text, self._folder, name), recipe)
            case SequenceOutput():
                self._write_sequence(output, recipe, name)
            case ImageOutput():
                self._tell("image", write_image(output.image, recipe, self._folder, name), recipe)

    def _write_sequence(self, output: SequenceOutput, recipe: Recipe, name: str) -> None:
        """Write an animation, and remove its frames: those of several would fill the disk."""
        rate = output.frames_per_second
        recipe = timed(recipe, len(output.frames), rate)
        written = write_sequence(output.frames, rate, recipe, self._folder, name, self._raise_if_cancelled)
        for frame in output.frames:
            if frame.is_relative_to(self._folder):
                frame.unlink(missing_ok=True)
        self._tell("sequence", written, recipe)

    def _tell(self, kind: OutputKind, written: WrittenFile, recipe: Recipe) -> None:
        self._line.send(
            OutputSaved(
                job_id=recipe.job_id,
                index=recipe.index,
                kind=kind,
                file=written.file,
                thumbnail=written.thumbnail,
                width=written.width,
                height=written.height,
                recipe=recipe,
            )
        )

    def _keep(self, output: ModelOutput, job_id: str, name: str) -> None:
        """Move a finished model out of the scratch folder, complete on disk."""
        for file in output.folder.rglob("*"):
            if file.is_file():
                settle(file)
        output.folder.replace(self._folder / name)
        self._line.send(ModelSaved(job_id=job_id, index=output.index, folder=name, name=output.name))
