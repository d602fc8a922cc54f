"""Runs what is only to be looked at: one picture, sent back and forgotten."""

from __future__ import annotations

import logging
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aigc_desktop.api.errors import AigcError, JobCancelled
from aigc_desktop.api.generator import Preview
from aigc_desktop.api.outputs import ImageOutput
from aigc_desktop.engine import memory
from aigc_desktop.engine.context import random_of
from aigc_desktop.engine.line import Line
from aigc_desktop.engine.loaded import LoadedGenerator
from aigc_desktop.engine.machine import Machine
from aigc_desktop.engine.plugins import ActivePlugins, blame
from aigc_desktop.engine.resolving import resolve
from aigc_desktop.media.thumbnails import live_picture
from aigc_desktop.messages import LiveBegun, LiveFailed, LiveFrame, LiveRun


class LiveRunner:
    """Makes pictures for the latent lab, with the model that jobs use too."""

    def __init__(self, line: Line, plugins: ActivePlugins, machine: Machine, loaded: LoadedGenerator) -> None:
        self._line = line
        self._plugins = plugins
        self._machine = machine
        self._loaded = loaded

    def run(self, command: LiveRun, cancelled: threading.Event) -> None:
        """Answer with exactly one `LiveFrame` or `LiveFailed`."""
        started = time.monotonic()
        try:
            output = self._generate(command, cancelled)
            self._line.send(
                LiveFrame(
                    job_id=command.job_id,
                    picture=live_picture(output.image),
                    width=output.image.width,
                    height=output.image.height,
                    duration_s=time.monotonic() - started,
                )
            )
        except JobCancelled:
            self._line.send(LiveFailed(job_id=command.job_id))
        except (Exception, SystemExit) as error:
            self._fail(command, error)

    def _generate(self, command: LiveRun, cancelled: threading.Event) -> ImageOutput:
        request = resolve(self._plugins, self._machine, command.plugin, command.request, command.model)
        generator = self._loaded.get(command.plugin, request.generator, command.model, request.runtime)
        self._line.send(LiveBegun(job_id=command.job_id))
        with tempfile.TemporaryDirectory(prefix="aigc-live-") as scratch:
            context = LiveContext(command, cancelled, Path(scratch))
            context.raise_if_cancelled()
            with self._machine.leaving_a_core(request.runtime):
                output = next(iter(generator.generate(request, context)), None)
        if not isinstance(output, ImageOutput):
            raise AigcError("plugin.output", "The plugin yielded no picture where one was asked for.")
        return output

    def _fail(self, command: LiveRun, error: BaseException) -> None:
        is_memory = memory.is_out_of_memory(error) and not isinstance(error, AigcError)
        info = memory.exhausted(error, command.plugin) if is_memory else blame(error, command.plugin)
        if is_memory:
            self._loaded.close()
            memory.give_back()
        self._line.send(LiveFailed(job_id=command.job_id, error=info))


class LiveContext:
    """The `JobContext` of a picture that is only looked at: nothing of it is reported on the way."""

    indices: tuple[int, ...] = (0,)

    def __init__(self, command: LiveRun, cancelled: threading.Event, scratch_dir: Path) -> None:
        self._command = command
        self._cancelled = cancelled
        self.scratch_dir = scratch_dir

    @property
    def log(self) -> logging.Logger:
        """A logger that bears the plugin's name."""
        return logging.getLogger(f"plugin.{self._command.plugin}")

    def progress(self, step: int, total: int, message: str = "", preview: Preview | None = None) -> None:
        """Raises JobCancelled when a newer picture is wanted."""
        self.raise_if_cancelled()

    @contextmanager
    def stage(self, offset: float, length: float) -> Iterator[None]:
        """Stages have no meaning where nothing is reported."""
        yield

    def notice(self, message: str, hint: str = "") -> None:
        """Logged only: the same notice would come many times a second."""
        self.log.info("%s %s", message, hint)

    def stream_text(self, delta: str, index: int = 0) -> None:
        """Texts are not looked at this way."""
        self.raise_if_cancelled()

    def rng(self, index: int) -> random.Random:
        """As in a job."""
        return random_of(self._command.request.seeds[index])

    def raise_if_cancelled(self) -> None:
        """Raise JobCancelled when a newer picture is wanted."""
        if self._cancelled.is_set():
            raise JobCancelled
