"""A session is one running application. Its lock file tells others whether it still lives."""

from __future__ import annotations

import os
import secrets
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from aigc_desktop.core.paths import Paths


@dataclass(frozen=True, slots=True)
class Session:
    """This application's session. Jobs bear its id; engines write into a folder of that name."""

    id: str
    lock: BinaryIO
    lock_path: Path

    def close(self) -> None:
        """End the session: its jobs may be taken over."""
        self.lock.close()
        self.lock_path.unlink(missing_ok=True)


def open_session(paths: Paths) -> Session:
    """Begin a session; its lock is held until it is closed or this process ends, however it ends."""
    session_id = f"{int(time.time()):x}-{os.getpid():x}-{secrets.token_hex(3)}"
    folder = _folder(paths)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{session_id}.lock"
    lock = path.open("wb")
    _try_lock(lock)
    return Session(session_id, lock, path)


def live_sessions(paths: Paths) -> frozenset[str]:
    """The sessions that are running now. Lock files of dead ones are removed."""
    alive = set()
    for path in _folder(paths).glob("*.lock"):
        with path.open("ab") as lock:
            if _try_lock(lock):
                path.unlink(missing_ok=True)
            else:
                alive.add(path.stem)
    return frozenset(alive)


def _folder(paths: Paths) -> Path:
    return paths.home / "sessions"


def _try_lock(file: BinaryIO) -> bool:
    """Whether the lock could be taken, which is so when no living process holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
