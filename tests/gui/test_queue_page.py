"""The queue page on a real queue in a real database; no engine runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from queue import SimpleQueue

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPlainTextEdit, QPushButton, QWidget

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.api.requests import Request
from aigc_desktop.core.events import JobProgressed
from aigc_desktop.core.inbox import Inbox
from aigc_desktop.core.job_store import JobStore
from aigc_desktop.core.jobs import JobQueue
from aigc_desktop.core.records import Job
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.pages.queue import QueuePage
from aigc_desktop.ui.widgets.details import DetailsDialog
from aigc_desktop.ui.widgets.job_model import JobModel
from tests.gui.conftest import WaitFor
from tests.gui.shelf import Shelf

NAMES = {"icons": "Icons starter"}


@dataclass
class Desk:
    """A queue, and the store behind it to play the worker's part."""

    shelf: Shelf
    store: JobStore
    queue: JobQueue
    bridge: JobBridge
    page: QueuePage | None = None

    def submit(self, prompt: str) -> Job:
        parameters = {"prompt": prompt, "steps": 25}
        request = Request(
            generator="diffusion", model="icons", task="text-to-image", parameters=parameters, seeds=(1, 2)
        )
        return self.queue.submit(request)

    def open(self) -> QueuePage:
        self.page = QueuePage(self.queue, self.bridge, NAMES.__getitem__)
        self.page.resize(1364, 870)
        self.page.show()
        return self.page


@pytest.fixture
def desk(qapp: QApplication, shelf: Shelf) -> Iterator[Desk]:
    inbox: Inbox = SimpleQueue()
    store = JobStore(shelf.database, shelf.events, "session")
    bridge = JobBridge(shelf.events)
    desk = Desk(shelf, store, JobQueue(store, shelf.events, inbox), bridge)
    yield desk
    if desk.page is not None:
        desk.page.stop()
    bridge.close()


def view_of(page: QueuePage) -> QListView:
    return page.findChildren(QListView)[0]


def prompts(page: QueuePage) -> list[str]:
    model = view_of(page).model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def spoken(page: QueuePage, row: int) -> str:
    model = view_of(page).model()
    return str(model.data(model.index(row, 0), int(Qt.ItemDataRole.AccessibleTextRole)))


def choose(page: QueuePage, row: int) -> None:
    view_of(page).setCurrentIndex(view_of(page).model().index(row, 0))


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(page: QWidget, text: str) -> None:
    button = next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_empty_queue_says_so(desk: Desk, wait_for: WaitFor) -> None:
    page = desk.open()
    wait_for(lambda: "The queue is empty" in words_on(page))


def test_jobs_appear_move_and_keep_their_order(desk: Desk, wait_for: WaitFor) -> None:
    page = desk.open()
    for prompt in ("one", "two", "three"):
        desk.submit(prompt)
    wait_for(lambda: prompts(page) == ["one", "two", "three"])
    assert "3 waiting" in words_on(page)
    choose(page, 2)
    QTest.keyClick(view_of(page), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    wait_for(lambda: prompts(page) == ["one", "three", "two"])
    QTest.keyClick(view_of(page), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    wait_for(lambda: prompts(page) == ["one", "two", "three"])
    choose(page, 0)
    press(page, "Move down")
    wait_for(lambda: prompts(page) == ["two", "one", "three"])
    assert [job.request.parameters["prompt"] for job in desk.queue.jobs()] == ["two", "one", "three"]


def test_progress_and_eta_are_told(desk: Desk, wait_for: WaitFor) -> None:
    page = desk.open()
    job = desk.submit("one")
    desk.store.advance(job.id, "loading")
    wait_for(lambda: "Loading the model" in spoken(page, 0) if prompts(page) else False)
    desk.store.advance(job.id, "running")
    progress = JobProgressed(job_id=job.id, fraction=0.4, step=10, total=25, eta_s=9.0)
    desk.shelf.events.publish(progress)
    wait_for(lambda: "40 % · step 10 of 25 · 9 s left" in spoken(page, 0))
    assert "Icons starter · 0 of 2 saved" in spoken(page, 0)


def test_cancel_retry_and_remove(desk: Desk, wait_for: WaitFor) -> None:
    page = desk.open()
    job = desk.submit("one")
    wait_for(lambda: prompts(page) == ["one"])
    QTest.keyClick(view_of(page), Qt.Key.Key_Delete)
    wait_for(lambda: "Cancelled" in spoken(page, 0))
    QTest.keyClick(view_of(page), Qt.Key.Key_Return)
    wait_for(lambda: "Waiting" in spoken(page, 0))
    assert desk.queue.get(job.id).state == "queued"
    press(page, "Cancel")
    wait_for(lambda: "Cancelled" in spoken(page, 0))
    QTest.keyClick(view_of(page), Qt.Key.Key_Delete)
    wait_for(lambda: "The queue is empty" in words_on(page))


def test_a_failed_job_says_why_with_a_way_out(desk: Desk, wait_for: WaitFor) -> None:
    job = desk.submit("one")
    desk.store.advance(job.id, "loading")
    error = ErrorInfo(code="memory.out", message="Out of memory.", hint="Use a smaller size.", details="4 GB")
    desk.store.fail(job.id, error, is_quarantined=True)
    page = desk.open()
    wait_for(lambda: "Out of memory." in words_on(page) and "Use a smaller size." in words_on(page))
    assert "Set aside" in spoken(page, 0)
    press(page, "Details")
    dialog = next(w for w in page.window().findChildren(DetailsDialog))
    assert "4 GB" in dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    dialog.close()


def test_pause_and_resume(desk: Desk, wait_for: WaitFor) -> None:
    page = desk.open()
    desk.submit("one")
    press(page, "Pause")
    wait_for(lambda: desk.queue.is_paused and "paused" in words_on(page))
    press(page, "Resume")
    wait_for(lambda: not desk.queue.is_paused and "paused" not in words_on(page))


@pytest.mark.parametrize("answer", ["Resume", "Discard"])
def test_jobs_from_last_time_wait_for_an_answer(desk: Desk, wait_for: WaitFor, answer: str) -> None:
    for prompt in ("one", "two"):
        desk.submit(prompt)
    desk.queue.pause()
    page = desk.open()
    wait_for(lambda: "2 jobs from last time wait." in words_on(page))
    press(page, answer)
    wait_for(lambda: not desk.queue.is_paused)
    left = 2 if answer == "Resume" else 0
    wait_for(lambda: len(desk.queue.jobs()) == left and "from last time" not in words_on(page))


def test_clearing_takes_the_ended_ones_only(desk: Desk, wait_for: WaitFor) -> None:
    page = desk.open()
    jobs = [desk.submit(prompt) for prompt in ("one", "two")]
    desk.queue.cancel(jobs[0].id)
    wait_for(lambda: prompts(page) == ["two", "one"])
    press(page, "Clear ended")
    wait_for(lambda: prompts(page) == ["two"])


def test_a_failure_of_the_queue_is_a_sentence(desk: Desk, wait_for: WaitFor) -> None:
    page = desk.open()
    job = desk.submit("one")
    wait_for(lambda: prompts(page) == ["one"])
    desk.store.advance(job.id, "loading")
    model = view_of(page).model()
    assert isinstance(model, JobModel)
    page._remove()
    wait_for(lambda: "This job is running." in words_on(page))


def test_every_control_has_a_name(desk: Desk) -> None:
    page = desk.open()
    controls = [w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [w for w in controls if w.isVisible() and not w.accessibleName()] == []
