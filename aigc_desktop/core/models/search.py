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
from aigc_desktop.core.models import diffusers, single_folder
from aigc_desktop.core.models.folder import link_out, unreadable

Inspect = Callable[[Path, Path], Model | None]

LAYOUTS: tuple[Inspect, ...] = (diffusers.inspect, single_folder.inspect)
"""Each takes a folder and the root it lies under, and describes the folder, refuses it or passes."""

_MAX_DEPTH = 6
_MAX_FOLDERS = 20_000


@dataclass(frozen=True, slots=True)
class RefusedModel:
    """A folder that looks like a model and is not offered; `error` says why and what to do."""

    path: Path
    error: ErrorInfo


def inspect(folder: Path, root: Path) -> Model | None:
    """What `folder` is, or None when no layout knows it. Raises AigcError when it is refused."""
    try:
        for layout in LAYOUTS:
            model = layout(folder, root)
            if model is not None:
                return msgspec.structs.replace(model, name=_titled(model, folder))
    except OSError as error:
        raise unreadable(folder, error) from error
    return None


def search(root: Path) -> Iterator[Model | RefusedModel]:
    """Every model below `root`, and every folder that is refused."""
    waiting = [(root, 0)]
    seen = 0
    while waiting and seen < _MAX_FOLDERS:
        folder, depth = waiting.pop()
        seen += 1
        try:
            model = inspect(folder, root)
            if model is not None:
                yield model
                continue
            folders, links = _inside(folder)
        except AigcError as error:
            yield RefusedModel(folder, error.info())
            continue
        leaving = [link for link in links if not link.resolve().is_relative_to(root.resolve())]
        yield from (RefusedModel(link, link_out(link).info()) for link in leaving)
        if depth < _MAX_DEPTH:
            waiting.extend((inner, depth + 1) for inner in reversed(folders))


def slug(folder: Path) -> str:
    """The folder's name as people like to type it: in small letters and without spaces."""
    return re.sub(r"[^\w.]+", "-", name_of(folder).lower()).strip("-.") or "model"


def short_hash(folder: Path) -> str:
    """Tells folders of one name apart."""
    return hashlib.sha256(str(folder).encode()).hexdigest()[:6]


def name_of(folder: Path) -> str:
    """The folder's name; in a Hugging Face cache, where that is a commit, the name of the repository."""
    repository = cache_of(folder)
    return folder.name if repository is None else repository.name.rpartition("--")[2]


def cache_of(folder: Path) -> Path | None:
    """The folder of the Hugging Face cache that holds this snapshot's files, if it is one."""
    repository = folder.parent.parent
    is_snapshot = folder.parent.name == "snapshots" and repository.name.startswith("models--")
    return repository if is_snapshot else None


def _titled(model: Model, folder: Path) -> str:
    return name_of(folder) if model.name == folder.name else model.name


def _inside(folder: Path) -> tuple[Sequence[Path], Sequence[Path]]:
    """The folders in `folder`, and the links to folders."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted((e for e in scan if not e.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        raise unreadable(folder, error) from error
    folders = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
    links = [Path(entry.path) for entry in entries if entry.is_symlink() and entry.is_dir()]
    return folders, links
