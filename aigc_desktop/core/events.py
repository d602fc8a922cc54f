"""What the core tells whoever listens: past-tense facts, published from the worker's thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TypeAlias

import msgspec

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.core.records import Asset, Job

log = logging.getLogger(__name__)


class _Event(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    pass


class JobChanged(_Event, frozen=True):
    """A job was queued, moved on, ended, was reordered or edited."""

    job: Job


class JobRemoved(_Event, frozen=True):
    """A job left the list."""

    job_id: str


class JobProgressed(_Event, frozen=True):
    """How far a job is, 0 to 1.

    `eta_s` is the honest time left, -1 while unknown. `preview` is a JPEG or empty.
    """

    job_id: str
    fraction: float
    step: int
    total: int
    message: str = ""
    eta_s: float = -1.0
    preview: bytes = b""


class JobNoticed(_Event, frozen=True):
    """Something worth telling that is no failure."""

    job_id: str
    message: str
    hint: str = ""


class LiveShown(_Event, frozen=True):
    """The picture of a live request, as PNG or JPEG. `width` and `height` are those of the whole one."""

    token: str
    picture: bytes
    width: int
    height: int
    duration_s: float


class LiveMissed(_Event, frozen=True):
    """A live request gave no picture; without an error a newer one took its place."""

    token: str
    error: ErrorInfo | None = None


class TextStreamed(_Event, frozen=True):
    """More of the text of output `index`, which is being written."""

    job_id: str
    delta: str
    index: int = 0


class AssetSaved(_Event, frozen=True):
    """A new asset is in the library."""

    asset: Asset


class AssetsChanged(_Event, frozen=True):
    """Assets were rated, binned, restored, removed or noticed outside: look again."""

    asset_ids: tuple[str, ...] = ()


class ModelAdded(_Event, frozen=True):
    """A job made a model; it lies at `path` among the models."""

    job_id: str
    path: str


class QueueChanged(_Event, frozen=True):
    """The queue was paused or resumed. `eta_s` is the time left for all of it, -1 while unknown."""

    paused: bool
    waiting: int
    eta_s: float = -1.0


class EngineChanged(_Event, frozen=True):
    """An engine's state: `starting`, `ready`, `busy`, `stopped`. Memory in MiB, -1 while unknown."""

    state: str
    backend: str = ""
    device: str = ""
    precision: str = ""
    network: str = ""
    resident_mb: float = -1.0
    device_mb: float = -1.0
    total_mb: float = -1.0


class SchemaReady(_Event, frozen=True):
    """The parameters of a generator with a model are known (see `Schemas.get`)."""

    generator: str
    task: str
    model_id: str


class ErrorRaised(_Event, frozen=True):
    """Something failed outside any job: a plugin did not activate, a schema could not be had."""

    error: ErrorInfo


CoreEvent: TypeAlias = (
    JobChanged
    | JobRemoved
    | JobProgressed
    | JobNoticed
    | TextStreamed
    | LiveShown
    | LiveMissed
    | AssetSaved
    | AssetsChanged
    | ModelAdded
    | QueueChanged
    | EngineChanged
    | SchemaReady
    | ErrorRaised
)
Listener: TypeAlias = Callable[[CoreEvent], None]


class Events:
    """Passes each event to every listener, in the thread that publishes it.

    A listener must return at once.
    """

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every event from now on; the returned function ends that."""
        with self._lock:
            self._listeners.append(listener)
        return lambda: self._unsubscribe(listener)

    def publish(self, event: CoreEvent) -> None:
        """Tell every listener. One that raises is logged and does not stop the others."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            try:
                listener(event)
            except Exception:
                log.exception("a listener failed on %s", type(event).__name__)

    def _unsubscribe(self, listener: Listener) -> None:
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)
