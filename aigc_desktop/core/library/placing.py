"""Takes what an engine wrote out of its folder and puts it where assets lie."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import msgspec

from aigc_desktop.core.library import files
from aigc_desktop.core.library.arrivals import text_in
from aigc_desktop.core.library.rows import NewRow
from aigc_desktop.core.paths import Paths
from aigc_desktop.media.files import write_whole
from aigc_desktop.messages import OutputSaved

log = logging.getLogger(__name__)

_NOTE = ".output.json"
_notes = msgspec.json.Decoder(OutputSaved)


def sources_of(output: OutputSaved, folder: Path) -> list[Path]:
    """The file of `output` in `folder`, and its thumbnail where that is another file."""
    names = dict.fromkeys((output.file, output.thumbnail or output.file))
    return [files.received(folder, name) for name in names]


def note_of(output: OutputSaved, folder: Path) -> Path:
    """Where `take_in` leaves its note about `output`."""
    return folder / f"{output.index:04d}{_NOTE}"


def take_in(paths: Paths, output: OutputSaved, folder: Path) -> NewRow:
    """Move the files of `output` into place and give the row they need. May be repeated after a crash.

    A picture bears its recipe. A text cannot, so a note with it stays in `folder` until the row is there.
    """
    if output.kind == "text":
        write_whole(note_of(output, folder), msgspec.json.encode(output))
    sources = sources_of(output, folder)
    asset_id = files.asset_id(output.job_id, output.index)
    created_at = files.sound_time(output.recipe.created_at)
    file = files.place_of(paths, f"{asset_id}{sources[0].suffix}", created_at)
    thumbnail = ""
    if len(sources) > 1:
        target = files.thumbnail_of(paths, f"{asset_id}{sources[1].suffix}", created_at)
        files.move(sources[1], target)
        thumbnail = files.relative(paths, target)
    files.move(sources[0], file)
    return NewRow(
        id=asset_id,
        kind=output.kind,
        file=files.relative(paths, file),
        thumbnail=thumbnail,
        width=output.width,
        height=output.height,
        created_at=created_at,
        recipe=msgspec.structs.replace(output.recipe, job_id=output.job_id, index=output.index),
        is_output=True,
        text=text_in(file) if output.kind == "text" else "",
    )


def half_taken_in(folder: Path) -> Iterator[OutputSaved]:
    """The outputs in a job's `folder` that were being taken in when the application was ended.

    An engine can write there too, so a note counts for the job of its folder only.
    """
    for note in sorted(folder.glob(f"*{_NOTE}")):
        try:
            output = _notes.decode(note.read_bytes())
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            log.warning("%s is damaged: %s", note, error)
            continue
        if output.job_id == folder.name and output.kind == "text":
            yield output
