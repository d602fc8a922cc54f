"""Decides which job runs next, and sees it through."""

from __future__ import annotations

import threading

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.models import Model
from aigc_desktop.core.catalogue import Catalogue
from aigc_desktop.core.current_job import CurrentJob
from aigc_desktop.core.engine_pool import EnginePool
from aigc_desktop.core.engine_process import EngineProcess
from aigc_desktop.core.forecast import Forecast
from aigc_desktop.core.inbox import Inbox, ModelHashed
from aigc_desktop.core.jobs import JobQueue
from aigc_desktop.core.records import Job
from aigc_desktop.core.traces import Traces
from aigc_desktop.messages import Event, Run


class Dispatcher:
    """Runs one job at a time. Used by the worker's thread only."""

    def __init__(
        self, queue: JobQueue, pool: EnginePool, catalogue: Catalogue, traces: Traces, inbox: Inbox
    ) -> None:
        self._queue = queue
        self._pool = pool
        self._catalogue = catalogue
        self._traces = traces
        self._inbox = inbox
        self._forecast = Forecast(traces.store, traces.events)
        self._current: CurrentJob | None = None

    @property
    def is_idle(self) -> bool:
        """Whether no job is running."""
        return self._current is None

    def is_working(self, engine: EngineProcess) -> bool:
        """Whether the job that runs is in this engine."""
        return self._current is not None and self._current.engine is engine

    def tick(self) -> None:
        """Start the next job when none runs; keep an eye on the one that does."""
        if self._current is not None:
            self._current.tick()
            return
        job = self._queue.next()
        if job is not None:
            self._begin(job)

    def cancel(self, job_id: str) -> None:
        """Cancel the job if it is the one that runs."""
        if self._current is not None and self._current.job.id == job_id:
            self._current.cancel()

    def on_hashed(self, item: ModelHashed) -> None:
        """The model of the current job is known by its content: run it."""
        current = self._current
        if current is None or current.job.id != item.job_id:
            return
        if item.error is not None:
            current.fail(item.error)
            self._finish(current)
        else:
            self._run(current, item.model, item.model_hash)

    def on_event(self, engine: EngineProcess, event: Event) -> None:
        """An engine said something that may concern the current job."""
        current = self._current
        if current is None or current.engine is not engine:
            return
        current.on_event(event)
        if current.has_ended:
            self._finish(current)

    def on_engine_gone(self, engine: EngineProcess, error: ErrorInfo) -> None:
        """An engine died, perhaps under the current job."""
        current = self._current
        if current is not None and current.engine is engine:
            current.on_engine_gone(error)
            self._finish(current)

    def _begin(self, job: Job) -> None:
        job = self._traces.store.advance(job.id, "loading", error=None)
        try:
            model = self._catalogue.models.find(job.request.model)
            entry = self._catalogue.plugins.generator(job.request.generator)
            engine = self._pool.engine_for(entry, model, job.request.runtime.backend)
        except AigcError as error:
            self._traces.store.fail(job.id, error.info())
            return
        self._current = CurrentJob(job, engine, self._traces)
        self._pool.tell("busy" if self._pool.is_ready(engine) else "starting", engine)
        self._tell_queue()
        self._hash(job.id, model)

    def _hash(self, job_id: str, model: Model) -> None:
        """Read the weights' hash in a thread of its own: a large model takes seconds the first time."""

        def work() -> None:
            try:
                self._inbox.put(ModelHashed(job_id, model, self._catalogue.hash(model)))
            except AigcError as error:
                self._inbox.put(ModelHashed(job_id, model, "", error.info()))

        threading.Thread(target=work, name="hash", daemon=True).start()

    def _run(self, current: CurrentJob, model: Model, model_hash: str) -> None:
        job, request = current.job, current.job.request
        entry = self._catalogue.plugins.generator(request.generator)
        saved = self._traces.library.saved_indices(job.id)
        current.engine.send(
            Run(
                job_id=job.id,
                plugin=entry.plugin.id,
                plugin_version=entry.plugin.version,
                family=entry.manifest.family,
                request=request,
                model=model,
                model_hash=model_hash,
                indices=tuple(k for k in range(len(request.seeds)) if k not in saved),
                folder=str(self._traces.folder(job.id)),
            )
        )

    def _finish(self, current: CurrentJob) -> None:
        self._forecast.learn(self._traces.store.get(current.job.id))
        self._traces.tidy(current.job.id)
        self._current = None
        if current.engine.is_alive:
            self._pool.tell("ready", current.engine)
        self._tell_queue()

    def _tell_queue(self) -> None:
        eta_s = None if self._current is None else self._current.eta_s
        self._forecast.tell(eta_s, is_paused=self._queue.is_paused)
