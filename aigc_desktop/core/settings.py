"""The user's settings: a JSON file that holds only what differs from the defaults."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Literal

import msgspec

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.media.files import write_whole

Language = Literal["system", "en", "zh_CN"]
Theme = Literal["system", "dark", "light"]
PrecisionChoice = Literal["auto", "float32", "bfloat16", "float16"]


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the user chose. `model_roots` are folders with models beside the application's own."""

    language: Language = "system"
    theme: Theme = "system"
    model_roots: tuple[str, ...] = ()
    device: str = "auto"
    precision: PrecisionChoice = "auto"


class SettingsFile:
    """The settings in the file at `path`.

    A file that cannot be understood is kept beside it as `.bak`, the defaults hold, and `notice` says so.
    """

    def __init__(self, path: Path) -> None:
        self.notice: ErrorInfo | None = None
        self._path = path
        self._lock = threading.Lock()
        self._value = self._read()

    @property
    def value(self) -> Settings:
        """The settings as they are now."""
        return self._value

    def change(self, **fields: Any) -> Settings:  # noqa: ANN401 - checked against the types of Settings
        """Change some settings and write them; gives all. Raises AigcError `settings.value`."""
        with self._lock:
            current = msgspec.to_builtins(self._read())  # another window may have changed others
            try:
                value = msgspec.convert({**current, **_known(fields)}, Settings)
            except msgspec.ValidationError as error:
                raise AigcError(
                    "settings.value", f"This setting cannot be: {error}.", "Choose one of the values named."
                ) from error
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, msgspec.json.format(msgspec.json.encode(value), indent=2))
            self._value = value
            return value

    def _read(self) -> Settings:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Settings)
        except FileNotFoundError:
            return Settings()
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            backup = self._path.with_name(f"{self._path.name}.bak")
            self._path.replace(backup)
            self.notice = ErrorInfo(
                code="settings.damaged",
                message="The settings could not be understood; the defaults are used.",
                hint=f"Your file was kept as {backup}.",
                details=str(error),
            )
            return Settings()


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - set(Settings.__struct_fields__)
    if unknown:
        raise TypeError(f"there is no setting {', '.join(sorted(unknown))}")
    return fields
