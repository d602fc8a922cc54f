"""The line below the stage that says how far a job is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QVBoxLayout, QWidget

from aigc_desktop.core.events import JobProgressed
from aigc_desktop.core.records import Job
from aigc_desktop.ui import icons
from aigc_desktop.ui.times import Times

_FINE = 1000


class ProgressLine(QWidget):
    """What is being done on the left, the time that is left on the right, a bar below."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times = Times()
        self._what = _label("")
        self._left = _label("dim")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximum(_FINE)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = _cancel_button(self.tr("Cancel"))
        self._cancel.clicked.connect(self.cancel_wanted)
        words = QHBoxLayout()
        words.addWidget(self._what, 1)
        words.addWidget(self._left)
        words.addWidget(self._cancel)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 4, 16, 12)
        rows.setSpacing(4)
        rows.addLayout(words)
        rows.addWidget(self._bar)
        self.hide()

    @property
    def text(self) -> str:
        """What it says on the left."""
        return self._what.text()

    def show_job(self, job: Job) -> None:
        """Show the state of a job that has no progress yet."""
        words = {
            "queued": self.tr("Waiting in the queue"),
            "loading": self.tr("Loading the model"),
            "running": self.tr("Starting"),
            "saving": self.tr("Saving"),
        }
        self._show(words.get(job.state, ""), self.tr("Esc cancels"), 0.0)
        self.setVisible(job.state in words)

    def show_progress(self, progress: JobProgressed, number: int, count: int) -> None:
        """Show progress on asset `number` of `count`."""
        where = self.tr("{0} of {1}").format(number, count) if count > 1 else ""
        step = self.tr("step {0} of {1}").format(progress.step, progress.total) if progress.total else ""
        what = " · ".join(part for part in (where, step or progress.message) if part)
        left = self.tr("Esc cancels")
        if progress.eta_s >= 0:
            left = self.tr("{0} left · Esc cancels").format(self._times.short(progress.eta_s))
        self._show(what, left, progress.fraction)
        self.show()

    def _show(self, what: str, left: str, fraction: float) -> None:
        self._what.setText(what)
        self._left.setText(left)
        self._bar.setValue(round(fraction * _FINE))


def _cancel_button(says: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "quiet")
    button.setIcon(icons.icon("close", icons.Role.PlaceholderText))
    button.setIconSize(QSize(14, 14))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(says)
    button.setToolTip(f"{says}  Esc")
    return button


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
