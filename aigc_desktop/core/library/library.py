"""Every saved asset: its file under home and its row in the database.

An asset exists exactly when both are there. Files move first and rows follow; `sweep` settles what a crash
leaves between the two, and there the row decides where the file belongs.
"""

from __future__ import annotations

import logging
import time
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.database import Database
from aigc_desktop.core.events import AssetSaved, AssetsChanged, Events
from aigc_desktop.core.library import arrivals, files, placing, rows, sweep
from aigc_desktop.core.library.query import AssetQuery, where
from aigc_desktop.core.paths import Paths
from aigc_desktop.core.records import Asset
from aigc_desktop.media.decode import read_head
from aigc_desktop.media.files import open_regular, write_whole
from aigc_desktop.messages import OutputSaved

log = logging.getLogger(__name__)

MAX_RATING = 5

_AMONG = "id IN (SELECT value FROM json_each(?))"
_MODELS = """
SELECT model, (SELECT coalesce(json_extract(recipe, '$.model_name'), model) FROM assets WHERE key = newest)
FROM (
    SELECT model, count(*) AS made, max(key) AS newest FROM assets
    WHERE is_missing = 0 AND binned_at = 0 AND model != '' GROUP BY model
) ORDER BY made DESC, model
"""
_keys = msgspec.json.Decoder(list[int])


