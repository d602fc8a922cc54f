"""What an asset can be exported as, and doing it: texts and animations in the forms that others take."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.delivery import deliver, explained, reserve
from aigc_desktop.core.records import Asset
from aigc_desktop.media import texts
from aigc_desktop.media.clip import Clip, read_clip
from aigc_desktop.media.encode import encode_png, texts_of
from aigc_desktop.media.files import settle
from aigc_desktop.media.gif import write_gif
from aigc_desktop.media.metadata import a1111
from aigc_desktop.media.video import write_mp4

Progress: TypeAlias = Callable[[int, int], None]
"""Told before each step how many of how many are done; what it raises ends the export."""

FORMS: Mapping[str, tuple[str, ...]] = {
    "text": tuple(texts.FORMS),
    "sequence": ("webp", "png", "gif", "mp4"),
}
"""By the kind of the asset, the usual one first. `png` is a folder with a file for each frame."""

ALL_FORMS = tuple(form for forms in FORMS.values() for form in forms)


def _in_silence(_done: int, _total: int) -> None:
    """Nobody watches."""


def check_form(asset: Asset, form: str | None) -> str:
    """`form`, or the usual one of `asset`. Raises AigcError `usage.kind` where it has no such form."""
    forms = FORMS.get(asset.kind, ())
    if not forms:
        raise AigcError(
            "usage.kind",
            f"The asset “{asset.id}” is a picture, and those are finished files as they are.",
            "Copy the file itself; `aigc library show` tells where it lies.",
        )
    if form is not None and form not in forms:
        raise AigcError(
            "usage.kind",
            f"The asset “{asset.id}” cannot be exported as {form}.",
            f"Choose one of {', '.join(forms)}.",
        )
    return form or forms[0]


def export_asset(asset: Asset, form: str, folder: Path, progress: Progress = _in_silence) -> Path:
    """Write `asset` as `form` into `folder`, whole or not at all, and give the new file or folder.

    Raises AigcError: `usage.kind`, `ffmpeg.missing`, `ffmpeg.failed`, `disk.full`, or what reading the asset
    raises; and what `progress` raises.
    """
    check_form(asset, form)
    if asset.kind == "text":
        return deliver(asset, folder, f".{form}", lambda: _text(asset, form))
    return _export_sequence(asset, form, folder, progress)


def _text(asset: Asset, form: str) -> bytes:
    return texts.FORMS[form](texts.read_text(Path(asset.file)), asset.recipe).encode()


def _export_sequence(asset: Asset, form: str, folder: Path, progress: Progress) -> Path:
    """Beside the reserved name first; that becomes the file only when all of it is on the disk."""
    clip = read_clip(Path(asset.file), asset.recipe)
    target = reserve(asset, folder, "" if form == "png" else f".{form}")
    part = target.with_name(f"{target.name}.part")
    try:
        with explained(target):
            _WRITERS[form](part, asset, clip, _Steps(clip.frames, progress))
            if part.is_file():
                settle(part)
            if target.is_dir():
                target.rmdir()  # not every system replaces an empty folder
            part.replace(target)
    except BaseException:
        _remove(part)
        _remove(target)
        raise
    return target


class _Steps:
    """Counts frames."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def __call__(self) -> None:
        self._progress(min(self._done, self._total), self._total)
        self._done += 1


def _write_webp(part: Path, asset: Asset, clip: Clip, step: Callable[[], None]) -> None:
    """The asset's own file: it is one."""
    step()
    shutil.copyfile(clip.file, part)


def _write_pngs(part: Path, asset: Asset, clip: Clip, step: Callable[[], None]) -> None:
    part.mkdir()
    said = texts_of(asset.recipe, clip.width, clip.height) if asset.recipe else {}
    for number, picture in enumerate(clip.pictures(), 1):
        step()
        (part / f"{number:04d}.png").write_bytes(encode_png(picture, said))


def _write_gif(part: Path, asset: Asset, clip: Clip, step: Callable[[], None]) -> None:
    write_gif(part, clip, step)


def _write_mp4(part: Path, asset: Asset, clip: Clip, step: Callable[[], None]) -> None:
    comment = a1111.encode(asset.recipe, clip.width, clip.height) if asset.recipe else ""
    write_mp4(part, clip, comment, step)


_WRITERS: Mapping[str, Callable[[Path, Asset, Clip, Callable[[], None]], None]] = {
    "webp": _write_webp,
    "png": _write_pngs,
    "gif": _write_gif,
    "mp4": _write_mp4,
}


def _remove(path: Path) -> None:
    """Remove a file or a folder of ours, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
