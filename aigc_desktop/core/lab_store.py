"""What the latent lab keeps for each model: a JSON file that all windows share."""

from __future__ import annotations

from pathlib import Path

import msgspec

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.latents import parse
from aigc_desktop.core.locking import turn
from aigc_desktop.media.files import write_whole

MOST_PINS = 64
MOST_DIRECTIONS = 16
MOST_BYTES = 8 * 1024 * 1024
"""How large the file may get; the models that were changed longest ago are forgotten first."""


class Direction(msgspec.Struct, frozen=True):
    """A way to move points, with the name that the user gave it."""

    name: str
    latent: str


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept for one model: pinned points, in the order of the path, and directions.

    All latents are written as in `api.latents`.
    """

    pins: tuple[str, ...] = ()
    directions: tuple[Direction, ...] = ()


_Models = dict[str, Kept]
_models = msgspec.json.Decoder(_Models)


class LabStore:
    """The file at `path`. It is read at every call: another window may have changed it, and the last wins.

    A file that cannot be understood is kept beside it as `.damaged`, and `notice` says so.
    """

    def __init__(self, path: Path) -> None:
        self.notice: ErrorInfo | None = None
        self._path = path
        self._lock = path.with_name(f"{path.name}.lock")

    def get(self, model: str) -> Kept:
        """What is kept for the model of this id; what is no latent is left out."""
        with turn(self._lock):
            kept = self._read().get(model, Kept())
        return Kept(
            tuple(pin for pin in kept.pins if _is_latent(pin)),
            tuple(direction for direction in kept.directions if _is_latent(direction.latent)),
        )

    def put(self, model: str, kept: Kept) -> None:
        """Keep this for a model instead of what was kept before; what is beyond the limits is cut off.

        Raises AigcError `disk.full` or `file.unwritable`; then all is as it was.
        """
        with turn(self._lock):
            models = self._read()
            models.pop(model, None)
            if kept != Kept():
                models[model] = Kept(kept.pins[:MOST_PINS], kept.directions[:MOST_DIRECTIONS])
            write_whole(self._path, _fitting(models))

    def _read(self) -> _Models:
        """All models, the one that was changed last at the end."""
        try:
            if self._path.stat().st_size > MOST_BYTES:
                return self._put_aside(f"It has more than {MOST_BYTES} bytes.")
            return _models.decode(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return self._put_aside(str(error))

    def _put_aside(self, reason: str) -> _Models:
        backup = self._path.with_name(f"{self._path.name}.damaged")
        self._path.replace(backup)
        self.notice = ErrorInfo(
            code="lab.damaged",
            message="What the latent lab kept could not be understood; it begins anew.",
            hint=f"Your file was kept as {backup}.",
            details=reason,
        )
        return {}


def _fitting(models: _Models) -> bytes:
    """The file's content, without the oldest models where it would be too large."""
    while len(content := msgspec.json.format(msgspec.json.encode(models), indent=2)) > MOST_BYTES:
        del models[next(iter(models))]
    return content


def _is_latent(text: str) -> bool:
    try:
        parse(text)
    except AigcError:
        return False
    return True
