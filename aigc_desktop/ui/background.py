"""Work off the GUI thread, with its result handed back in the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from aigc_desktop.api.errors import AigcError

T = TypeVar("T")
_Delivery = Callable[[], None]


class Task:
    """One piece of work that is under way. A cancelled one delivers nothing."""

    def __init__(self) -> None:
        self.is_cancelled = False

    def cancel(self) -> None:
        """Let its result fall. Work that has begun runs to its end, unheard."""
        self.is_cancelled = True


class _Run(QRunnable):
    def __init__(self, body: Callable[[], None]) -> None:
        super().__init__()
        self._body = body

    def run(self) -> None:
        self._body()


class Background(QObject):
    """Runs functions in a few threads of its own; what they return arrives in the GUI thread.

    An AigcError goes to `failed`. Without `failed`, and for any other exception, it is raised in the GUI
    thread, where the application's hook shows it.
    """

    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None, threads: int = 1) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._pool.setExpiryTimeout(-1)
        self._delivered.connect(self._deliver)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AigcError], None] | None = None,
    ) -> Task:
        """Call `work` in a thread, then `done` with its result in the GUI thread."""
        task = Task()

        def body() -> None:
            if not task.is_cancelled:
                self._delivered.emit(_unless_cancelled(task, _outcome(work, done, failed)))

        self._pool.start(_Run(body))
        return task

    def is_idle(self) -> bool:
        """Whether no work is running; results may still be on their way."""
        return self._pool.activeThreadCount() == 0

    def close(self) -> None:
        """Forget what has not begun and wait for what has."""
        self._pool.clear()
        self._pool.waitForDone()
        self._delivered.disconnect(self._deliver)

    @Slot(object)
    def _deliver(self, delivery: _Delivery) -> None:
        delivery()


def _outcome(
    work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AigcError], None] | None
) -> _Delivery:
    try:
        result = work()
    except AigcError as error:
        if failed is None:
            return _raising(error)
        return _calling(failed, error)
    except Exception as error:
        return _raising(error)
    return _calling(done, result)


def _calling(function: Callable[[T], None], value: T) -> _Delivery:
    return lambda: function(value)


def _raising(error: Exception) -> _Delivery:
    def delivery() -> None:
        raise error

    return delivery


def _unless_cancelled(task: Task, delivery: _Delivery) -> _Delivery:
    return lambda: None if task.is_cancelled else delivery()
