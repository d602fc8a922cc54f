"""Describes files that came into the library by another way than from an engine."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.tasks import OutputKind
from aigc_desktop.core.library import files
from aigc_desktop.core.library.rows import NewRow
from aigc_desktop.core.paths import Paths
from aigc_desktop.media.decode import open_image
from aigc_desktop.media.metadata import FoundSettings, read_settings
from aigc_desktop.media.sequence import SUFFIX, is_sequence
from aigc_desktop.media.texts import read_text
from aigc_desktop.media.thumbnails import write_first_frame, write_thumbnail

log = logging.getLogger(__name__)

_SEARCHED_BYTES = 256 * 1024

SUFFIXES: Mapping[str, str] = {
    "AVIF": ".avif",
    "BMP": ".bmp",
    "GIF": ".gif",
    "JPEG": ".jpg",
    "MPO": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
}
"""The suffix of a picture's file by Pillow's name of its format."""

KINDS: Mapping[str, OutputKind] = {
    **dict.fromkeys((*SUFFIXES.values(), ".jpeg"), "image"),
    ".txt": "text",
}
"""What a file is taken for, by its suffix in small letters. Others are left alone."""


def new_id(stem: str) -> str:
    """An id for a file that no job made; it begins like the file's name."""
    name = re.sub(r"\W+", "-", stem.lower())[:40].strip("-")
    return f"{name or 'file'}-{secrets.token_hex(4)}"


def describe(paths: Paths, file: Path) -> NewRow:
    """The row that `file`, which lies in the library, needs. Makes its thumbnail.

    Raises AigcError when it is no sound picture.
    """
    if KINDS[file.suffix.lower()] == "text":
        return _text(paths, file)
    image = open_image(file)
    found = _settings(file)
    recipe = found.recipe if found else None
    is_output = recipe is not None and file.stem == files.asset_id(recipe.job_id, recipe.index)
    created_at = files.sound_time(recipe.created_at if recipe and is_output else file.stat().st_mtime)
    asset_id = file.stem if is_output else new_id(file.stem)
    kind: OutputKind = "sequence" if file.suffix.lower() == SUFFIX and is_sequence(recipe) else "image"
    thumbnail = files.thumbnail_of(paths, f"{asset_id}.webp", created_at)
    if not thumbnail.exists():
        thumbnail.parent.mkdir(parents=True, exist_ok=True)
        write = write_first_frame if kind == "sequence" else write_thumbnail
        name = write(image, thumbnail.parent, file.name)
        if name != file.name:
            files.move(thumbnail.with_name(name), thumbnail)
    return NewRow(
        id=asset_id,
        kind=kind,
        file=files.relative(paths, file),
        thumbnail=files.relative(paths, thumbnail) if thumbnail.exists() else "",
        width=image.width,
        height=image.height,
        created_at=created_at,
        recipe=recipe,
        is_output=is_output,
        name="" if is_output else f"{file.stem} {found.prompt if found else ''}",
    )


def recipe_in(file: Path) -> Recipe | None:
    """The recipe in a picture, if it has one that can be read."""
    found = _settings(file)
    return found.recipe if found else None


def text_in(file: Path) -> str:
    """What of a text can be searched for: its beginning, which is all of most."""
    return read_text(file, _SEARCHED_BYTES)


def as_copy(row: NewRow) -> NewRow:
    """`row` for a further copy of an asset that the library has. The copy shares no file with it."""
    name = Path(row.file).stem
    return replace(row, id=new_id(name), thumbnail="", is_output=False, name=name)


def _text(paths: Paths, file: Path) -> NewRow:
    return NewRow(
        id=new_id(file.stem),
        kind="text",
        file=files.relative(paths, file),
        thumbnail="",
        width=0,
        height=0,
        created_at=files.sound_time(file.stat().st_mtime),
        recipe=None,
        is_output=False,
        name=file.stem,
        text=text_in(file),
    )


def _settings(file: Path) -> FoundSettings | None:
    try:
        return read_settings(file)
    except AigcError as error:  # a sound picture is welcome without them
        log.info("%s: %s", file.name, error)
        return None
