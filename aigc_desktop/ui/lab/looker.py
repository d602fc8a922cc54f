"""Asks the engine for what is wanted most, one picture at a time, and keeps what came."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QImage

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.core.events import LiveMissed, LiveShown
from aigc_desktop.core.worker import Worker
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.lab.subject import Look

Source = Callable[[], Look | None]
KEPT_BYTES = 96 * 1024 * 1024
KEPT_SIDE = 256
_RATE_OVER_S = 2.0


class Looker(QObject):
    """Pulls: when a picture has come, the sources are asked in turn what is wanted now.

    So nothing waits that nobody wants any more. A picture that is no draft gives way to whatever is wanted
    before it.
    """

    came = Signal(object, QImage)
    failed = Signal(ErrorInfo)
    waiting_changed = Signal(bool)

    def __init__(self, worker: Worker, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._sources: list[Source] = []
        self._flying: tuple[str, Look] | None = None
        self._asked: dict[str, Look] = {}
        self._kept: OrderedDict[bytes, QImage] = OrderedDict()
        self._kept_bytes = 0
        self._refused: set[bytes] = set()
        self._arrivals: deque[float] = deque(maxlen=200)
        self._is_open = False
        bridge.live_shown.connect(self._on_shown)
        bridge.live_missed.connect(self._on_missed)

    def add_source(self, source: Source) -> None:
        """Ask `source` what it wants after those added before it. It must not want what is `known`."""
        self._sources.append(source)

    def open(self) -> None:
        """Begin to look; called when the page is shown."""
        self._is_open = True
        self.poke()

    def close(self) -> None:
        """Want nothing any more; called when the page is hidden."""
        self._is_open = False

    def poke(self) -> None:
        """Something may be wanted that was not before."""
        if not self._is_open:
            return
        if self._flying is not None and self._flying[1].is_draft:
            return
        wanted = self._wanted()
        if wanted is not None and (self._flying is None or wanted.key != self._flying[1].key):
            self._send(wanted)

    def known(self, look: Look) -> bool:
        """Whether there is nothing to be asked about this picture: it came, or it cannot be had."""
        return look.key in self._kept or look.key in self._refused

    def picture(self, look: Look) -> QImage | None:
        """The picture, at most KEPT_SIDE large, if it came."""
        image = self._kept.get(look.key)
        if image is not None:
            self._kept.move_to_end(look.key)
        return image

    def try_again(self) -> None:
        """Ask once more for what failed."""
        self._refused.clear()
        self.poke()

    def rate(self) -> float:
        """How many pictures came in a second, lately."""
        now = time.monotonic()
        recent = [at for at in self._arrivals if now - at < _RATE_OVER_S]
        return 0.0 if len(recent) < 2 else (len(recent) - 1) / max(recent[-1] - recent[0], 1e-3)

    def _wanted(self) -> Look | None:
        return next((look for source in self._sources if (look := source()) is not None), None)

    def _send(self, look: Look) -> None:
        token = uuid4().hex
        self._flying = token, look
        self._asked[token] = look
        self._worker.look(token, look.request, is_draft=look.is_draft)

    def _on_shown(self, event: LiveShown) -> None:
        look = self._asked.pop(event.token, None)
        if look is None:
            return
        self._arrivals.append(time.monotonic())
        image = QImage.fromData(QByteArray(event.picture))
        self._keep(look.key, image)
        self.came.emit(look, image)
        self._land(event.token)

    def _on_missed(self, event: LiveMissed) -> None:
        look = self._asked.pop(event.token, None)
        if look is None:
            return
        if event.error is not None:
            self._refused.add(look.key)
            self.failed.emit(event.error)
        self._land(event.token)

    def _land(self, token: str) -> None:
        if self._flying is not None and self._flying[0] == token:
            self._flying = None
            self.poke()

    def _keep(self, key: bytes, image: QImage) -> None:
        if key in self._kept:
            return
        if max(image.width(), image.height()) > KEPT_SIDE:
            ratio, mode = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            image = image.scaled(KEPT_SIDE, KEPT_SIDE, ratio, mode)
        self._kept[key] = image
        self._kept_bytes += image.sizeInBytes()
        while self._kept_bytes > KEPT_BYTES and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._kept_bytes -= oldest.sizeInBytes()
