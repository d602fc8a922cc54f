"""Where everything that the application keeps lies on the disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Paths(NamedTuple):
    """The folders and files below `home`, all absolute. `Paths(home)` names them, `make` creates them."""

    home: Path

    @property
    def database(self) -> Path:
        """The file that holds jobs and assets."""
        return self.home / "aigc.sqlite3"

    @property
    def assets(self) -> Path:
        """Finished files, in a folder a month."""
        return self.home / "assets"

    @property
    def thumbnails(self) -> Path:
        """Small pictures of the assets, in a folder a month."""
        return self.home / "thumbnails"

    @property
    def bin(self) -> Path:
        """Files that the user threw away and may still want back."""
        return self.home / "bin"

    @property
    def incoming(self) -> Path:
        """What engines are writing, in a folder a session and a folder a job within it."""
        return self.home / "incoming"

    @property
    def models(self) -> Path:
        """The model root that is always there."""
        return self.home / "models"

    @property
    def settings(self) -> Path:
        """The file of the user's settings."""
        return self.home / "settings.json"

    @property
    def lab(self) -> Path:
        """The file of what the latent lab keeps."""
        return self.home / "lab.json"

    @property
    def cache(self) -> Path:
        """What can be made again at any time."""
        return self.home / "cache"

    @property
    def logs(self) -> Path:
        """What engines and the application wrote about themselves."""
        return self.home / "logs"

    def make(self) -> None:
        """Create every folder that is missing."""
        folders = (self.assets, self.thumbnails, self.bin, self.incoming, self.models, self.cache, self.logs)
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)


def default_home() -> Path:
    """`AIGC_HOME`, or the folder that this system gives applications for the user's data."""
    chosen = os.environ.get("AIGC_HOME", "")
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return platformdirs.user_data_path("aigc-desktop", appauthor=False)
