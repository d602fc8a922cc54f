"""Jobs as rows: one table of transitions, one place that changes a state."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from typing import Any

import msgspec

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.requests import Request
from aigc_desktop.core.database import Database
from aigc_desktop.core.events import Events, JobChanged, JobRemoved
from aigc_desktop.core.ids import new_id
from aigc_desktop.core.records import Job, JobState

TRANSITIONS: Mapping[JobState, frozenset[JobState]] = {
    "queued": frozenset({"loading", "failed", "cancelled"}),
    "loading": frozenset({"running", "failed", "cancelled", "queued"}),
    "running": frozenset({"saving", "failed", "cancelled", "queued"}),
    "saving": frozenset({"finished", "failed", "cancelled", "queued"}),
    "finished": frozenset(),
    "failed": frozenset({"queued"}),
    "cancelled": frozenset({"queued"}),
}
"""Where a job may go from each state. Back to `queued` is a retry, or an engine that died."""

DEATHS_TO_QUARANTINE = 2
_SHOWN_ENDED = 300
_COLUMNS = """id, request, state, position, created_at, started_at, ended_at, engine_deaths, is_quarantined,
    error, (SELECT COUNT(*) FROM assets WHERE assets.job_id = jobs.id) AS saved"""


class JobStore:
    """The jobs in the database. Each change is committed, then published."""

    def __init__(self, database: Database, events: Events, session: str) -> None:
        self._database = database
        self._events = events
        self._session = session

    def add(self, request: Request) -> Job:
        """Put a request at the end of the queue."""
        job_id = new_id()
        with self._database.transaction() as connection:
            position = connection.execute("SELECT COALESCE(MAX(position), 0) + 1 FROM jobs").fetchone()[0]
            connection.execute(
                "INSERT INTO jobs (id, session, state, position, request, created_at)"
                " VALUES (?, ?, 'queued', ?, ?, ?)",
                (job_id, self._session, position, msgspec.json.encode(request).decode(), time.time()),
            )
        return self._published(job_id)

    def get(self, job_id: str) -> Job:
        """The job of that id; raises AigcError `job.unknown`."""
        row = self._database.connection().execute(f"SELECT {_COLUMNS} FROM jobs WHERE id = ?", (job_id,))
        found = row.fetchone()
        if found is None:
            raise AigcError("job.unknown", f"There is no job {job_id}.", "`aigc jobs list` shows the jobs.")
        return _job(found)

    def all(self) -> tuple[Job, ...]:
        """Jobs that wait or run, in their order, then those that ended, the latest first."""
        connection = self._database.connection()
        ended = "state IN ('finished', 'failed', 'cancelled')"
        live = connection.execute(f"SELECT {_COLUMNS} FROM jobs WHERE NOT {ended} ORDER BY position")
        over = connection.execute(
            f"SELECT {_COLUMNS} FROM jobs WHERE {ended} ORDER BY ended_at DESC LIMIT {_SHOWN_ENDED}"
        )
        return tuple(_job(row) for row in [*live.fetchall(), *over.fetchall()])

    def next_queued(self) -> Job | None:
        """The first job of this session that waits."""
        row = self._database.connection().execute(
            f"SELECT {_COLUMNS} FROM jobs WHERE state = 'queued' AND session = ? ORDER BY position LIMIT 1",
            (self._session,),
        )
        found = row.fetchone()
        return None if found is None else _job(found)

    def waiting(self) -> tuple[Job, ...]:
        """The jobs of this session that wait, in their order."""
        rows = self._database.connection().execute(
            f"SELECT {_COLUMNS} FROM jobs WHERE state = 'queued' AND session = ? ORDER BY position",
            (self._session,),
        )
        return tuple(_job(row) for row in rows.fetchall())

    def advance(self, job_id: str, state: JobState, **changes: object) -> Job:
        """Move a job to `state` and set columns: the only place where a state changes.

        Raises AigcError `job.transition` when the table does not allow it.
        """
        with self._database.transaction() as connection:
            before = connection.execute("SELECT state FROM jobs WHERE id = ?", (job_id,)).fetchone()
            if before is None or state not in TRANSITIONS[before[0]]:
                now = before[0] if before else "unknown"
                raise AigcError("job.transition", f"Job {job_id} is {now}; it cannot become {state}.")
            columns = {"state": state, **_times(state), **changes}
            assignments = ", ".join(f"{name} = :{name}" for name in columns)
            connection.execute(f"UPDATE jobs SET {assignments} WHERE id = :id", {**columns, "id": job_id})
        return self._published(job_id)

    def fail(self, job_id: str, error: ErrorInfo, *, is_quarantined: bool = False) -> Job:
        """End a job with its error."""
        stored = msgspec.json.encode(error).decode()
        return self.advance(job_id, "failed", error=stored, is_quarantined=is_quarantined)

    def record_engine_death(self, job_id: str, error: ErrorInfo) -> Job:
        """Queue the job again after its engine died; quarantine it the second time."""
        deaths = self.get(job_id).engine_deaths + 1
        if deaths < DEATHS_TO_QUARANTINE:
            stored = msgspec.json.encode(error).decode()
            return self.advance(job_id, "queued", engine_deaths=deaths, error=stored)
        story = msgspec.structs.replace(
            error,
            code="job.quarantined",
            message=f"This job took its engine down {deaths} times and was set aside. {error.message}",
            hint="Other jobs go on. Change its parameters or its model before you try it again.",
        )
        with self._database.transaction() as connection:
            connection.execute("UPDATE jobs SET engine_deaths = ? WHERE id = ?", (deaths, job_id))
        return self.fail(job_id, story, is_quarantined=True)

    def requeue(self, job_id: str) -> Job:
        """Try an ended job again, in this session."""
        return self.advance(
            job_id,
            "queued",
            session=self._session,
            error=None,
            is_quarantined=False,
            engine_deaths=0,
            ended_at=0,
        )

    def adopt(self, live_sessions: frozenset[str]) -> int:
        """Take over the unfinished jobs of sessions that are dead; returns how many. What ran waits again."""
        others = live_sessions - {self._session}
        marks = ", ".join("?" * len(others)) or "''"
        unfinished = f"state IN ('queued', 'loading', 'running', 'saving') AND session NOT IN ({marks}, ?)"
        with self._database.transaction() as connection:
            return connection.execute(
                f"UPDATE jobs SET state = 'queued', session = ?, started_at = 0 WHERE {unfinished}",
                (self._session, *others, self._session),
            ).rowcount

    def place_before(self, job_id: str, before: str | None) -> Job:
        """Move a waiting job to just before another one, or to the end."""
        waiting = self.waiting()
        order = [job.id for job in waiting if job.id != job_id]
        order.insert(order.index(before) if before in order else len(order), job_id)
        places = zip((job.position for job in waiting), order, strict=True)
        with self._database.transaction() as connection:
            connection.executemany("UPDATE jobs SET position = ? WHERE id = ?", places)
        return self._published(job_id)

    def delete(self, job_id: str) -> None:
        """Forget an ended or waiting job; its assets stay."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM jobs WHERE id = ? AND state NOT IN ('loading', 'running', 'saving')", (job_id,)
            )
        self._events.publish(JobRemoved(job_id=job_id))

    def ask_to_cancel(self, job_id: str) -> None:
        """Leave word for the session that runs the job, which may be another process."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE jobs SET is_cancel_wanted = 1 WHERE id = ?", (job_id,))

    def is_cancel_wanted(self, job_id: str) -> bool:
        """Whether somebody, perhaps in another process, asked to cancel the job."""
        row = self._database.connection().execute("SELECT is_cancel_wanted FROM jobs WHERE id = ?", (job_id,))
        return bool((row.fetchone() or (0,))[0])

    def version(self) -> int:
        """A number that changes when another process wrote to the database."""
        return int(self._database.connection().execute("PRAGMA data_version").fetchone()[0])

    def _published(self, job_id: str) -> Job:
        job = self.get(job_id)
        self._events.publish(JobChanged(job=job))
        return job


def _times(state: JobState) -> dict[str, float]:
    if state == "loading":
        return {"started_at": time.time(), "is_cancel_wanted": 0}
    return {"ended_at": time.time()} if state in ("finished", "failed", "cancelled") else {}


def _job(row: sqlite3.Row | tuple[Any, ...]) -> Job:
    error = msgspec.json.decode(row[9], type=ErrorInfo) if row[9] else None
    return Job(
        id=row[0],
        request=msgspec.json.decode(row[1], type=Request),
        state=row[2],
        position=row[3],
        created_at=row[4],
        started_at=row[5],
        ended_at=row[6],
        engine_deaths=row[7],
        is_quarantined=bool(row[8]),
        error=error,
        saved=row[10],
    )
