"""Says how long the whole queue will take, or that nobody knows."""

from __future__ import annotations

from aigc_desktop.core.eta import UNKNOWN, Pace
from aigc_desktop.core.events import Events, QueueChanged
from aigc_desktop.core.job_store import JobStore
from aigc_desktop.core.records import Job


class Forecast:
    """Learns from finished jobs and publishes QueueChanged."""

    def __init__(self, store: JobStore, events: Events) -> None:
        self._store = store
        self._events = events
        self._pace = Pace()

    def learn(self, job: Job) -> None:
        """Take in how long a job took, if it finished."""
        if job.state == "finished":
            request = job.request
            duration_s = job.ended_at - job.started_at
            self._pace.record(request.generator, request.model, len(request.seeds), duration_s)

    def tell(self, current_eta_s: float | None, *, is_paused: bool) -> None:
        """Publish what waits. `current_eta_s` is the time left of the running job, None when none runs."""
        waiting = self._store.waiting()
        expected = [self._expect(job) for job in waiting]
        expected += [] if current_eta_s is None else [current_eta_s]
        eta_s = UNKNOWN if UNKNOWN in expected else sum(expected)
        self._events.publish(QueueChanged(paused=is_paused, waiting=len(waiting), eta_s=eta_s))

    def _expect(self, job: Job) -> float:
        return self._pace.expect(job.request.generator, job.request.model, len(job.request.seeds) - job.saved)
