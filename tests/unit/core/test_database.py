from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.database import Database
from aigc_desktop.core.migrations import MIGRATIONS

SCHEMA = "INSERT INTO schemas (key, schema) VALUES (?, ?)"


def test_a_new_file_has_the_tables(database: Database) -> None:
    rows = database.connection().execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    assert {"jobs", "assets", "assets_fts", "schemas", "hashes"} <= {name for (name,) in rows}
    assert database.connection().execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert database.connection().execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError), database.transaction() as connection:
        connection.executemany(SCHEMA, [("a", "{}"), ("a", "twice")])
    with database.transaction() as connection:
        connection.execute(SCHEMA, ("b", "{}"))
    assert database.connection().execute("SELECT key FROM schemas").fetchall() == [("b",)]


def test_threads_write_at_the_same_time(database: Database) -> None:
    def write(worker: int) -> sqlite3.Connection:
        for k in range(50):
            with database.transaction() as connection:
                connection.execute(SCHEMA, (f"{worker}-{k}", "{}"))
        return database.connection()

    barrier = threading.Barrier(4)
    with ThreadPoolExecutor(4, initializer=barrier.wait) as pool:
        connections = set(pool.map(write, range(4)))
    assert database.connection() not in connections
    assert database.connection().execute("SELECT count(*) FROM schemas").fetchone() == (200,)


def test_close_closes_the_connections_of_all_threads(database: Database) -> None:
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(database.connection).result()
        database.close()
    with pytest.raises(sqlite3.ProgrammingError):
        other.execute("SELECT 1")


def test_migrations_run_once_and_in_order(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    first = "CREATE TABLE t (a TEXT); INSERT INTO t VALUES (1);"
    second = "ALTER TABLE t ADD COLUMN b TEXT DEFAULT 'new';"
    Database(file, (first,)).close()
    for _ in range(2):
        database = Database(file, (first, second))
        assert database.connection().execute("SELECT a, b FROM t").fetchall() == [("1", "new")]
        database.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    Database(file, ("CREATE TABLE t (a);",)).close()
    with pytest.raises(sqlite3.OperationalError):
        Database(file, ("CREATE TABLE t (a);", "CREATE TABLE u (a);\nCREATE TABLE t (a);"))
    database = Database(file, ("CREATE TABLE t (a);",))
    assert database.connection().execute("SELECT name FROM sqlite_master").fetchall() == [("t",)]
    database.close()


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    Database(file, (*MIGRATIONS, "CREATE TABLE later (a);")).close()
    with pytest.raises(AigcError) as caught:
        Database(file)
    assert caught.value.code == "database.newer"
    assert "Update" in caught.value.hint


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_explained(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.sqlite3"
    file.write_bytes(content)
    with pytest.raises(AigcError) as caught:
        Database(file)
    assert caught.value.code == "database.damaged"
    assert str(file) in caught.value.hint
    assert file.read_bytes() == content


def test_a_full_disk_is_explained_and_undone(database: Database) -> None:
    connection = database.connection()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(AigcError) as caught, database.transaction():
        connection.execute(SCHEMA, ("big", "x" * 1_000_000))
    assert caught.value.code == "disk.full"
    assert caught.value.hint
    with database.transaction():
        connection.execute(SCHEMA, ("small", "{}"))
    assert connection.execute("SELECT key FROM schemas").fetchall() == [("small",)]


def test_a_folder_that_cannot_hold_it_is_explained(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").mkdir()
    with pytest.raises(AigcError) as caught:
        Database(tmp_path / "x.sqlite3")
    assert caught.value.code == "database.unwritable"


def test_many_processes_open_a_new_file_at_once(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from aigc_desktop.core.database import Database\n"
        "sys.stdin.read(); database = Database(Path(sys.argv[1]))\n"
        "with database.transaction() as c: c.execute(\"INSERT INTO schemas VALUES (?, '')\", (sys.argv[2],))"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "x.sqlite3")]
    children = [subprocess.Popen([*command, str(k)], stdin=subprocess.PIPE) for k in range(6)]
    for child in children:
        assert child.stdin is not None
        child.stdin.close()
    assert [child.wait(timeout=60) for child in children] == [0] * 6
    database = Database(tmp_path / "x.sqlite3")
    assert database.connection().execute("SELECT count(*) FROM schemas").fetchone() == (6,)
    database.close()


def test_a_thread_that_has_ended_leaves_no_connection_open(tmp_path: Path) -> None:
    database = Database(tmp_path / "test.sqlite")
    opened: list[sqlite3.Connection] = []
    thread = threading.Thread(target=lambda: opened.append(database.connection()))
    thread.start()
    thread.join()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")
    assert database.connection().execute("SELECT 1").fetchone() == (1,)
    database.close()
