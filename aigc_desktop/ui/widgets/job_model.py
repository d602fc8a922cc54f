"""The jobs as a Qt model, with how far each running one is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from aigc_desktop.core.events import JobProgressed
from aigc_desktop.core.records import Job
from aigc_desktop.ui.widgets.job_words import about, progress_of, title_of

JobRole = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class JobModel(QAbstractListModel):
    """Jobs in the order of the queue; those that a search leaves out are not shown."""

    def __init__(self, name_of: Callable[[str], str], parent: QObject | None = None) -> None:
        """`name_of` gives the name of a model by its id."""
        super().__init__(parent)
        self._name_of = name_of
        self._jobs: list[Job] = []
        self._progress: dict[str, JobProgressed] = {}

    def show_jobs(self, jobs: Sequence[Job]) -> None:
        """Show these jobs; where only their content changed, rows and selection stay."""
        if [job.id for job in jobs] == [job.id for job in self._jobs]:
            self._jobs = list(jobs)
            self._announce(0, len(jobs) - 1)
            return
        self.beginResetModel()
        self._jobs = list(jobs)
        self._progress = {job.id: self._progress[job.id] for job in jobs if job.id in self._progress}
        self.endResetModel()

    def update_job(self, job: Job) -> None:
        """Show the new state of a job that is listed."""
        row = self.row_of(job.id)
        if row >= 0:
            self._jobs[row] = job
            if job.has_ended:
                self._progress.pop(job.id, None)
            self._announce(row, row)

    def update_progress(self, progress: JobProgressed) -> None:
        """Show how far a job is."""
        row = self.row_of(progress.job_id)
        if row >= 0:
            self._progress[progress.job_id] = progress
            self._announce(row, row)

    def jobs(self) -> Sequence[Job]:
        """All jobs that are listed."""
        return self._jobs

    def job(self, row: int) -> Job | None:
        """The job of a row, if there is one."""
        return self._jobs[row] if 0 <= row < len(self._jobs) else None

    def progress(self, job_id: str) -> JobProgressed | None:
        """How far a job is, as far as that is known."""
        return self._progress.get(job_id)

    def model_name(self, job: Job) -> str:
        """What the job's model is called."""
        return self._name_of(job.request.model)

    def row_of(self, job_id: str) -> int:
        """The row of a job, or -1."""
        return next((row for row, job in enumerate(self._jobs) if job.id == job_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._jobs)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        job = self.job(index.row())
        if job is None:
            return None
        if role == JobRole:
            return job
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(job)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = title_of(job), about(job, self.model_name(job)), progress_of(job, self.progress(job.id))
            return ". ".join(parts)
        return None

    def _announce(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))
