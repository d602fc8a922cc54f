"""The queue as people use it: submit, cancel, retry, reorder, pause."""

from __future__ import annotations

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.requests import Request
from aigc_desktop.core.events import Events, QueueChanged
from aigc_desktop.core.inbox import CancelWanted, Inbox, Wake
from aigc_desktop.core.job_store import JobStore
from aigc_desktop.core.records import Job


class JobQueue:
    """All jobs, and what can be done with them. Every method may be called from any thread."""

    def __init__(self, store: JobStore, events: Events, inbox: Inbox, *, is_paused: bool = False) -> None:
        self._store = store
        self._events = events
        self._inbox = inbox
        self._is_paused = is_paused

    @property
    def is_paused(self) -> bool:
        """Whether waiting jobs stay where they are. A running one goes on."""
        return self._is_paused

    def submit(self, request: Request) -> Job:
        """Queue a request."""
        job = self._store.add(request)
        self._inbox.put(Wake())
        return job

    def jobs(self) -> tuple[Job, ...]:
        """Jobs that wait or run, in their order, then those that ended, the latest first."""
        return self._store.all()

    def get(self, job_id: str) -> Job:
        """The job of that id; raises AigcError `job.unknown`."""
        return self._store.get(job_id)

    def cancel(self, job_id: str) -> None:
        """Cancel a job that waits or runs. One that has ended stays as it is."""
        job = self._store.get(job_id)
        if job.state == "queued":
            self._store.advance(job_id, "cancelled")
        elif not job.has_ended:
            self._store.ask_to_cancel(job_id)
            self._inbox.put(CancelWanted(job_id))

    def retry(self, job_id: str) -> Job:
        """Queue a failed or cancelled job again; outputs that are saved are not made twice."""
        job = self._store.requeue(job_id)
        self._inbox.put(Wake())
        return job

    def remove(self, job_id: str) -> None:
        """Take a waiting or ended job off the list; its assets stay. Raises AigcError `job.active`."""
        if self._store.get(job_id).state in ("loading", "running", "saving"):
            raise AigcError("job.active", "This job is running.", "Cancel it first.")
        self._store.delete(job_id)

    def move(self, job_id: str, before: str | None) -> None:
        """Place a waiting job before another one, or at the end when `before` is None."""
        if self._store.get(job_id).state != "queued":
            raise AigcError("job.active", "Only a waiting job can be moved.")
        self._store.place_before(job_id, before)

    def clear_ended(self) -> None:
        """Take every ended job off the list."""
        for job in self._store.all():
            if job.has_ended:
                self._store.delete(job.id)

    def pause(self) -> None:
        """Start no further job."""
        self._set_paused(True)

    def resume(self) -> None:
        """Go on with the waiting jobs."""
        self._set_paused(False)

    def next(self) -> Job | None:
        """The job to run now, if any."""
        return None if self._is_paused else self._store.next_queued()

    def _set_paused(self, is_paused: bool) -> None:
        self._is_paused = is_paused
        self._events.publish(QueueChanged(paused=is_paused, waiting=len(self._store.waiting())))
        self._inbox.put(Wake())
