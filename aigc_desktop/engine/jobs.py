"""Runs one job: validates, loads, generates, saves, and reports how it ended."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from aigc_desktop import __version__
from aigc_desktop.api.errors import AigcError, ErrorInfo, JobCancelled
from aigc_desktop.api.generator import Generator
from aigc_desktop.api.outputs import Output
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Request
from aigc_desktop.engine import memory
from aigc_desktop.engine.animating import animate
from aigc_desktop.engine.context import EngineJobContext
from aigc_desktop.engine.line import Line
from aigc_desktop.engine.loaded import LoadedGenerator
from aigc_desktop.engine.machine import Machine
from aigc_desktop.engine.plugins import ActivePlugins, blame
from aigc_desktop.engine.resolving import resolve
from aigc_desktop.engine.saving import Saver
from aigc_desktop.engine.writing import Writer
from aigc_desktop.messages import JobFailed, JobFinished, JobLoading, JobRunning, JobSaving, JobStopped, Run

POISONED_EXIT_CODE = 3


class JobRunner:
    """Runs jobs one after the other, and keeps the last model loaded."""

    def __init__(self, line: Line, plugins: ActivePlugins, machine: Machine, loaded: LoadedGenerator) -> None:
        self._line = line
        self._plugins = plugins
        self._machine = machine
        self._loaded = loaded

    def run(self, command: Run, cancelled: threading.Event) -> None:
        """Run a job to its end, whatever that is, and say so with exactly one closing event."""
        started = time.monotonic()
        try:
            self._generate(command, cancelled)
            duration_s = time.monotonic() - started
            self._line.send(
                JobFinished(job_id=command.job_id, duration_s=duration_s, resident_mb=memory.resident_mb())
            )
        except JobCancelled:
            self._line.send(JobStopped(job_id=command.job_id))
        except (Exception, SystemExit) as error:
            self._fail(command, error)
        finally:
            shutil.rmtree(_scratch_dir(command), ignore_errors=True)

    def _generate(self, command: Run, cancelled: threading.Event) -> None:
        self._line.send(JobLoading(job_id=command.job_id))
        request = resolve(self._plugins, self._machine, command.plugin, command.request, command.model)
        started = time.monotonic()
        generator = self._loaded.get(command.plugin, request.generator, command.model, request.runtime)
        load_s = time.monotonic() - started
        self._line.send(JobRunning(job_id=command.job_id, runtime=request.runtime, load_s=load_s))
        context = EngineJobContext(command, self._line, cancelled, _scratch_dir(command))
        context.raise_if_cancelled()
        writer = Writer(Path(command.folder), context.raise_if_cancelled)
        with Saver(self._line, writer, shares_cores=request.runtime.device == "cpu") as saver:
            outputs = _outputs(generator, request, context)
            for output, duration_s in _timed(_checked(outputs, context)):
                saver.save(output, self._recipe(command, request, output, duration_s))
            self._line.send(JobSaving(job_id=command.job_id))
            saver.finish()

    def _recipe(self, command: Run, request: Request, output: Output, duration_s: float) -> Recipe:
        return Recipe(
            request=request,
            index=output.index,
            job_id=command.job_id,
            family=command.family,
            model_name=command.model.name,
            model_hash=command.model_hash,
            plugin=command.plugin,
            plugin_version=command.plugin_version,
            app_version=__version__,
            device_name=self._machine.device_name(request.runtime.device),
            licence=command.model.licence,
            created_at=time.time(),
            duration_s=round(duration_s, 4),
            libraries=self._machine.libraries,
            facts=dict(output.facts),
        )

    def _fail(self, command: Run, error: BaseException) -> None:
        is_memory = memory.is_out_of_memory(error) and not isinstance(error, AigcError)
        info = memory.exhausted(error, command.plugin) if is_memory else blame(error, command.plugin)
        is_poisoned = memory.poisons_the_process(error)
        _forget(error)
        if is_memory or info.code == "memory.exhausted":
            self._loaded.close()
            memory.give_back()
        self._report(command, info)
        if is_poisoned:
            os._exit(POISONED_EXIT_CODE)

    def _report(self, command: Run, info: ErrorInfo) -> None:
        self._line.send(JobFailed(job_id=command.job_id, error=info))


def _outputs(generator: Generator, request: Request, context: EngineJobContext) -> Iterable[Output]:
    if request.animation is None:
        return generator.generate(request, context)
    return animate(generator, request, request.animation, context)


def _checked(outputs: Iterable[Output], context: EngineJobContext) -> Iterator[Output]:
    """The generator's outputs, held to the contract: one for each index, no other."""
    missing = set(context.indices)
    for output in outputs:
        if not isinstance(output, Output) or output.index not in missing:
            raise AigcError("plugin.output", "The plugin yielded something that was not asked for.")
        missing.remove(output.index)
        yield output
        context.raise_if_cancelled()
    if missing:
        raise AigcError("plugin.output", f"The plugin left out {len(missing)} of the outputs asked for.")


def _timed(outputs: Iterator[Output]) -> Iterator[tuple[Output, float]]:
    """Each output with the seconds that it took."""
    started = time.monotonic()
    for output in outputs:
        yield output, time.monotonic() - started
        started = time.monotonic()


def _forget(error: BaseException) -> None:
    """Drop the frames that the exception holds, and with them the tensors in those frames."""
    seen: BaseException | None = error
    while seen is not None:
        seen.__traceback__ = None
        seen = seen.__cause__ or seen.__context__


def _scratch_dir(command: Run) -> Path:
    return Path(command.folder) / "scratch"
