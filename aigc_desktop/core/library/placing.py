"""Takes what an engine wrote out of its folder and puts it where assets lie."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from aigc_desktop.api.errors import AigcError
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


def leftovers(again: Sequence[OutputSaved], placed: Iterable[OutputSaved], folder: Path) -> list[Path]:
    """What lies in `folder` for nothing: of outputs that were in the library before, and of new ones."""
    sources = [source for output in again for source in sources_of(output, folder)]
    return sources + [note_of(output, folder) for output in (*again, *placed) if output.kind == "text"]


def take_in_all(
    paths: Paths, outputs: Iterable[OutputSaved], folder: Path
) -> tuple[list[NewRow], AigcError | None]:
    """Take in one output after the other: their rows, up to the first that cannot be, and why it cannot."""
    rows: list[NewRow] = []
    failure: AigcError | None = None
    for output in outputs:
        try:
            rows.append(take_in(paths, output, folder))
        except AigcError as error:
            failure = error
            break
    names = {name for row in rows for name in (row.file, row.thumbnail) if name}
    files.flush_names({(paths.home / name).parent for name in names})
    return rows, failure


def take_in(paths: Paths, output: OutputSaved, folder: Path) -> NewRow:
    """Move the files of `output` into place and give the row they need. May be repeated after a crash.

    Their new names are on the disk once `files.flush_names` was called.
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
        files.rename(sources[1], target)
        thumbnail = files.relative(paths, target)
    files.rename(sources[0], file)
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
