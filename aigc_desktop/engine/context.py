"""What a running generator is given: progress, cancelling, notices, a scratch folder."""

from __future__ import annotations

import hashlib
import logging
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from aigc_desktop.api.errors import AigcError, JobCancelled
from aigc_desktop.api.generator import Preview
from aigc_desktop.api.requests import Request
from aigc_desktop.engine.line import Line
from aigc_desktop.media.thumbnails import preview_jpeg
from aigc_desktop.messages import JobNotice, JobProgress, JobText, Run

_PROGRESS_EVERY_S = 0.04
_PREVIEW_EVERY_S = 0.25


def random_of(seed: int) -> random.Random:
    """A random generator that depends on `seed` alone."""
    return random.Random(hashlib.sha256(str(seed).encode()).digest())


class EngineJobContext:
    """The `JobContext` of one job."""

    def __init__(self, command: Run, line: Line, cancelled: threading.Event, scratch_dir: Path) -> None:
        self._command = command
        self._line = line
        self._cancelled = cancelled
        self._scratch_dir = scratch_dir
        self._offset, self._length = 0.0, 1.0
        self._reported_at = self._previewed_at = 0.0

    @property
    def indices(self) -> tuple[int, ...]:
        """Which entries of `Request.seeds` to make."""
        return self._command.indices

    @property
    def scratch_dir(self) -> Path:
        """An empty folder of this job's own."""
        self._scratch_dir.mkdir(parents=True, exist_ok=True)
        return self._scratch_dir

    @property
    def log(self) -> logging.Logger:
        """A logger that bears the plugin's name."""
        return logging.getLogger(f"plugin.{self._command.plugin}")

    def progress(self, step: int, total: int, message: str = "", preview: Preview | None = None) -> None:
        """Report a step; raises JobCancelled when the user cancelled."""
        self.raise_if_cancelled()
        if total <= 0 or not 0 <= step <= total:
            raise AigcError("plugin.progress", f"Progress of step {step} of {total} makes no sense.")
        now, fraction = time.monotonic(), self._offset + self._length * (step / total)
        if now - self._reported_at < _PROGRESS_EVERY_S and fraction < 1:
            return
        self._reported_at = now
        self._line.send(
            JobProgress(
                job_id=self._command.job_id,
                fraction=fraction,
                step=step,
                total=total,
                message=message,
                preview=self._preview(now, preview),
            )
        )

    @contextmanager
    def stage(self, offset: float, length: float) -> Iterator[None]:
        """Let `progress` inside cover a part of the surrounding stage."""
        outer = self._offset, self._length
        self._offset, self._length = outer[0] + outer[1] * offset, outer[1] * length
        try:
            yield
        finally:
            self._offset, self._length = outer

    def notice(self, message: str, hint: str = "") -> None:
        """Tell the user something that is no failure."""
        self._line.send(JobNotice(job_id=self._command.job_id, message=message, hint=hint))

    def stream_text(self, delta: str, index: int = 0) -> None:
        """Show text as it is being written."""
        self.raise_if_cancelled()
        self._line.send(JobText(job_id=self._command.job_id, index=index, delta=delta))

    def rng(self, index: int) -> random.Random:
        """A random generator that depends on the seed of output `index` alone."""
        return random_of(self._command.request.seeds[index])

    def for_one(self, request: Request) -> EngineJobContext:
        """The same context for a request with one output, reporting within the stage that is open now."""
        command = msgspec.structs.replace(self._command, request=request, indices=(0,))
        inner = EngineJobContext(command, self._line, self._cancelled, self._scratch_dir)
        inner._offset, inner._length = self._offset, self._length
        inner._reported_at, inner._previewed_at = self._reported_at, self._previewed_at
        return inner

    def raise_if_cancelled(self) -> None:
        """Raise JobCancelled when the user cancelled."""
        if self._cancelled.is_set():
            raise JobCancelled

    def _preview(self, now: float, preview: Preview | None) -> bytes:
        if preview is None or now - self._previewed_at < _PREVIEW_EVERY_S:
            return b""
        picture = preview_jpeg(preview())
        self._previewed_at = time.monotonic()
        return picture
