"""The few engines that are kept alive."""

from __future__ import annotations

import time

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.models import Model
from aigc_desktop.core.engine_process import EngineKey, EngineProcess
from aigc_desktop.core.engine_start import Process, start_process
from aigc_desktop.core.events import EngineChanged, ErrorRaised, Events
from aigc_desktop.core.inbox import Inbox
from aigc_desktop.core.paths import Paths
from aigc_desktop.core.plugins import GeneratorEntry, InstalledPlugin, Plugins
from aigc_desktop.messages import EngineReady, Memory, PluginFailed, Start

MOST_ENGINES = 3
START_LIMIT_S = 180.0
SHUTDOWN_LIMIT_S = 1.0
_SHARED = "first-party"


class EnginePool:
    """Starts engines when they are needed and closes the least recently used.

    Used by the worker's thread only.
    """

    def __init__(
        self, plugins: Plugins, events: Events, inbox: Inbox, paths: Paths, spare: Process | None = None
    ) -> None:
        """`spare` is a process that was started already; the first engine takes it."""
        self._plugins = plugins
        self._events = events
        self._inbox = inbox
        self._paths = paths
        self._spare = spare
        self._engines: dict[EngineKey, EngineProcess] = {}  # the least recently used first
        self._ready: dict[EngineKey, EngineReady] = {}
        self._state = EngineChanged(state="stopped")

    def engine_for(self, entry: GeneratorEntry, model: Model, wanted: str = "auto") -> EngineProcess:
        """The engine that runs this model, started if it is not there. `wanted` is a backend or `auto`."""
        key = EngineKey(_environment(entry.plugin), _choose_backend(entry, model, wanted))
        engine = self._engines.pop(key, None)
        if engine is None or not engine.is_alive:
            engine = self._start(key)
        self._engines[key] = engine
        self._close_surplus(engine)
        return engine

    def on_ready(self, engine: EngineProcess, event: EngineReady) -> None:
        """An engine has activated its plugins."""
        self._ready[engine.key] = event
        self.tell("ready", engine)

    def on_memory(self, engine: EngineProcess, event: Memory) -> None:
        """An engine told what it holds."""
        self._tell(engine, self._state.state, resident_mb=event.resident_mb, device_mb=event.device_mb)

    def on_plugin_failed(self, event: PluginFailed) -> None:
        """A plugin could not be activated."""
        self._events.publish(ErrorRaised(error=event.error))

    def on_gone(self, engine: EngineProcess) -> None:
        """An engine's process ended."""
        if self._engines.get(engine.key) is engine:
            del self._engines[engine.key]
            self._ready.pop(engine.key, None)
            self.tell("stopped", engine)

    def tell(self, state: str, engine: EngineProcess) -> None:
        """Publish the state of an engine: `starting`, `ready`, `busy` or `stopped`."""
        self._tell(engine, state, self._state.resident_mb, self._state.device_mb)

    def is_ready(self, engine: EngineProcess) -> bool:
        """Whether the engine has said that it is ready."""
        return engine.key in self._ready

    def pids(self) -> frozenset[int]:
        """The process ids of the engines that run now. May be called from any thread."""
        return frozenset(engine.pid for engine in tuple(self._engines.values()))

    def kill_stuck(self) -> None:
        """Kill engines that do not come up."""
        late = time.monotonic() - START_LIMIT_S
        for engine in self._engines.values():
            if not self.is_ready(engine) and engine.started_at < late:
                engine.kill(_too_slow())

    def close(self) -> None:
        """End every engine."""
        for engine in self._engines.values():
            engine.shut_down(SHUTDOWN_LIMIT_S)
        self._engines.clear()
        if self._spare is not None:
            self._spare.kill()
            self._spare.wait()

    def _start(self, key: EngineKey) -> EngineProcess:
        log_file = self._paths.logs / f"engine-{key.environment}-{key.backend}.log"
        engine = EngineProcess(key, self._inbox, log_file, self._process())
        own = [p for p in self._plugins.installed if _environment(p) == key.environment]
        ids = {plugin.id for plugin in own}
        refs = tuple(ref for ref in self._plugins.refs(key.backend) if ref.id in ids)
        engine.send(Start(plugins=refs, backend=key.backend))
        self._ready.pop(key, None)
        self.tell("starting", engine)
        return engine

    def _process(self) -> Process:
        spare, self._spare = self._spare, None
        return spare if spare is not None and spare.poll() is None else start_process()

    def _close_surplus(self, in_use: EngineProcess) -> None:
        while len(self._engines) > MOST_ENGINES:
            key = next(k for k, e in self._engines.items() if e is not in_use)
            self._engines.pop(key).shut_down(SHUTDOWN_LIMIT_S)

    def _tell(self, engine: EngineProcess, state: str, resident_mb: float, device_mb: float) -> None:
        ready = self._ready.get(engine.key)
        device = ready.devices[0] if ready and ready.devices else None
        self._state = EngineChanged(
            state=state,
            backend=engine.key.backend,
            device=device.id if device else "",
            precision=device.precision if device else "",
            network=ready.network if ready else "",
            resident_mb=resident_mb,
            device_mb=device_mb,
            total_mb=device.memory_mb if device else -1.0,
        )
        self._events.publish(self._state)


def _environment(plugin: InstalledPlugin) -> str:
    return _SHARED if plugin.is_first_party else plugin.id


def _choose_backend(entry: GeneratorEntry, model: Model, wanted: str) -> str:
    if wanted not in ("auto", model.backend):
        raise AigcError(
            "runtime.backend",
            f"{model.name} runs in {model.backend}, not in {wanted}.",
            "Export it with `aigc models export`, or choose a model of that runtime.",
        )
    if model.backend not in entry.manifest.runtimes:
        raise AigcError(
            "runtime.backend",
            f"{entry.manifest.name} does not run in {model.backend}.",
            f"It runs in: {', '.join(entry.manifest.runtimes)}.",
        )
    return model.backend


def _too_slow() -> ErrorInfo:
    return ErrorInfo(
        code="engine.start",
        message=f"The engine was not ready within {START_LIMIT_S:.0f} seconds and was stopped.",
        hint="Look at the details for the plugin that held it up, and disable or reinstall that plugin.",
    )
