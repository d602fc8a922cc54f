"""Waits for a job in the foreground and passes its events on; Ctrl+C cancels it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import FrameType
from typing import TypeAlias

from aigc_desktop.core.events import AssetSaved, CoreEvent, Events, JobChanged
from aigc_desktop.core.jobs import JobQueue
from aigc_desktop.core.records import Job

Report: TypeAlias = Callable[[CoreEvent], None]
_LOOK_EVERY_S = 0.2


class Follower:
    """Follows one job after the other. Make it before the job is submitted, so that no event is missed."""

    def __init__(self, events: Events, queue: JobQueue) -> None:
        self._queue = queue
        self._events: SimpleQueue[CoreEvent] = SimpleQueue()
        self.close = events.subscribe(self._events.put)
        self.was_interrupted = False

    def follow(self, job_id: str, report: Report) -> Job:
        """Report everything about a job until it has ended. If `report` raises, the job is cancelled."""
        try:
            with self._cancelling(job_id):
                return self._follow(job_id, report)
        except BaseException:
            self._queue.cancel(job_id)
            raise

    def _follow(self, job_id: str, report: Report) -> Job:
        is_asked = False
        while True:
            if self.was_interrupted and not is_asked:
                self._queue.cancel(job_id)
                is_asked = True
            event = self._next(job_id)
            if subject(event) != job_id:
                continue
            report(event)
            if isinstance(event, JobChanged) and event.job.has_ended:
                return event.job

    def _next(self, job_id: str) -> CoreEvent:
        """The next event; after a quiet moment the job as it is, since another process may change it too."""
        try:
            return self._events.get(timeout=_LOOK_EVERY_S)
        except Empty:
            return JobChanged(job=self._queue.get(job_id))

    @contextmanager
    def _cancelling(self, job_id: str) -> Iterator[None]:
        """The first Ctrl+C asks the job to stop; the next one interrupts this program."""
        before = signal.getsignal(signal.SIGINT)

        def interrupt(number: int, frame: FrameType | None) -> None:
            self.was_interrupted = True
            signal.signal(signal.SIGINT, before)

        signal.signal(signal.SIGINT, interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def subject(event: CoreEvent) -> str:
    """The id of the job that an event is about, or nothing."""
    match event:
        case JobChanged(job=job):
            return job.id
        case AssetSaved(asset=asset):
            return asset.recipe.job_id if asset.recipe else ""
        case _:
            return getattr(event, "job_id", "")
