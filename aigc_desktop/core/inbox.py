"""What reaches the worker: wishes from the window and events from engines, in one queue."""

from __future__ import annotations

from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeAlias

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.api.tasks import Task
from aigc_desktop.messages import Event

if TYPE_CHECKING:
    from aigc_desktop.core.engine_process import EngineProcess


@dataclass(frozen=True, slots=True)
class Wake:
    """Look at the queue again."""


@dataclass(frozen=True, slots=True)
class CancelWanted:
    """Stop a job that is running."""

    job_id: str


@dataclass(frozen=True, slots=True)
class SchemaWanted:
    """Ask an engine for a parameter schema."""

    key: str
    generator: str
    task: Task
    model: Model


@dataclass(frozen=True, slots=True)
class WarmWanted:
    """Start the engine of a generator and load its model, unless there is something better to do."""

    generator: str
    model: Model
    runtime: Runtime


@dataclass(frozen=True, slots=True)
class LiveWanted:
    """Make a picture only to look at it, unless a newer one is wanted before its turn.

    `token` comes back with the picture. A draft may finish even when a newer one waits.
    """

    token: str
    request: Request
    is_draft: bool


@dataclass(frozen=True, slots=True)
class ModelHashed:
    """The weights of a job's model have been read. `error` is set when they could not be."""

    job_id: str
    model: Model
    model_hash: str
    error: ErrorInfo | None = None


@dataclass(frozen=True, slots=True)
class EngineSaid:
    """An engine sent an event."""

    engine: EngineProcess
    event: Event


@dataclass(frozen=True, slots=True)
class EngineGone:
    """An engine's process ended, or sent what makes no sense and was killed for it."""

    engine: EngineProcess
    error: ErrorInfo


@dataclass(frozen=True, slots=True)
class Stop:
    """End the worker."""


Item: TypeAlias = (
    Wake
    | CancelWanted
    | SchemaWanted
    | WarmWanted
    | LiveWanted
    | ModelHashed
    | EngineSaid
    | EngineGone
    | Stop
)
Inbox: TypeAlias = "SimpleQueue[Item]"
