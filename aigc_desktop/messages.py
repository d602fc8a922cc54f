"""What crosses the line to an engine: commands and events, as JSON in length-prefixed frames.

Never pickle: a hostile plugin must not be able to send objects into the application. Pixels go to disk,
or as small encoded previews.
"""

from __future__ import annotations

import struct
from typing import Any, BinaryIO, TypeAlias

import msgspec

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.models import Model
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.api.tasks import Family, OutputKind, Task

MAX_FRAME_BYTES = 8 * 1024 * 1024
_LENGTH = struct.Struct(">I")


class Message(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of all that crosses the line."""


class PluginRef(msgspec.Struct, frozen=True, kw_only=True):
    """A plugin to activate: its id, version, module of hooks, and the folder that holds its package."""

    id: str
    version: str
    hooks: str
    site: str


# Commands: application -> engine


class Start(Message, frozen=True):
    """The first command: what to activate, and on which backend this engine runs."""

    plugins: tuple[PluginRef, ...]
    backend: str


class Describe(Message, frozen=True):
    """Ask for a parameter schema. Answered by `Described` or `DescribeFailed` with the same `key`."""

    key: str
    plugin: str
    generator: str
    task: Task
    model: Model


class Run(Message, frozen=True):
    """Run a job: make outputs `indices` of `request` and write them into `folder`."""

    job_id: str
    plugin: str
    plugin_version: str
    request: Request
    family: Family
    model: Model
    model_hash: str
    indices: tuple[int, ...]
    folder: str


class LiveRun(Message, frozen=True):
    """Make the one picture of `request` now and send it back; nothing is saved."""

    job_id: str
    plugin: str
    request: Request
    model: Model


class Cancel(Message, frozen=True):
    """Stop the job at its next step."""

    job_id: str


class Warm(Message, frozen=True):
    """Load a model at idle, so that the first job finds it ready."""

    plugin: str
    generator: str
    model: Model
    runtime: Runtime


class Shutdown(Message, frozen=True):
    """Close generators and exit."""


# Events: engine -> application


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """A device as the engine sees it. `precision` is what is fast on it; memory in MiB."""

    id: str
    name: str
    precision: str
    memory_mb: float


class EngineReady(Message, frozen=True):
    """The engine has activated its plugins. `network` is `blocked` (by the system), `guarded` or `open`."""

    pid: int
    devices: tuple[Device, ...]
    network: str
    libraries: dict[str, str]


class PluginFailed(Message, frozen=True):
    """A plugin could not be activated; the others go on."""

    plugin: str
    error: ErrorInfo


class Described(Message, frozen=True):
    """The parameter schema asked for."""

    key: str
    schema: dict[str, Any]


class DescribeFailed(Message, frozen=True):
    """The schema could not be had."""

    key: str
    error: ErrorInfo


class JobLoading(Message, frozen=True):
    """The model is being loaded."""

    job_id: str


class JobRunning(Message, frozen=True):
    """The model is there and generation begins, on the runtime that was really chosen."""

    job_id: str
    runtime: Runtime
    load_s: float


class JobProgress(Message, frozen=True):
    """How far the whole job is, 0 to 1, and what it is at. `preview` is a small JPEG, base64 in JSON."""

    job_id: str
    fraction: float
    step: int
    total: int
    message: str = ""
    preview: bytes = b""


class JobNotice(Message, frozen=True):
    """Something worth telling that is no failure."""

    job_id: str
    message: str
    hint: str = ""


class JobText(Message, frozen=True):
    """More of the text of output `index`, which is being written."""

    job_id: str
    delta: str
    index: int = 0


class LiveBegun(Message, frozen=True):
    """The model of a `LiveRun` is there, and its picture is being made."""

    job_id: str


class LiveFrame(Message, frozen=True):
    """The picture of a `LiveRun`, encoded; `width` and `height` are those of the whole picture."""

    job_id: str
    picture: bytes
    width: int
    height: int
    duration_s: float


class LiveFailed(Message, frozen=True):
    """A `LiveRun` gave no picture; without an error it was stopped."""

    job_id: str
    error: ErrorInfo | None = None


class OutputSaved(Message, frozen=True):
    """A finished file lies in the job's folder under `file`, its thumbnail under `thumbnail` (or none)."""

    job_id: str
    index: int
    kind: OutputKind
    file: str
    thumbnail: str
    width: int
    height: int
    recipe: Recipe


class OutputsSaved(Message, frozen=True):
    """Finished files of one job lie in its folder, as each of `outputs` says."""

    job_id: str
    outputs: tuple[OutputSaved, ...]


class ModelSaved(Message, frozen=True):
    """A finished model lies in the job's folder under `folder`; it is to be called `name`."""

    job_id: str
    index: int
    folder: str
    name: str


class JobSaving(Message, frozen=True):
    """Everything is generated; the last files are being written."""

    job_id: str


class JobFinished(Message, frozen=True):
    """All outputs of the job are saved. `resident_mb` is the memory that the engine holds now."""

    job_id: str
    duration_s: float
    resident_mb: float


class JobFailed(Message, frozen=True):
    """The job failed; the engine goes on."""

    job_id: str
    error: ErrorInfo


class JobStopped(Message, frozen=True):
    """The job ended because it was cancelled."""

    job_id: str


class Memory(Message, frozen=True):
    """What the engine holds now, in MiB; `device_mb` is -1 on a CPU."""

    resident_mb: float
    device_mb: float


Command: TypeAlias = Start | Describe | Run | LiveRun | Cancel | Warm | Shutdown
Event: TypeAlias = (
    EngineReady
    | PluginFailed
    | Described
    | DescribeFailed
    | JobLoading
    | JobRunning
    | JobProgress
    | JobNotice
    | JobText
    | LiveBegun
    | LiveFrame
    | LiveFailed
    | OutputsSaved
    | ModelSaved
    | JobSaving
    | JobFinished
    | JobFailed
    | JobStopped
    | Memory
)

_encoder = msgspec.json.Encoder()
_commands: msgspec.json.Decoder[Command] = msgspec.json.Decoder(Command)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def write(stream: BinaryIO, message: Message) -> None:
    """Write one frame and flush it.

    Raises AigcError when the message is too large, OSError when the line is cut.
    """
    body = _encoder.encode(message)
    if len(body) > MAX_FRAME_BYTES:
        raise AigcError("engine.message", f"A message of {len(body)} bytes is too large for the line.")
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_command(stream: BinaryIO) -> Command | None:
    """The next command, or None when the application is gone."""
    body = _read_frame(stream)
    return None if body is None else _commands.decode(body)


def read_event(stream: BinaryIO) -> Event | None:
    """The next event, or None when the engine is gone. Raises AigcError `engine.message` on garbage."""
    body = _read_frame(stream)
    if body is None:
        return None
    try:
        return _events.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _garbage(f"it could not be read: {error}") from error


def _read_frame(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAX_FRAME_BYTES:
        raise _garbage(f"it claims {length} bytes")
    body = stream.read(length)
    return body if len(body) == length else None


def _garbage(why: str) -> AigcError:
    return AigcError("engine.message", f"The engine sent a message that makes no sense: {why}.")