class Library:
    """Finds, adds and throws away assets. Any thread may call it."""

    def __init__(self, paths: Paths, database: Database, events: Events) -> None:
        self._paths = paths
        self._database = database
        self._events = events

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the files of assets lie, in a folder a month."""
        return self._paths.assets, self._paths.bin

    def keys(self, query: AssetQuery) -> Sequence[int]:
        """The keys of the assets that `query` asks for, newest first."""
        condition, values = where(query)
        # One value that holds all keys is read twice as fast as a row for each.
        sql = (
            "SELECT json_group_array(key) FROM "
            f"(SELECT key FROM assets WHERE {condition} ORDER BY created_at DESC, key DESC)"
        )
        (found,) = self._database.connection().execute(sql, values).fetchone()
        return array("q", _keys.decode(found))

    def assets(self, keys: Iterable[int]) -> dict[int, Asset]:
        """The assets behind `keys`, without those that are gone."""
        return dict(self._select("key IN (SELECT value FROM json_each(?))", rows.listed(keys)))

    def get(self, asset_id: str) -> Asset:
        """The asset called so; raises AigcError `asset.unknown`."""
        return self._one(asset_id)[1]

    def key_of(self, asset_id: str) -> int:
        """The key of the asset called so; raises AigcError `asset.unknown`."""
        return self._one(asset_id)[0]

    def saved_indices(self, job_id: str) -> frozenset[int]:
        """Which outputs of a job are in the library, or were and lie in the bin."""
        found = self._database.connection().execute(
            "SELECT job_index FROM assets WHERE job_id = ?", (job_id,)
        )
        return frozenset(index for (index,) in found)

    def models(self) -> list[tuple[str, str]]:
        """The models that made what is in the library: id and latest name, the one that made most first."""
        return self._database.connection().execute(_MODELS).fetchall()

    def place(self, output: OutputSaved, folder: Path) -> Asset:
        """Take a finished output out of the engine's `folder` into the library.

        Doing it again for the same job and index changes nothing and gives the same asset.
        """
        return self.place_all((output,), folder)[0]

    def place_all(self, outputs: Sequence[OutputSaved], folder: Path) -> list[Asset]:
        """Take finished outputs of one job into the library together, which is quicker than one by one.

        What comes before one that cannot be taken in is kept.
        """
        with self._database.transaction() as connection:
            known = self._made_from(outputs)
            new = list({output.index: output for output in outputs if output.index not in known}.values())
            taken, failure = placing.take_in_all(self._paths, new, folder)
            for row in taken:
                rows.insert(connection, row)
        again, placed = [output for output in outputs if output.index in known], new[: len(taken)]
        files.remove(placing.leftovers(again, placed, folder))
        there = self._made_from(outputs)
        for output in placed:
            self._events.publish(AssetSaved(asset=there[output.index]))
        if failure is not None:
            raise failure
        return [there[output.index] for output in outputs]

    def import_file(self, path: Path) -> Asset:
        """Copy a picture from anywhere into the library, with the recipe in it, if it has one.

        A picture that is in the library already is not taken in twice. Raises AigcError as decoding does.
        """
        head = read_head(path)
        with open_regular(path) as stream:
            content = stream.read()
        own = self._same(path, content)
        if own is not None:
            return own
        name = f"{arrivals.new_id(path.stem)}{arrivals.SUFFIXES[head.format]}"
        file = files.place_of(self._paths, name, time.time())
        try:
            row = self._copy_in(content, file)
        except BaseException:
            files.remove([file])
            raise
        return self._announce(row.id)

    def sweep(self, live_sessions: Collection[str] | None = None) -> None:
        """Settle what a crash left, and notice files that were added, moved or deleted outside.

        With `live_sessions`, what the engines of all other sessions left half done is finished or removed.
        """
        self._paths.make()
        if live_sessions is not None:
            for folder in sweep.dead_folders(self._paths.incoming, live_sessions):
                self._finish_placing(folder)
                sweep.remove_folder(folder)
        if sweep.Sweep(self._paths, self._database).run():
            self._events.publish(AssetsChanged())

    def rate(self, asset_ids: Iterable[str], rating: int) -> None:
        """Give assets 0 to 5 stars."""
        if not 0 <= rating <= MAX_RATING:
            raise AigcError("asset.rating", f"{rating} is no rating.", f"Give from 0 to {MAX_RATING} stars.")
        ids = tuple(asset_ids)
        with self._database.transaction() as connection:
            connection.execute(f"UPDATE assets SET rating = ? WHERE {_AMONG}", (rating, rows.listed(ids)))
        self._events.publish(AssetsChanged(asset_ids=ids))

    def bin(self, asset_ids: Iterable[str]) -> None:
        """Move assets into the bin."""
        self._move(asset_ids, self._place_in_bin, binned_at=time.time())

    def restore(self, asset_ids: Iterable[str]) -> None:
        """Move assets out of the bin again."""
        self._move(asset_ids, self._place_outside, binned_at=0.0)

    def delete(self, asset_ids: Iterable[str]) -> None:
        """Delete for good those of the assets that lie in the bin."""
        with self._database.transaction() as connection:
            binned = [asset for asset in self._among(asset_ids) if asset.binned_at]
            files.remove(Path(name) for asset in binned for name in (asset.file, asset.thumbnail))
            ids = tuple(asset.id for asset in binned)
            connection.execute(f"DELETE FROM assets WHERE {_AMONG}", (rows.listed(ids),))
        self._events.publish(AssetsChanged(asset_ids=ids))

    def _move(self, asset_ids: Iterable[str], place: Callable[[Asset], Path], binned_at: float) -> None:
        failure: AigcError | None = None
        moved: list[str] = []
        with self._database.transaction() as connection:
            for asset in self._among(asset_ids):
                if bool(asset.binned_at) == bool(binned_at):
                    continue
                target = place(asset)
                try:
                    if Path(asset.file).exists():
                        files.move(Path(asset.file), target)
                except AigcError as error:
                    failure = error  # what was moved before it is moved
                    break
                values = (files.relative(self._paths, target), binned_at, asset.id)
                connection.execute("UPDATE assets SET file = ?, binned_at = ? WHERE id = ?", values)
                moved.append(asset.id)
        self._events.publish(AssetsChanged(asset_ids=tuple(moved)))
        if failure is not None:
            raise failure

    def _finish_placing(self, session_folder: Path) -> None:
        for job_folder in session_folder.iterdir():
            for output in placing.half_taken_in(job_folder):
                try:
                    self.place(output, job_folder)
                except AigcError as error:  # its job was not finished either: it makes the output again
                    log.warning("%s of a session that is over was not saved: %s", output.file, error)

    def _place_in_bin(self, asset: Asset) -> Path:
        return files.bin_of(self._paths, asset.id, Path(asset.file).suffix)

    def _place_outside(self, asset: Asset) -> Path:
        return files.free_name(files.place_of(self._paths, Path(asset.file).name, asset.created_at))

    def _copy_in(self, content: bytes, file: Path) -> rows.NewRow:
        with files.explained(file), self._database.transaction() as connection:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, content)
            row = arrivals.describe(self._paths, file)
            rows.insert(connection, row)
        return row

    def _same(self, path: Path, content: bytes) -> Asset | None:
        """The asset whose file is byte for byte the picture at `path`."""
        recipe = arrivals.recipe_in(path)
        if recipe is None:
            return None
        for _, asset in self._select("job_id = ? AND job_index = ?", recipe.job_id, recipe.index):
            file = Path(asset.file)
            if file.exists() and file.read_bytes() == content:
                return asset
        return None

    def _announce(self, asset_id: str) -> Asset:
        asset = self.get(asset_id)
        self._events.publish(AssetSaved(asset=asset))
        return asset

    def _made_from(self, outputs: Sequence[OutputSaved]) -> dict[int, Asset]:
        """The assets that outputs of one job have become, by their index."""
        among = "job_id = ? AND job_index IN (SELECT value FROM json_each(?))"
        indices = rows.listed(output.index for output in outputs)
        found = self._select(among, outputs[0].job_id, indices)
        return {asset.recipe.index: asset for _, asset in found if asset.recipe is not None}

    def _among(self, asset_ids: Iterable[str]) -> list[Asset]:
        return [asset for _, asset in self._select(_AMONG, rows.listed(asset_ids))]

    def _one(self, asset_id: str) -> tuple[int, Asset]:
        found = list(self._select("id = ?", asset_id))
        if not found:
            raise AigcError(
                "asset.unknown",
                f"There is no asset “{asset_id}” in the library.",
                "Search the library for it; it may have been deleted for good.",
            )
        return found[0]

    def _select(self, condition: str, *values: str | int) -> list[tuple[int, Asset]]:
        return list(rows.select(self._database.connection(), self._paths.home, condition, *values))
