"""The bridge: from the worker's thread into the window's, in order, with only the newest progress."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from aigc_desktop.core.events import AssetsChanged, Events, JobProgressed, JobRemoved
from aigc_desktop.ui.job_bridge import JobBridge
from tests.gui.conftest import WaitFor


def progress(job: str, step: int) -> JobProgressed:
    return JobProgressed(job_id=job, fraction=step / 10, step=step, total=10)


def test_events_arrive_in_the_windows_thread_and_old_progress_is_dropped(
    qapp: QApplication, wait_for: WaitFor
) -> None:
    events = Events()
    bridge = JobBridge(events)
    seen: list[object] = []
    threads: set[QThread] = set()
    for signal in (bridge.job_progressed, bridge.job_removed, bridge.assets_changed):
        signal.connect(seen.append)
        signal.connect(lambda _: threads.add(QThread.currentThread()))

    def publish() -> None:
        for step in range(10):
            events.publish(progress("a", step))
            events.publish(progress("b", step))
        events.publish(JobRemoved(job_id="a"))
        events.publish(AssetsChanged())

    worker = threading.Thread(target=publish)
    worker.start()
    worker.join()
    assert seen == []
    wait_for(lambda: len(seen) >= 4)
    assert seen == [progress("a", 9), progress("b", 9), JobRemoved(job_id="a"), AssetsChanged()]
    assert threads == {qapp.thread()}
    bridge.close()


def test_a_closed_bridge_is_silent(qapp: QApplication) -> None:
    events = Events()
    bridge = JobBridge(events)
    seen: list[object] = []
    bridge.job_removed.connect(seen.append)
    events.publish(JobRemoved(job_id="a"))
    bridge.close()
    events.publish(JobRemoved(job_id="b"))
    qapp.processEvents()
    assert seen == []
