"""Works on a library and is killed before its n-th step: `python crashing.py HOME ACT STEP [FILE]`.

A step is a file that is opened for writing, renamed or removed, or a statement of SQL. Exits with 0 when
the work was done before that step came.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import msgspec

from aigc_desktop.core.database import Database
from aigc_desktop.core.events import Events
from aigc_desktop.core.library import AssetQuery, Library
from aigc_desktop.core.paths import Paths
from aigc_desktop.messages import OutputSaved


class Fuse:
    """Kills this process, as the system would, when its last step is reached."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def burn(self, _statement: str = "") -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        is_written = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
        if is_written or event in ("os.rename", "os.remove"):
            self.burn()


def written(folder: Path) -> list[OutputSaved]:
    return msgspec.json.decode((folder / "outputs").read_bytes(), type=list[OutputSaved])


def act(library: Library, name: str, folder: Path, file: Path) -> None:
    keys = library.keys(AssetQuery()) or library.keys(AssetQuery(in_bin=True))
    ids = [asset.id for asset in library.assets(keys).values()]
    if name == "place":
        for output in written(folder):
            library.place(output, folder)
    elif name == "place together":
        library.place_all(written(folder), folder)
    elif name == "import":
        library.import_file(file)
    else:
        {"bin": library.bin, "restore": library.restore, "delete": library.delete}[name](ids)


def main(home: str, name: str, step: str, file: str = "") -> None:
    paths = Paths(Path(home))
    database = Database(paths.database)
    library = Library(paths, database, Events())
    library.keys(AssetQuery())
    fuse = Fuse(int(step))
    database.connection().set_trace_callback(fuse.burn)
    sys.addaudithook(fuse.audit)
    act(library, name, paths.incoming / "session" / "job", Path(file))


if __name__ == "__main__":
    main(*sys.argv[1:])
