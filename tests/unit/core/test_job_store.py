"""Jobs move only where the table allows, keep their order, and survive their session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.requests import Request
from aigc_desktop.core.database import Database
from aigc_desktop.core.events import CoreEvent, Events, JobChanged
from aigc_desktop.core.job_store import TRANSITIONS, JobStore
from aigc_desktop.core.records import JOB_STATES

REQUEST = Request(generator="g", model="m", task="text-to-image", parameters={"prompt": "狐狸"}, seeds=(5, 6))
DEATH = ErrorInfo(code="engine.died", message="It was killed.")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "db.sqlite3")
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> JobStore:
    return JobStore(database, Events(), "mine")


def walk(store: JobStore, job_id: str, *states: str) -> None:
    for state in states:
        store.advance(job_id, state)  # type: ignore[arg-type]


PATH_TO = {
    "queued": (),
    "loading": ("loading",),
    "running": ("loading", "running"),
    "saving": ("loading", "running", "saving"),
    "finished": ("loading", "running", "saving", "finished"),
    "failed": ("failed",),
    "cancelled": ("cancelled",),
}


def test_a_job_comes_back_as_it_was_submitted(store: JobStore) -> None:
    job = store.add(REQUEST)
    assert job.request == REQUEST
    assert store.get(job.id) == job
    assert store.next_queued() == job


@pytest.mark.parametrize("start", JOB_STATES)
@pytest.mark.parametrize("end", JOB_STATES)
def test_only_transitions_of_the_table_happen(store: JobStore, start: str, end: str) -> None:
    job = store.add(REQUEST)
    walk(store, job.id, *PATH_TO[start])
    if end in TRANSITIONS[start]:  # type: ignore[index]
        walk(store, job.id, end)
        assert store.get(job.id).state == end
    else:
        with pytest.raises(AigcError) as caught:
            walk(store, job.id, end)
        assert caught.value.code == "job.transition"
        assert store.get(job.id).state == start


def test_every_change_is_published_after_it_is_stored(database: Database) -> None:
    events = Events()
    store = JobStore(database, events, "mine")
    seen: list[tuple[str, str]] = []

    def listen(event: CoreEvent) -> None:
        if isinstance(event, JobChanged):
            seen.append((event.job.state, store.get(event.job.id).state))

    events.subscribe(listen)
    job = store.add(REQUEST)
    walk(store, job.id, "loading", "running")
    assert seen == [("queued", "queued"), ("loading", "loading"), ("running", "running")]


def test_the_first_dead_engine_is_forgiven_the_second_is_not(store: JobStore) -> None:
    job = store.add(REQUEST)
    walk(store, job.id, "loading")
    assert store.record_engine_death(job.id, DEATH).state == "queued"
    walk(store, job.id, "loading", "running")
    quarantined = store.record_engine_death(job.id, DEATH)
    assert quarantined.state == "failed"
    assert quarantined.is_quarantined
    assert quarantined.error is not None
    assert "2 times" in quarantined.error.message
    assert "It was killed." in quarantined.error.message
    assert store.next_queued() is None


def test_a_retry_starts_with_a_clean_slate(store: JobStore) -> None:
    job = store.add(REQUEST)
    for _ in range(2):
        walk(store, job.id, "loading")
        store.record_engine_death(job.id, DEATH)
    again = store.requeue(job.id)
    assert (again.state, again.engine_deaths, again.is_quarantined, again.error) == ("queued", 0, False, None)


def test_jobs_of_a_dead_session_wait_again_and_those_of_a_living_one_are_left_alone(
    database: Database,
) -> None:
    dead, other = JobStore(database, Events(), "dead"), JobStore(database, Events(), "other")
    lost, running, theirs = dead.add(REQUEST), dead.add(REQUEST), other.add(REQUEST)
    walk(dead, running.id, "loading", "running")
    walk(other, theirs.id, "loading")
    mine = JobStore(database, Events(), "mine")
    assert mine.adopt(frozenset({"mine", "other"})) == 2
    assert [job.id for job in mine.waiting()] == [lost.id, running.id]
    assert mine.get(theirs.id).state == "loading"


def test_waiting_jobs_can_be_reordered(store: JobStore) -> None:
    first, second, third = (store.add(REQUEST).id for _ in range(3))
    store.place_before(third, first)
    assert [job.id for job in store.waiting()] == [third, first, second]
    store.place_before(third, second)
    assert [job.id for job in store.waiting()] == [first, third, second]
    store.place_before(first, None)
    assert [job.id for job in store.waiting()] == [third, second, first]


def test_a_job_can_be_moved_any_number_of_times(store: JobStore) -> None:
    """Positions are halved at each move between two others; they must not run out."""
    ids = [store.add(REQUEST).id for _ in range(3)]
    for _ in range(200):
        ids = [ids[0], ids[2], ids[1]]
        store.place_before(ids[1], ids[2])
    assert [job.id for job in store.waiting()] == ids


def test_a_running_job_cannot_be_deleted(store: JobStore) -> None:
    job = store.add(REQUEST)
    walk(store, job.id, "loading")
    store.delete(job.id)
    assert store.get(job.id).state == "loading"
