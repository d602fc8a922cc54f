"""The queue page: every job, what it is at, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.events import JobChanged, JobProgressed, QueueChanged
from aigc_desktop.core.jobs import JobQueue
from aigc_desktop.core.records import Job
from aigc_desktop.ui.background import Background
from aigc_desktop.ui.icons import icon
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.pages.job_panel import JobPanel
from aigc_desktop.ui.times import Times
from aigc_desktop.ui.widgets.banner import Banner
from aigc_desktop.ui.widgets.empty_state import EmptyState
from aigc_desktop.ui.widgets.job_model import JobModel
from aigc_desktop.ui.widgets.job_row import JobRow
from aigc_desktop.ui.widgets.message_bar import MessageBar
from aigc_desktop.ui.widgets.page_frame import PageFrame

SETTLE_MS = 50


class QueuePage(QWidget):
    """Alt with the arrows reorders, Delete cancels or removes, Enter tries again what failed."""

    def __init__(
        self,
        queue: JobQueue,
        bridge: JobBridge,
        name_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """`name_of` gives the name of a model by its id."""
        super().__init__(parent)
        self._queue = queue
        self._background = Background(self)
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._eta_s = -1.0
        self._came_back = queue.is_paused
        self._model = JobModel(name_of, self)
        self._list = self._make_list()
        self._panel = JobPanel(name_of, self)
        self._messages = MessageBar(self)
        self._returned = Banner(self, "queue")
        self._summary = QLabel(self)
        self._summary.setProperty("role", "dim")
        self._pause = self._button("pause", self.tr("Pause"), self._toggle_pause)
        self._clear = self._button("check", self.tr("Clear ended"), lambda: self._do(queue.clear_ended))
        self._empty = EmptyState(
            "queue",
            self.tr("The queue is empty"),
            self.tr("What you generate waits here for its turn."),
            self,
        )
        self._places = QStackedWidget(self)
        self._lay_out()
        self._add_actions()
        self._connect(bridge)
        self.refresh()

    def refresh(self) -> None:
        """Read all jobs anew."""
        self._background.run(self._queue.jobs, self._show_jobs, self._fail)

    def stop(self) -> None:
        """End what runs behind the page."""
        self._settle.stop()
        self._background.close()

    # Making it

    def _make_list(self) -> QListView:
        view = QListView(self)
        view.setModel(self._model)
        view.setItemDelegate(JobRow(view))
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setAccessibleName(self.tr("Jobs"))
        view.setContentsMargins(12, 8, 12, 8)
        view.setViewportMargins(12, 8, 12, 8)
        return view

    def _button(self, icon_name: str, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(icon_name), text, self)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: act())
        return button

    def _lay_out(self) -> None:
        self._places.addWidget(self._empty)
        self._places.addWidget(self._list)
        frame = PageFrame(self._places, self._panel, "queue", self)
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 12, 6)
        row.addWidget(self._summary)
        row.addStretch()
        row.addWidget(self._clear)
        row.addWidget(self._pause)
        row.addWidget(frame.panel_button(self.tr("Show the job")))
        frame.put_above(bar, self._messages, self._returned)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)

    def _add_actions(self) -> None:
        self._action(self.tr("Move the job up"), ("Alt+Up",), lambda: self._move(-1))
        self._action(self.tr("Move the job down"), ("Alt+Down",), lambda: self._move(1))
        self._action(self.tr("Cancel or remove the job"), ("Del",), self._cancel_or_remove)
        self._action(self.tr("Try the job again"), ("Return", "Enter"), self._retry)
        self._action(self.tr("Pause or resume the queue"), ("Ctrl+P",), self._toggle_pause)

    def _action(self, text: str, keys: tuple[str, ...], act: Callable[[], None]) -> None:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: act())
        self._list.addAction(action)
        self.addAction(action)

    def _connect(self, bridge: JobBridge) -> None:
        bridge.job_changed.connect(self._on_job)
        bridge.job_removed.connect(lambda _event: self._ask_soon())
        bridge.job_progressed.connect(self._on_progress)
        bridge.queue_changed.connect(self._on_queue)
        self._settle.timeout.connect(self.refresh)
        self._list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())
        self._panel.cancel_wanted.connect(self._cancel)
        self._panel.retry_wanted.connect(self._retry)
        self._panel.remove_wanted.connect(self._remove)
        self._panel.moved.connect(self._move)

    # What is shown

    def _show_jobs(self, jobs: Sequence[Job]) -> None:
        current, row = self._current(), self._list.currentIndex().row()
        self._model.show_jobs(jobs)
        found = self._model.row_of(current.id) if current else -1
        chosen = found if found >= 0 else min(max(row, 0), len(jobs) - 1)
        if chosen >= 0:
            self._list.setCurrentIndex(self._model.index(chosen))
        self._places.setCurrentWidget(self._list if jobs else self._empty)
        self._clear.setEnabled(any(job.has_ended for job in jobs))
        self._offer_to_resume(self._waiting())
        self._say_summary()
        self._show_current()

    def _offer_to_resume(self, waiting: Sequence[Job]) -> None:
        if not self._came_back or not waiting:
            return
        self._came_back = False
        one, many = self.tr("1 job from last time waits."), self.tr("{count} jobs from last time wait.")
        words = one if len(waiting) == 1 else many.format(count=len(waiting))
        self._returned.say(
            words, (self.tr("Resume"), self._resume), (self.tr("Discard"), self._discard), is_closable=False
        )

    def _say_summary(self) -> None:
        waiting = len(self._waiting())
        parts = [self.tr("Nothing waits") if not waiting else self.tr("{0} waiting").format(waiting)]
        if self._eta_s >= 0 and waiting:
            parts.append(self.tr("{0} left").format(Times().short(self._eta_s)))
        if self._queue.is_paused:
            parts.append(self.tr("paused"))
        self._summary.setText(" · ".join(parts))
        text = self.tr("Resume") if self._queue.is_paused else self.tr("Pause")
        self._pause.setText(text)
        self._pause.setAccessibleName(text)
        self._pause.setIcon(icon("play" if self._queue.is_paused else "pause"))

    def _show_current(self) -> None:
        self._panel.show_job(self._current())

    def _on_job(self, event: JobChanged) -> None:
        self._model.update_job(event.job)
        self._show_current()
        self._ask_soon()

    def _ask_soon(self) -> None:
        if self.isVisible():  # else the next visit asks
            self._settle.start()

    def _on_progress(self, event: JobProgressed) -> None:
        self._model.update_progress(event)

    def _on_queue(self, event: QueueChanged) -> None:
        self._eta_s = event.eta_s
        if not event.paused:
            self._returned.hide()
        self._say_summary()

    # What can be done

    def _current(self) -> Job | None:
        return self._model.job(self._list.currentIndex().row())

    def _waiting(self) -> list[Job]:
        return [job for job in self._model.jobs() if job.state == "queued"]

    def _cancel_or_remove(self) -> None:
        job = self._current()
        if job is not None and job.has_ended:
            self._remove()
        else:
            self._cancel()

    def _cancel(self) -> None:
        if (job := self._current()) is not None and not job.has_ended:
            self._do(lambda: self._queue.cancel(job.id))

    def _retry(self) -> None:
        if (job := self._current()) is not None and job.state in ("failed", "cancelled"):
            self._do(lambda: self._queue.retry(job.id))

    def _remove(self) -> None:
        if (job := self._current()) is not None:
            self._do(lambda: self._queue.remove(job.id))

    def _move(self, step: int) -> None:
        job, waiting = self._current(), self._waiting()
        ids = [other.id for other in waiting]
        if job is None or job.id not in ids:
            return
        place = ids.index(job.id) + step
        if 0 <= place < len(ids):
            ids.remove(job.id)
            before = ids[place] if place < len(ids) else None
            self._do(lambda: self._queue.move(job.id, before))

    def _toggle_pause(self) -> None:
        self._do(self._queue.resume if self._queue.is_paused else self._queue.pause)

    def _resume(self) -> None:
        self._returned.hide()
        self._do(self._queue.resume)

    def _discard(self) -> None:
        ids = [job.id for job in self._waiting()]
        self._returned.hide()

        def discard() -> None:
            for job_id in ids:
                self._queue.remove(job_id)
            self._queue.resume()

        self._do(discard)

    def _do(self, work: Callable[[], object]) -> None:
        self._background.run(work, lambda _result: self._ask_soon(), self._fail)

    def _fail(self, error: AigcError) -> None:
        self._messages.show_error(error.info())
