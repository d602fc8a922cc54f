"""`kill -9` of the application at every stage: nothing lost, nothing doubled, no orphan kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aigc_desktop.core.events import JobProgressed
from tests.e2e.commands import Aigc
from tests.e2e.driving import Driver

ROOT = Path(__file__).parents[2]
MOMENTS = [
    "state:loading",
    "state:running",
    "replace:1",
    "asset:1",
    "replace:2",
    "state:saving",
    "asset:3",
]


def environment() -> dict[str, str]:
    """For a child that imports these tests as well as the scripted plugin."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])}


def crash(home: Path, moment: str) -> None:
    command = [sys.executable, "-m", "tests.e2e.crashing", str(home), moment]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=90)
    assert done.returncode == -signal.SIGKILL, f"{moment} never came: {done.stdout}{done.stderr}"


def seeds(driver: Driver) -> list[int]:
    return sorted(asset.recipe.seed for asset in driver.assets() if asset.recipe)


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_kill_the_job_is_done_exactly_once(
    home: Path, start: Callable[..., Driver], moment: str
) -> None:
    (home / "models").mkdir(parents=True)
    crash(home, moment)
    driver = start(adopts=True)
    (job,) = driver.app.queue.jobs()
    assert driver.app.queue.is_paused
    assert job.state == "queued"
    driver.app.queue.resume()
    assert driver.finish(job).state == "finished"
    assert seeds(driver) == [1, 2, 3]
    assert files_below(driver.app.paths.incoming) == set()
    assert files_below(driver.app.paths.assets) == {Path(asset.file) for asset in driver.assets()}


def test_a_second_window_leaves_running_jobs_of_the_first_alone(start: Callable[..., Driver]) -> None:
    first = start(adopts=True)
    job = first.submit(count=20, delay_s=0.02)
    first.wait_state(job, "running")
    second = start(adopts=True)
    assert second.app.adopted == 0
    assert not second.app.queue.is_paused
    other = second.submit(seed=500)
    assert second.finish(other).state == "finished"
    assert first.finish(job).state == "finished"
    assert len(first.assets()) == 21


def test_a_job_that_runs_elsewhere_can_be_cancelled(start: Callable[..., Driver]) -> None:
    first, second = start(), start()
    job = first.submit(count=200, delay_s=0.02)
    first.wait_state(job, "running")
    second.app.queue.cancel(job.id)
    assert first.finish(job).state == "cancelled"


def test_closing_the_application_puts_a_running_job_back(start: Callable[..., Driver]) -> None:
    first = start(adopts=True)
    job = first.submit(count=100, delay_s=0.02)
    first.wait_until(lambda: first.app.queue.get(job.id).saved or None, "a first picture")
    first.app.close()
    second = start(adopts=True)
    assert second.app.queue.is_paused
    assert second.app.queue.get(job.id).state == "queued"
    second.app.queue.cancel(job.id)


def test_an_engine_ends_with_its_application(home: Path, start: Callable[..., Driver]) -> None:
    command = [sys.executable, "-m", "tests.e2e.crashing", str(home), "never"]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        engine = int(parent.stdout.readline())
        assert is_running(engine)
        parent.kill()
        parent.wait(timeout=30)
    deadline = time.monotonic() + 30
    while is_running(engine) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(engine)


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_frozen_engine_is_killed_when_its_job_is_cancelled(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aigc_desktop.core.current_job.CANCEL_GRACE_S", 0.5)
    job = driver.submit(count=1, steps=150, delay_s=0.05)
    driver.wait_for(JobProgressed)
    os.kill(next(iter(driver.app.worker.engine_pids())), signal.SIGSTOP)
    driver.app.queue.cancel(job.id)
    assert driver.finish(job).state == "cancelled"
    assert driver.finish(driver.submit(seed=9)).state == "finished"


def test_the_command_line_cancels_a_job_whose_application_was_killed(home: Path, site: Path) -> None:
    crash(home, "state:running")
    aigc = Aigc(home)
    (job,) = json.loads(aigc("jobs", "list", "--json").out)
    assert job["state"] == "queued"
    assert aigc("jobs", "cancel", job["id"]).code == 0
    (job,) = json.loads(aigc("jobs", "list", "--json").out)
    assert job["state"] == "cancelled"
