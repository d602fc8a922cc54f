"""The side panel of the queue: one job, its story, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.core.records import Job
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.widgets.details import DetailsDialog
from aigc_desktop.ui.widgets.job_words import state_of, title_of
from aigc_desktop.ui.widgets.side_panel import Facts, SidePanel, action_button, plain_label
from aigc_desktop.ui.words import task_name


class JobPanel(SidePanel):
    """Shows a job; its buttons fit the job's state."""

    cancel_wanted = Signal()
    retry_wanted = Signal()
    remove_wanted = Signal()
    moved = Signal(int)

    def __init__(self, name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        """`name_of` gives the name of a model by its id."""
        super().__init__(parent)
        self._name_of = name_of
        self._job: Job | None = None
        self._hint = plain_label(self.tr("Choose a job to see more of it."), "dim")
        self._facts = Facts()
        self._error = plain_label("", "error")
        self._way_out = plain_label("", "dim")
        self._details = action_button("info", self.tr("Details"), self._show_details)
        self._cancel = action_button("stop", self.tr("Cancel"), self.cancel_wanted.emit)
        self._retry = action_button("again", self.tr("Try again"), self.retry_wanted.emit)
        self._remove = action_button("trash", self.tr("Remove from the list"), self.remove_wanted.emit)
        self._up = action_button("arrow-up", self.tr("Move up"), lambda: self.moved.emit(-1))
        self._down = action_button("arrow-down", self.tr("Move down"), lambda: self.moved.emit(1))
        self._lay_out()
        self.show_job(None)

    def show_job(self, job: Job | None) -> None:
        """Show a job; None says what to do to see one."""
        self._job = job
        self._hint.setVisible(job is None)
        self._facts.show_facts(self._facts_of(job) if job else ())
        error = job.error if job else None
        self._error.setText(sentence(error.message) if error else "")
        self._way_out.setText(sentence(error.hint) if error else "")
        for part in (self._error, self._way_out, self._details):
            part.setVisible(error is not None)
        self._fit_buttons(job)

    def _lay_out(self) -> None:
        self.column.addWidget(plain_label(self.tr("Job"), "heading"))
        self.column.addWidget(self._hint)
        self.column.addLayout(self._facts)
        self.column.addWidget(self._error)
        self.column.addWidget(self._way_out)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        for button in self._buttons():
            buttons.addWidget(button)
        self.column.addLayout(buttons)
        self.column.addStretch()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self._details, self._retry, self._cancel, self._up, self._down, self._remove

    def _fit_buttons(self, job: Job | None) -> None:
        is_waiting = job is not None and job.state == "queued"
        self._cancel.setVisible(job is not None and not job.has_ended)
        self._retry.setVisible(job is not None and job.state in ("failed", "cancelled"))
        self._remove.setVisible(job is not None and (job.has_ended or is_waiting))
        self._up.setVisible(is_waiting)
        self._down.setVisible(is_waiting)

    def _facts_of(self, job: Job) -> list[tuple[str, str]]:
        seeds = job.request.seeds
        first = str(seeds[0]) if seeds else ""
        return [
            (self.tr("State"), state_of(job)),
            (self.tr("Prompt"), title_of(job)),
            (self.tr("Model"), self._name_of(job.request.model)),
            (self.tr("Task"), task_name(job.request.task)),
            (self.tr("Saved"), self.tr("{0} of {1}").format(job.saved, len(seeds))),
            (self.tr("Seed"), f"{first} … {seeds[-1]}" if len(seeds) > 1 else first),
            (self.tr("Steps"), str(job.request.parameters.get("steps", ""))),
            (self.tr("Queued"), _time(job.created_at)),
            (self.tr("Started"), _time(job.started_at)),
            (self.tr("Ended"), _time(job.ended_at)),
        ]

    def _show_details(self) -> None:
        if self._job is not None and self._job.error is not None:
            DetailsDialog(self.tr("Details"), _story(self._job, self._job.error), self.window()).open()


def _time(seconds: float) -> str:
    if not seconds:
        return ""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale.FormatType.ShortFormat)


def _story(job: Job, error: ErrorInfo) -> str:
    lines = (error.message, error.hint, "", f"{error.code} {error.plugin}".strip(), f"job {job.id}")
    return "\n".join([*lines, "", error.details]).strip()
