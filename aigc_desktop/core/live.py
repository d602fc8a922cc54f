"""The live lane: pictures that are only looked at, of which only the newest that was asked for matters."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.core.catalogue import Catalogue
from aigc_desktop.core.engine_pool import EnginePool
from aigc_desktop.core.engine_process import EngineProcess
from aigc_desktop.core.events import Events, LiveMissed, LiveShown
from aigc_desktop.core.inbox import LiveWanted
from aigc_desktop.messages import Cancel, LiveBegun, LiveFailed, LiveFrame, LiveRun

PATIENCE_S = 5.0
"""How long a newer request waits for a draft before that is cancelled, and for a cancelled one before its
engine is killed."""

LOADING_S = 180.0
"""How long a model may take to be loaded while a newer request waits."""


@dataclass(slots=True)
class _Running:
    """What is in an engine, `since` is when the lane began to be patient with it."""

    wish: LiveWanted
    engine: EngineProcess
    since: float
    has_begun: bool = False
    is_cancelled: bool = False


class LiveLane:
    """Sends one request at a time; a newer one replaces the one that waits. Used by the worker's thread only.

    A draft that runs may finish, unless it takes long, so that something is always seen; anything else gives
    way.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        pool: EnginePool,
        events: Events,
        is_working: Callable[[EngineProcess], bool],
    ) -> None:
        """`is_working` says whether a job keeps an engine busy: then the lane waits with patience."""
        self._catalogue = catalogue
        self._pool = pool
        self._events = events
        self._is_working = is_working
        self._running: _Running | None = None
        self._waiting: LiveWanted | None = None
        self._killed: EngineProcess | None = None

    def want(self, wish: LiveWanted) -> None:
        """Make the picture of `wish` as soon as the one before is done."""
        if self._running is None:
            self._send(wish)
            return
        if self._waiting is not None:
            self._miss(self._waiting.token)
        self._waiting = wish
        if not self._running.wish.is_draft:
            self._cancel(self._running)

    def on_event(self, engine: EngineProcess, event: LiveBegun | LiveFrame | LiveFailed) -> None:
        """An engine answered."""
        running = self._running
        if running is None or running.engine is not engine or running.wish.token != event.job_id:
            return
        if isinstance(event, LiveBegun):
            running.has_begun, running.since = True, time.monotonic()
            return
        if isinstance(event, LiveFrame):
            self._events.publish(
                LiveShown(
                    token=event.job_id,
                    picture=event.picture,
                    width=event.width,
                    height=event.height,
                    duration_s=event.duration_s,
                )
            )
        else:
            self._miss(event.job_id, event.error)
        self._next()

    def on_engine_gone(self, engine: EngineProcess, error: ErrorInfo) -> None:
        """An engine died, perhaps while it made the picture."""
        running = self._running
        if running is None or running.engine is not engine:
            return
        if engine is self._killed and not running.is_cancelled:
            self._send(running.wish)  # it was sent to an engine that was ending already
            return
        self._miss(running.wish.token, None if engine is self._killed else error)
        self._next()

    def tick(self) -> None:
        """Cancel a draft that keeps a newer request waiting; kill the engine of what does not give way."""
        running = self._running
        if running is None or not (running.is_cancelled or self._waiting):
            return
        now = time.monotonic()
        if self._is_working(running.engine):
            running.since = now
        elif now - running.since > (PATIENCE_S if running.has_begun else LOADING_S):
            self._lose_patience(running)

    def _next(self) -> None:
        self._running, wish, self._waiting = None, self._waiting, None
        if wish is not None:
            self._send(wish)

    def _send(self, wish: LiveWanted) -> None:
        request = wish.request
        try:
            model = self._catalogue.models.find(request.model)
            entry = self._catalogue.plugins.generator(request.generator)
            engine = self._pool.engine_for(entry, model, request.runtime.backend)
        except AigcError as error:
            self._miss(wish.token, error.info())
            return
        self._running = _Running(wish, engine, time.monotonic())
        engine.send(LiveRun(job_id=wish.token, plugin=entry.plugin.id, request=request, model=model))

    def _lose_patience(self, running: _Running) -> None:
        if running.is_cancelled:
            self._killed = running.engine
            running.engine.kill()
        else:
            self._cancel(running)

    def _cancel(self, running: _Running) -> None:
        if not running.is_cancelled:
            running.is_cancelled, running.since = True, time.monotonic()
            running.engine.send(Cancel(job_id=running.wish.token))

    def _miss(self, token: str, error: ErrorInfo | None = None) -> None:
        self._events.publish(LiveMissed(token=token, error=error))
