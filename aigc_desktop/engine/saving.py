"""Writes finished outputs beside the generation of the next one."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from aigc_desktop.api.outputs import ImageOutput, ModelOutput, Output
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.engine.line import Line
from aigc_desktop.media.encode import write_image, write_text
from aigc_desktop.media.files import settle
from aigc_desktop.messages import ModelSaved, OutputSaved

_MOST_WAITING = 4


class Saver:
    """Encodes in a thread of its own and tells the application about each file that is complete on disk.

    What goes wrong there (a full disk) is raised by the next `save` or by `finish`.
    """

    def __init__(self, line: Line, folder: Path) -> None:
        self._line = line
        self._folder = folder
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
        if isinstance(output, ModelOutput):
            self._keep(output, recipe.job_id, name)
            return
        is_image = isinstance(output, ImageOutput)
        if isinstance(output, ImageOutput):
            written = write_image(output.image, recipe, self._folder, name)
        else:
            written = write_text(output.text, self._folder, name)
        self._line.send(
            OutputSaved(
                job_id=recipe.job_id,
                index=output.index,
                kind="image" if is_image else "text",
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
