"""The files of a model folder, listed only after nothing in it can run code or lead out of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aigc_desktop.api.errors import AigcError

WEIGHTS = ".safetensors"
MAX_JSON_BYTES = 1024 * 1024

_PICKLES = frozenset({".bin", ".ckpt", ".pickle", ".pkl", ".pt", ".pth"})
_CODE = frozenset({".dll", ".dylib", ".py", ".pyc", ".pyd", ".so"})
_MAX_FILES = 10_000


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a model folder; `name` is its path within the folder, with slashes."""

    name: str
    path: Path
    size: int

    @property
    def is_weights(self) -> bool:
        """Whether tensors are in it."""
        return self.path.suffix.lower() == WEIGHTS


def list_files(folder: Path, root: Path) -> tuple[ModelFile, ...]:
    """Every file in `folder`, sorted. A link may lead to another file below `root`, but not further.

    Raises AigcError `model.symlink`, `model.pickle`, `model.code`, `model.too_many_files` or
    `model.unreadable`.
    """
    try:
        files = sorted(_walk(folder, root.resolve()), key=lambda file: file.name)
    except OSError as error:
        raise unreadable(folder, error) from error
    _refuse_code(folder, files)
    _refuse_pickles(folder, files)
    return tuple(files)


def read_json(file: Path) -> Any:  # noqa: ANN401 - JSON is anything
    """What a small JSON file holds; raises AigcError `model.config`.

    Python writes infinities into JSON, which nobody else can read: they become None.
    """
    try:
        if file.stat().st_size <= MAX_JSON_BYTES:
            return json.loads(file.read_bytes(), parse_constant=lambda _: None)
        reason = f"it is larger than {MAX_JSON_BYTES:,} bytes"
    except (OSError, ValueError, RecursionError) as error:
        reason = str(error)
    raise AigcError(
        "model.config",
        f"{file.name} of the model cannot be read: {reason}.",
        f"Copy or download {file} again.",
    )


def unreadable(folder: Path, error: OSError) -> AigcError:
    """The refusal of a folder that the system does not let us read."""
    return AigcError(
        "model.unreadable",
        f"The folder {folder.name} cannot be read: {error.strerror}.",
        f"Check that {folder} exists and that you may read it.",
    )


def link_out(link: Path) -> AigcError:
    """The refusal of a link that leads out of its model root, or nowhere."""
    return AigcError(
        "model.symlink",
        f"{link.name} is a link that leads out of the model folder.",
        f"Put what it leads to in the place of {link}, or add the folder where that lies as a model folder.",
    )


def _walk(folder: Path, root: Path) -> Iterator[ModelFile]:
    count = 0
    for parent, folders, names in os.walk(folder, onerror=_raise):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        if links:
            raise link_out(Path(parent, links[0]))
        for name in names:
            count += 1
            if count > _MAX_FILES:
                raise AigcError(
                    "model.too_many_files",
                    f"The folder {folder.name} holds more than {_MAX_FILES:,} files.",
                    "Keep nothing but the model in its folder.",
                )
            file = Path(parent, name)
            if file.is_symlink() and not _stays_in(file, root):
                raise link_out(file)
            yield ModelFile(file.relative_to(folder).as_posix(), file, file.stat().st_size)


def _raise(error: OSError) -> None:
    raise error


def _stays_in(link: Path, root: Path) -> bool:
    target = link.resolve()
    return target.is_relative_to(root) and target.is_file()


def _refuse_code(folder: Path, files: list[ModelFile]) -> None:
    code = [file.name for file in files if file.path.suffix.lower() in _CODE]
    if code:
        raise AigcError(
            "model.code",
            f"The model {folder.name} brings program code, which is never run: {_some(code)}.",
            "Use a version of this model without code of its own; if the code is not needed, delete it.",
        )


def _refuse_pickles(folder: Path, files: list[ModelFile]) -> None:
    pickles = [file for file in files if file.path.suffix.lower() in _PICKLES]
    if not pickles:
        return
    safe = {file.path.parent for file in files if file.is_weights}
    unsafe = [file.name for file in pickles if file.path.parent not in safe]
    names = _some([file.name for file in pickles])
    raise AigcError(
        "model.pickle",
        f"The model {folder.name} holds files that can run code when they are loaded: {names}.",
        f"There is no safe copy of {_some(unsafe)}: get the safetensors version of this model, or convert it "
        "in a sandbox with save_pretrained(..., safe_serialization=True)."
        if unsafe
        else "Delete them: the safetensors files beside them hold the same weights.",
    )


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
