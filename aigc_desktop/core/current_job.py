"""The job that is running now, from its first command to its last event."""

from __future__ import annotations

import logging
import time

import msgspec

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.core.engine_process import EngineProcess
from aigc_desktop.core.eta import UNKNOWN, Eta
from aigc_desktop.core.events import JobChanged, JobNoticed, JobProgressed, ModelAdded, TextStreamed
from aigc_desktop.core.models.placing import place_model
from aigc_desktop.core.records import Job
from aigc_desktop.core.traces import Traces
from aigc_desktop.messages import (
    Cancel,
    Event,
    JobFailed,
    JobFinished,
    JobNotice,
    JobProgress,
    JobRunning,
    JobSaving,
    JobStopped,
    JobText,
    ModelSaved,
    OutputsSaved,
)

log = logging.getLogger(__name__)
CANCEL_GRACE_S = 5.0


class CurrentJob:
    """Turns an engine's events about one job into records and events of the application."""

    def __init__(self, job: Job, engine: EngineProcess, traces: Traces) -> None:
        self.job = job
        self.engine = engine
        self.eta_s = UNKNOWN
        self.has_ended = False
        self._traces = traces
        self._store = traces.store
        self._events = traces.events
        self._eta = Eta()
        self._kill_at: float | None = None

    def on_event(self, event: Event) -> None:
        """Take in what the engine said; what concerns another job is ignored.

        What cannot be recorded fails the job and stops the engine's work on it.
        """
        if getattr(event, "job_id", None) != self.job.id or self.has_ended:
            return
        try:
            self._take(event)
        except AigcError as error:
            self.engine.send(Cancel(job_id=self.job.id))
            self.fail(error.info())

    def _take(self, event: Event) -> None:
        if isinstance(event, JobProgress):
            self._progress(event)
        elif isinstance(event, OutputsSaved):
            self._place(event)
        elif isinstance(event, ModelSaved):
            self._place_model(event)
        elif isinstance(event, JobNotice):
            self._events.publish(JobNoticed(job_id=self.job.id, message=event.message, hint=event.hint))
        elif isinstance(event, JobText):
            self._events.publish(TextStreamed(job_id=self.job.id, index=event.index, delta=event.delta))
        else:
            self._advance(event)

    def cancel(self) -> None:
        """Ask the engine to stop at the next step; it is killed when it has not within CANCEL_GRACE_S."""
        if self._kill_at is None:
            self._kill_at = time.monotonic() + CANCEL_GRACE_S
            self.engine.send(Cancel(job_id=self.job.id))

    def tick(self) -> None:
        """Look whether somebody wants the job cancelled, and whether the engine heeded it."""
        if self._kill_at is None and self._store.is_cancel_wanted(self.job.id):
            self.cancel()
        if self._kill_at is not None and time.monotonic() > self._kill_at:
            self.engine.kill()

    def on_engine_gone(self, error: ErrorInfo) -> None:
        """The engine died under the job: because it was cancelled, or by the job's fault."""
        self.has_ended = True
        if self._kill_at is not None:
            self._store.advance(self.job.id, "cancelled")
        else:
            self._store.record_engine_death(self.job.id, error)

    def fail(self, error: ErrorInfo) -> None:
        """End the job with an error of the application's own.

        On a full disk even that cannot be recorded: then those who watch are told, and the job runs again at
        the next start.
        """
        self.has_ended = True
        try:
            self._store.fail(self.job.id, error)
        except AigcError as unrecorded:
            log.warning("the end of job %s could not be recorded: %s", self.job.id, unrecorded)
            ended = msgspec.structs.replace(self.job, state="failed", error=error)
            self._events.publish(JobChanged(job=ended))

    def _advance(self, event: Event) -> None:
        if isinstance(event, JobRunning):
            self._store.advance(self.job.id, "running")
        elif isinstance(event, JobSaving):
            self._store.advance(self.job.id, "saving")
        elif isinstance(event, JobFinished):
            self._end(self._store.advance(self.job.id, "finished"))
        elif isinstance(event, JobStopped):
            self._end(self._store.advance(self.job.id, "cancelled"))
        elif isinstance(event, JobFailed):
            self._end(self._store.fail(self.job.id, event.error))

    def _end(self, job: Job) -> None:
        self.job = job
        self.has_ended = True

    def _progress(self, event: JobProgress) -> None:
        self.eta_s = self._eta.update(event.fraction, time.monotonic())
        self._events.publish(
            JobProgressed(
                job_id=event.job_id,
                fraction=event.fraction,
                step=event.step,
                total=event.total,
                message=event.message,
                eta_s=self.eta_s,
                preview=event.preview,
            )
        )

    def _place(self, event: OutputsSaved) -> None:
        """Move finished files into the library."""
        own = [output for output in event.outputs if output.job_id == self.job.id]
        if not own:
            return
        self._traces.library.place_all(own, self._traces.folder(self.job.id))
        self._events.publish(JobChanged(job=self._store.get(self.job.id)))

    def _place_model(self, event: ModelSaved) -> None:
        """Move a finished model among the models."""
        placed = place_model(self._traces.folder(self.job.id), event.folder, self._traces.models, event.name)
        self._events.publish(ModelAdded(job_id=self.job.id, path=str(placed)))
