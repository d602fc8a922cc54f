"""Exports a model from the window: asks for the job, and follows it to its end."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.models import Model
from aigc_desktop.core.events import JobChanged, JobProgressed, ModelAdded
from aigc_desktop.core.exporting import FORMATS, export_request, exporter_of
from aigc_desktop.core.jobs import JobQueue
from aigc_desktop.core.models import Models
from aigc_desktop.core.records import Job
from aigc_desktop.core.schemas import Schemas
from aigc_desktop.ui.background import Background
from aigc_desktop.ui.job_bridge import JobBridge

_FORMAT = "onnx"
_SCHEMA_LIMIT_S = 180.0


class Exporting(QObject):
    """One export at a time. `changed` bears the job, `made` the path of the new model."""

    changed = Signal(Job)
    progressed = Signal(JobProgressed)
    made = Signal(str)
    failed = Signal(AigcError)

    def __init__(
        self,
        models: Models,
        schemas: Schemas,
        queue: JobQueue,
        bridge: JobBridge,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._schemas = schemas
        self._queue = queue
        self._background = Background(self)
        self.job: Job | None = None
        bridge.job_changed.connect(self._on_changed)
        bridge.job_progressed.connect(self._on_progressed)
        bridge.model_added.connect(self._on_added)

    @property
    def is_busy(self) -> bool:
        """Whether an export waits or runs."""
        return self.job is not None and not self.job.has_ended

    def can(self, model: Model) -> bool:
        """Whether some installed generator exports this model."""
        entries = self._models.generators_for(model)
        return model.backend == "torch" and any(FORMATS[_FORMAT] in e.manifest.tasks for e in entries)

    def start(self, model: Model, precision: str) -> None:
        """Queue the export of `model` in `fp32` or `fp16`."""
        self._background.run(partial(self._submit, model, precision), self._follow, self.failed.emit)

    def cancel(self) -> None:
        """Stop the export that waits or runs."""
        if self.job is not None:
            self._background.run(
                partial(self._queue.cancel, self.job.id), lambda _done: None, self.failed.emit
            )

    def stop(self) -> None:
        """End what runs behind; a queued export goes on."""
        self._background.close()

    def _submit(self, model: Model, precision: str) -> Job:
        entry = exporter_of(self._models, model, _FORMAT)
        schema = self._schemas.wait(entry.id, FORMATS[_FORMAT], model, _SCHEMA_LIMIT_S)
        return self._queue.submit(export_request(entry, model, _FORMAT, {"precision": precision}, schema))

    def _follow(self, job: Job) -> None:
        self.job = job
        self.changed.emit(job)

    def _on_changed(self, event: JobChanged) -> None:
        if self.job is not None and event.job.id == self.job.id:
            self._follow(event.job)

    def _on_progressed(self, event: JobProgressed) -> None:
        if self.job is not None and event.job_id == self.job.id:
            self.progressed.emit(event)

    def _on_added(self, event: ModelAdded) -> None:
        self.made.emit(event.path)
