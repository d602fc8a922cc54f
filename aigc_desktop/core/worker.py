"""The one background thread of the application, and the only one that talks to engines."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from queue import Empty

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.core.dispatcher import Dispatcher
from aigc_desktop.core.engine_pool import EnginePool
from aigc_desktop.core.events import ErrorRaised, Events
from aigc_desktop.core.inbox import (
    CancelWanted,
    EngineGone,
    EngineSaid,
    Inbox,
    Item,
    LiveWanted,
    ModelHashed,
    SchemaWanted,
    Stop,
    WarmWanted,
)
from aigc_desktop.core.live import LiveLane
from aigc_desktop.core.plugins import Plugins
from aigc_desktop.core.schemas import SchemaDesk
from aigc_desktop.messages import (
    Described,
    DescribeFailed,
    EngineReady,
    LiveBegun,
    LiveFailed,
    LiveFrame,
    Memory,
    PluginFailed,
    Warm,
)

log = logging.getLogger(__name__)
_TICK_S = 0.25


class Worker:
    """Takes one item after the other out of the inbox. Nothing in here waits for an engine."""

    def __init__(
        self,
        inbox: Inbox,
        pool: EnginePool,
        dispatcher: Dispatcher,
        desk: SchemaDesk,
        lane: LiveLane,
        plugins: Plugins,
        events: Events,
    ) -> None:
        self._inbox = inbox
        self._pool = pool
        self._dispatcher = dispatcher
        self._desk = desk
        self._lane = lane
        self._plugins = plugins
        self._events = events
        self._thread: threading.Thread | None = None

    def start(self, first: Callable[[], None] = lambda: None) -> None:
        """Begin to work, after one chore that must not hold up the window."""
        self._thread = threading.Thread(target=self._work, args=(first,), name="worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End every engine and the thread; returns when they have ended. Jobs that ran will run again."""
        if self._thread is not None:
            self._inbox.put(Stop())
            self._thread.join()
            self._thread = None

    def warm(self, generator: str, model: Model, runtime: Runtime) -> None:
        """Start the engine of a generator and load `model` at idle, so that the first job finds it ready."""
        self._inbox.put(WarmWanted(generator, model, runtime))

    def look(self, token: str, request: Request, *, is_draft: bool) -> None:
        """Make the one picture of `request` only to look at it; `LiveShown` or `LiveMissed` answers."""
        self._inbox.put(LiveWanted(token, request, is_draft))

    def engine_pids(self) -> frozenset[int]:
        """The process ids of the engines that run now."""
        return self._pool.pids()

    def _work(self, first: Callable[[], None]) -> None:
        self._guarded(first)
        while not isinstance(item := self._next(), Stop):
            self._guarded(partial(self._turn, item))
        self._pool.close()

    def _turn(self, item: Item | None) -> None:
        if item is not None:
            self._take(item)
        self._pool.kill_stuck()
        self._dispatcher.tick()
        self._lane.tick()

    def _guarded(self, step: Callable[[], None]) -> None:
        """Whatever goes wrong in one step is told, and the next one is taken."""
        try:
            step()
        except AigcError as error:
            self._events.publish(ErrorRaised(error=error.info()))
        except Exception as error:
            log.exception("the worker met a fault of its own")
            self._events.publish(ErrorRaised(error=_own_fault(error)))

    def _next(self) -> Item | None:
        try:
            return self._inbox.get(timeout=_TICK_S)
        except Empty:
            return None

    def _take(self, item: Item) -> None:
        match item:
            case EngineSaid():
                self._on_event(item)
            case EngineGone(engine, error):
                self._pool.on_gone(engine)
                self._dispatcher.on_engine_gone(engine, error)
                self._desk.on_engine_gone(engine, error)
                self._lane.on_engine_gone(engine, error)
            case CancelWanted(job_id):
                self._dispatcher.cancel(job_id)
            case SchemaWanted():
                self._desk.ask(item)
            case ModelHashed():
                self._dispatcher.on_hashed(item)
            case WarmWanted():
                self._warm(item)
            case LiveWanted():
                self._lane.want(item)

    def _on_event(self, said: EngineSaid) -> None:
        match said.event:
            case EngineReady() as event:
                self._pool.on_ready(said.engine, event)
            case Memory() as event:
                self._pool.on_memory(said.engine, event)
            case PluginFailed() as event:
                self._pool.on_plugin_failed(event)
            case Described() | DescribeFailed() as event:
                self._desk.on_event(event)
            case LiveBegun() | LiveFrame() | LiveFailed() as event:
                self._lane.on_event(said.engine, event)
            case event:
                self._dispatcher.on_event(said.engine, event)

    def _warm(self, item: WarmWanted) -> None:
        if not self._dispatcher.is_idle:
            return
        entry = self._plugins.generator(item.generator)
        engine = self._pool.engine_for(entry, item.model, item.runtime.backend)
        engine.send(
            Warm(plugin=entry.plugin.id, generator=item.generator, model=item.model, runtime=item.runtime)
        )


def _own_fault(error: Exception) -> ErrorInfo:
    return ErrorInfo(
        code="application.fault",
        message=f"The application met a fault of its own: {error}",
        hint="Your work is safe. Please report this with the details of the log.",
    )
