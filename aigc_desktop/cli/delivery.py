"""Copies finished files out of the library."""

from __future__ import annotations

from pathlib import Path

from aigc_desktop.core.delivery import deliver, make_folder
from aigc_desktop.core.records import Asset


class Delivery:
    """Where finished files are to be found: in the library, and as copies in a folder if one is given."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        if folder is not None:
            make_folder(folder)

    def file_of(self, asset: Asset) -> Path:
        """The file to name to the user, copied first where a folder was asked for."""
        source = Path(asset.file)
        return (
            source if self._folder is None else deliver(asset, self._folder, source.suffix, source.read_bytes)
        )
