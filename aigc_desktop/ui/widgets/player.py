"""Plays an animation in a loop: decoded ahead in a thread, each frame shown when its time has come."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from aigc_desktop.ui.background import Background, Task
from aigc_desktop.ui.widgets.frames import Frame, FrameReader

AHEAD = 24
AHEAD_BYTES = 64 * 1024 * 1024
KEPT_BYTES = 128 * 1024 * 1024
LATE_MS = 500
"""Whoever is later than this goes on from where it stands instead of hurrying after."""


def _clock_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class Player(QObject):
    """Plays while `screen` is visible and nobody paused it; otherwise it takes no time at all.

    An animation that fits into KEPT_BYTES is decoded once. `shown` bears each frame, `changed` tells that it
    began, was paused or went on.
    """

    shown = Signal(QImage)
    changed = Signal()

    def __init__(self, screen: QWidget, clock_ms: Callable[[], int] = _clock_ms) -> None:
        super().__init__(screen)
        self._screen = screen
        self._clock_ms = clock_ms
        self._background = Background(self)
        self._reading: Task | None = None
        self._reader: FrameReader | None = None
        self._ahead: deque[Frame] = deque()
        self._kept: list[Frame] | None = []
        self._is_whole = False
        self._is_paused = False
        self._due_ms = 0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._advance)
        screen.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether there is an animation."""
        return self._reader is not None

    @property
    def is_paused(self) -> bool:
        """Whether the user paused it."""
        return self._is_paused

    def open(self, path: str) -> None:
        """Play this file from its first frame."""
        self.close()
        self._reader = FrameReader(path)
        self._is_paused = False
        self._go_on()
        self.changed.emit()

    def close(self) -> None:
        """Play nothing."""
        if self._reading is not None:
            self._reading.cancel()
        self._timer.stop()
        self._reader = self._reading = None
        self._ahead.clear()
        self._kept = []
        self._is_whole = False
        self.changed.emit()

    def toggle(self) -> None:
        """Pause, or go on."""
        self._is_paused = not self._is_paused
        self._go_on()
        self.changed.emit()

    def stop(self) -> None:
        """End what is being read; called before the window goes."""
        self.close()
        self._background.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._go_on()
        return super().eventFilter(watched, event)

    # Inside

    def _runs(self) -> bool:
        return self.is_open and not self._is_paused and self._screen.isVisible()

    def _go_on(self) -> None:
        """Run or rest, as things are now; time begins anew."""
        self._timer.stop()
        if self._runs():
            self._due_ms = self._clock_ms()
            self._advance()

    def _advance(self) -> None:
        """Show the frame whose time it is, and come back when the next one is due."""
        now = self._clock_ms()
        if now - self._due_ms > LATE_MS:
            self._due_ms = now
        frame: Frame | None = None
        while self._due_ms <= now and self._ahead:
            frame = self._ahead.popleft()
            self._due_ms += frame.duration_ms
        self._fetch()
        if frame is not None:
            self.shown.emit(frame.image)
        if self._ahead or self._due_ms > now:
            self._timer.start(max(0, self._due_ms - self._clock_ms()))

    def _fetch(self) -> None:
        """See to it that there are frames ahead."""
        if self._kept is not None and self._is_whole:
            while len(self._ahead) < AHEAD and len(self._kept) > 1:
                self._ahead.extend(self._kept)
        elif self._reader is not None and self._reading is None and not self._has_enough():
            self._reading = self._background.run(self._reader.read, self._take)

    def _has_enough(self) -> bool:
        """Whether so much is decoded ahead that reading can wait: of large frames, at least two."""
        taken = sum(frame.image.sizeInBytes() for frame in self._ahead)
        return len(self._ahead) >= AHEAD or (len(self._ahead) > 1 and taken >= AHEAD_BYTES)

    def _take(self, frames: list[Frame]) -> None:
        self._reading = None
        if not frames:
            return
        is_awaited = not self._ahead and not self._timer.isActive()
        self._ahead.extend(frames)
        self._keep(frames)
        if self._runs():
            self._advance() if is_awaited else self._fetch()

    def _keep(self, frames: list[Frame]) -> None:
        """Remember the whole round where it is small, so that it is not decoded again."""
        if self._kept is None:
            return
        self._kept += frames
        self._is_whole = frames[-1].is_last
        if sum(frame.image.sizeInBytes() for frame in self._kept) > KEPT_BYTES:
            self._kept, self._is_whole = None, False
