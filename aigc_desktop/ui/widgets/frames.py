"""Reading an animation frame by frame, over and over. Meant for a thread other than that of the window."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QImage, QImageReader

from aigc_desktop.ui.widgets.pictures import painted_fast

LEAST_MS = 10
MOST_BYTES = 16 * 1024 * 1024
MOST_FRAMES = 64


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame, and for how long it is shown. `is_last` where the animation begins anew after it."""

    image: QImage
    duration_ms: int
    is_last: bool


class FrameReader:
    """Stands at a frame of a file. What cannot be read ends a round, as the last frame does."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._reader: QImageReader | None = None

    def read(self) -> list[Frame]:
        """The next few frames; none where the file holds none."""
        frames: list[Frame] = []
        taken = 0
        while taken < MOST_BYTES and len(frames) < MOST_FRAMES:
            frame = self._next()
            if frame is None:
                frames[-1:] = [replace(last, is_last=True) for last in frames[-1:]]
                break
            frames.append(frame)
            taken += frame.image.sizeInBytes()
            if frame.is_last:
                break
        return frames

    def _next(self) -> Frame | None:
        reader = self._reader or QImageReader(self._path)
        image = reader.read()
        if image.isNull():
            self._reader = None
            return None
        is_last = not reader.canRead()
        self._reader = None if is_last else reader
        return Frame(painted_fast(image), max(reader.nextImageDelay(), LEAST_MS), is_last)
