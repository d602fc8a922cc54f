"""The button that exports a model, and below it how far that is."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from aigc_desktop.api.models import Model
from aigc_desktop.core.events import JobProgressed
from aigc_desktop.core.records import Job
from aigc_desktop.ui.exporting import Exporting
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.widgets.progress_line import ProgressLine
from aigc_desktop.ui.widgets.side_panel import action_button, plain_label


class ExportRow(QWidget):
    """Hidden for models that cannot be exported, unless an export is under way."""

    def __init__(self, exporting: Exporting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exporting = exporting
        self._model: Model | None = None
        self.menu = self._menu()
        self.button = action_button("export", self.tr("Export to ONNX…"), self._choose)
        self._progress = ProgressLine(self)
        self._note = plain_label("", "dim")
        self._note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.button, self._progress, self._note):
            column.addWidget(part)
        self._progress.cancel_wanted.connect(exporting.cancel)
        exporting.changed.connect(self._show_job)
        exporting.progressed.connect(lambda event: self._progress.show_progress(event, 1, 1))
        exporting.progressed.connect(self._say_what)

    def show_model(self, model: Model | None) -> None:
        """Offer the export of this model, or none."""
        self._model = model
        can = model is not None and self._exporting.can(model)
        self.button.setVisible(can)
        self.button.setEnabled(not self._exporting.is_busy)
        self.setVisible(can or self._exporting.is_busy)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("In full precision (fp32)"), partial(self._start, "fp32"))
        menu.addAction(self.tr("In half the size, for GPUs (fp16)"), partial(self._start, "fp16"))
        return menu

    def _choose(self) -> None:
        self.menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _start(self, precision: str) -> None:
        if self._model is not None:
            self.button.setEnabled(False)
            self._exporting.start(self._model, precision)

    def _show_job(self, job: Job) -> None:
        self._progress.show_job(job)
        words = {
            "finished": self.tr("Exported and checked: both runtimes make the same."),
            "cancelled": self.tr("The export was cancelled; nothing was kept."),
            "failed": sentence(job.error.message) if job.error else "",
        }
        self._say(words.get(job.state, ""))
        self.button.setEnabled(job.has_ended)

    def _say_what(self, event: JobProgressed) -> None:
        self._say(event.message)

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))
