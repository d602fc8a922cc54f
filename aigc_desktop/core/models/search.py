"""Looks for models below a folder, and names what is found. Which layouts are known stands here."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.models import Model
from aigc_desktop.core.models import diffusers, onnx, single_folder
from aigc_desktop.core.models.folder import link_out, unreadable

Inspect = Callable[[Path, Path], Model | None]

LAYOUTS: tuple[Inspect, ...] = (onnx.inspect, diffusers.inspect, single_folder.inspect)
"""Each takes a folder or file and the root it lies under, and describes it, refuses it or passes."""

_MAX_DEPTH = 6
_MAX_FOLDERS = 20_000


@dataclass(frozen=True, slots=True)
class RefusedModel:
    """A folder or file that looks like a model and is not offered; `error` says why and what to do."""

    path: Path
    error: ErrorInfo


def inspect(place: Path, root: Path) -> Model | None:
    """What this folder or file is, or None when no layout knows it. Raises AigcError when it is refused."""
    try:
        for layout in LAYOUTS:
            model = layout(place, root)
            if model is not None:
                return msgspec.structs.replace(model, name=_titled(model, place))
    except OSError as error:
        raise unreadable(place, error) from error
    return None


def search(root: Path) -> Iterator[Model | RefusedModel]:
    """Every model below `root`, and every folder that is refused."""
    waiting = [(root, 0)]
    seen = 0
    while waiting and seen < _MAX_FOLDERS:
        place, depth = waiting.pop()
        seen += 1
        try:
            model = inspect(place, root)
            if model is not None:
                yield model
                continue
            inner, links = _inside(place)
        except AigcError as error:
            yield RefusedModel(place, error.info())
            continue
        leaving = [link for link in links if not link.resolve().is_relative_to(root.resolve())]
        yield from (RefusedModel(link, link_out(link).info()) for link in leaving)
        if depth < _MAX_DEPTH:
            waiting.extend((one, depth + 1) for one in reversed(inner))


def slug(folder: Path) -> str:
    """The folder's name as people like to type it: in small letters and without spaces."""
    return re.sub(r"[^\w.]+", "-", name_of(folder).lower()).strip("-.") or "model"


def short_hash(folder: Path) -> str:
    """Tells folders of one name apart."""
    return hashlib.sha256(str(folder).encode()).hexdigest()[:6]


def name_of(folder: Path) -> str:
    """The folder's name; in a Hugging Face cache, where that is a commit, the name of the repository."""
    repository = cache_of(folder)
    if repository is not None:
        return repository.name.rpartition("--")[2]
    return folder.stem if folder.suffix.lower() == onnx.SUFFIX else folder.name


def cache_of(folder: Path) -> Path | None:
    """The folder of the Hugging Face cache that holds this snapshot's files, if it is one."""
    repository = folder.parent.parent
    is_snapshot = folder.parent.name == "snapshots" and repository.name.startswith("models--")
    return repository if is_snapshot else None


def _titled(model: Model, folder: Path) -> str:
    return name_of(folder) if model.name == folder.name else model.name


def _inside(folder: Path) -> tuple[Sequence[Path], Sequence[Path]]:
    """The folders and single files in `folder` that may be models, and the links to folders."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted((e for e in scan if not e.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        raise unreadable(folder, error) from error
    inner = [Path(e.path) for e in entries if e.is_dir(follow_symlinks=False) or _is_single(e)]
    links = [Path(entry.path) for entry in entries if entry.is_symlink() and entry.is_dir()]
    return inner, links


def _is_single(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(onnx.SUFFIX) and entry.is_file()
