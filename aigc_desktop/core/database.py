"""The SQLite file that holds jobs and assets: opened, brought up to date, one connection a thread."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.migrations import MIGRATIONS

BUSY_TIMEOUT_S = 10.0

_CACHE_KIB = 16_384  # the index behind every list of the library fits for 100,000 assets


class _Own:
    """The connection of one thread. It is closed when the thread has ended and forgotten it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Database:
    """Opens the file at `path`, making or migrating it.

    Raises AigcError `database.newer` when a later version of the application wrote it, and
    `database.damaged` when it cannot be read.
    """

    def __init__(self, path: Path, migrations: Sequence[str] = MIGRATIONS) -> None:
        self._path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._open: weakref.WeakSet[_Own] = weakref.WeakSet()
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._migrate(migrations)
        except BaseException:
            self.close()
            raise

    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread, in autocommit mode."""
        own: _Own | None = getattr(self._local, "own", None)
        if own is None:
            own = self._local.own = self._connect()
        return own.connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside the `with` block, or none of it.

        Raises AigcError `disk.full`, `database.busy`, `database.unwritable` or `database.damaged`.
        """
        with self._explained():
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            opened = tuple(self._open)
        for own in opened:
            own.connection.close()

    def _connect(self) -> _Own:
        connection = sqlite3.connect(
            self._path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        own = _Own(connection)
        with self._lock:
            self._open.add(own)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        return own

    def _migrate(self, migrations: Sequence[str]) -> None:
        with self._explained():
            connection = self.connection()
            _use_wal(connection)
            if _version(connection) == len(migrations):
                return
        with self.transaction() as connection:
            version = _version(connection)  # another process may have migrated meanwhile
            if version > len(migrations):
                raise AigcError(
                    "database.newer",
                    f"{self._path.name} was written by a newer version of the application.",
                    "Update the application, or set AIGC_HOME to another folder.",
                )
            for step in migrations[version:]:
                _run_all(connection, step)
            connection.execute(f"PRAGMA user_version = {len(migrations)}")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            known = _known(error, self._path)
            if known is None:
                raise
            raise known from error


def _use_wal(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    # The switch does not wait for other connections by itself; holding the write lock first does.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _run_all(connection: sqlite3.Connection, script: str) -> None:
    """Run every statement of `script` in the open transaction (`executescript` would commit it)."""
    statement = ""
    for part in script.split(";"):
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _known(error: sqlite3.DatabaseError, path: Path) -> AigcError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return AigcError(
            "disk.full",
            f"The disk that holds {path.parent} is full.",
            "Free some space, or empty the bin of the library, then try again.",
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return AigcError(
            "database.busy",
            f"Another program keeps {path.name} locked.",
            "Close other windows of the application and programs that copy or scan this folder.",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return AigcError(
            "database.unwritable",
            f"{path} cannot be written.",
            "Check the permissions of the folder, or set AIGC_HOME to another one.",
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return AigcError(
            "database.damaged",
            f"{path.name} is damaged and cannot be read.",
            f"Move {path} away and start again: pictures in the library are found by their files.",
            details=str(error),
        )
    return None
