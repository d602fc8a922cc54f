"""The engine's life: start, activate, answer, generate, end."""

from __future__ import annotations

import importlib
import logging
import os
import signal
import sys
import threading
import time
from queue import SimpleQueue

from aigc_desktop.api.parameters import schema_of
from aigc_desktop.engine import isolation, memory
from aigc_desktop.engine.jobs import JobRunner
from aigc_desktop.engine.line import Line, take_over_stdio
from aigc_desktop.engine.live import LiveRunner
from aigc_desktop.engine.loaded import LoadedGenerator
from aigc_desktop.engine.machine import Machine
from aigc_desktop.engine.plugins import ActivePlugins, blame
from aigc_desktop.messages import (
    Cancel,
    Describe,
    Described,
    DescribeFailed,
    EngineReady,
    LiveRun,
    Memory,
    PluginFailed,
    Run,
    Shutdown,
    Start,
    Warm,
)

log = logging.getLogger(__name__)
_MEMORY_EVERY_S = 2.0


def main() -> int:
    """Serve one application until it says `Shutdown` or is gone."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the application, which then cancels
    line = take_over_stdio()
    network = isolation.cut_network()
    importlib.import_module("numpy")  # every backend wants it, and the application is not that far yet
    start = line.read()
    if not isinstance(start, Start):
        return 2
    plugins = ActivePlugins(start.plugins)
    for plugin, error in plugins.failures.items():
        line.send(PluginFailed(plugin=plugin, error=error))
    reader = CommandReader(line, plugins)
    threading.Thread(target=reader.read_all, name="commands", daemon=True).start()
    machine = Machine(start.backend)
    line.send(
        EngineReady(pid=os.getpid(), devices=machine.devices, network=network, libraries=machine.libraries)
    )
    threading.Thread(target=_report_memory, args=(line,), name="memory", daemon=True).start()
    loaded = LoadedGenerator(plugins)
    live = LiveRunner(line, plugins, machine, loaded)
    _work(reader, JobRunner(line, plugins, machine, loaded), live, loaded, machine)
    return 0


class CommandReader:
    """Answers `describe`, `cancel` and `shutdown` at once, while a job runs, and passes the rest on."""

    def __init__(self, line: Line, plugins: ActivePlugins) -> None:
        self.work: SimpleQueue[Run | LiveRun | Warm | Shutdown] = SimpleQueue()
        self._line = line
        self._plugins = plugins
        self._cancelled: dict[str, threading.Event] = {}

    def read_all(self) -> None:
        """Read until the application is gone; then the process ends at once."""
        while (command := self._line.read()) is not None:
            if isinstance(command, Describe):
                self._describe(command)
            elif isinstance(command, Cancel):
                self.cancelled(command.job_id).set()
            elif isinstance(command, Shutdown):
                self._stop()
            elif isinstance(command, Run | LiveRun | Warm):
                self.work.put(command)
        os._exit(0)

    def cancelled(self, job_id: str) -> threading.Event:
        """The event that is set once the job is to stop, even before it starts."""
        return self._cancelled.setdefault(job_id, threading.Event())

    def forget(self, job_id: str) -> None:
        """Nobody will cancel this one any more."""
        self._cancelled.pop(job_id, None)

    def _stop(self) -> None:
        """Stop what runs at its next step, then let the main thread close the generators."""
        for cancelled in list(self._cancelled.values()):
            cancelled.set()
        self.work.put(Shutdown())

    def _describe(self, command: Describe) -> None:
        try:
            kind = self._plugins.parameters(command.plugin, command.generator, command.task, command.model)
            self._line.send(Described(key=command.key, schema=schema_of(kind)))
        except (Exception, SystemExit) as error:
            self._line.send(DescribeFailed(key=command.key, error=blame(error, command.plugin)))


def _work(
    reader: CommandReader, runner: JobRunner, live: LiveRunner, loaded: LoadedGenerator, machine: Machine
) -> None:
    """Do what needs the main thread, one thing at a time."""
    while not isinstance(command := reader.work.get(), Shutdown):
        if isinstance(command, Run):
            runner.run(command, reader.cancelled(command.job_id))
        elif isinstance(command, LiveRun):
            live.run(command, reader.cancelled(command.job_id))
            reader.forget(command.job_id)
        else:
            _warm(command, loaded, machine)
    loaded.close()


def _warm(command: Warm, loaded: LoadedGenerator, machine: Machine) -> None:
    """Load a model before it is asked for. A failure is only logged: the job will meet it and report it."""
    try:
        loaded.get(
            command.plugin, command.generator, command.model, machine.choose(command.runtime, command.model)
        )
    except (Exception, SystemExit) as error:
        log.info("could not load %s ahead of its first job: %s", command.model.id, error)


def _report_memory(line: Line) -> None:
    while True:
        line.send(Memory(resident_mb=memory.resident_mb(), device_mb=memory.device_mb()))
        time.sleep(_MEMORY_EVERY_S)
