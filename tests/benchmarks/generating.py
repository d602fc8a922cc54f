"""Pictures through the whole application against the plain script, by family and runtime: warm and cold."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from aigc_desktop.api.requests import Request
from aigc_desktop.core.app import App, open_app
from aigc_desktop.core.events import AssetSaved, CoreEvent, JobChanged
from tests.benchmarks.pixels import compare
from tests.benchmarks.rounds import side_by_side
from tests.benchmarks.subjects import SUBJECTS, make_task
from tests.benchmarks.task import Task

_THREADS = {"GOMP_SPINCOUNT": "10000"}
"""Both sides with the threads of an engine, which spin only briefly while they wait."""


def measure_warm(generator: str, backend: str, is_quick: bool) -> dict[str, Any]:
    """The same pictures again and again, models loaded, each saved as PNG.

    Raises AssertionError where the two sides did not make the same pictures.
    """
    with tempfile.TemporaryDirectory() as folder, closing(open_app(Path(folder) / "home")) as app:
        out = Path(folder) / "plain"
        out.mkdir()
        task = make_task(generator, backend, Path(folder))
        with _script(task, out) as script:
            _generate(app, replace(task, pictures=1).request())
            ours: list[Path] = []

            def application() -> float:
                start = time.perf_counter()
                ours[:] = _generate(app, task.request())
                return time.perf_counter() - start

            result = side_by_side(application, lambda: _ask(script), 2 if is_quick else 7)
        compared = compare(ours, out, SUBJECTS[generator].apart[backend])
    return {**result, "model": task.model.name, "pictures": task.pictures, **compared}


def measure_cold(generator: str, backend: str, is_quick: bool) -> dict[str, Any]:
    """From the start of the process to the end of the first picture's saving."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        task = replace(make_task(generator, backend, out), pictures=1)
        environment = {**os.environ, "AIGC_HOME": str(out / "home")}
        ours = [sys.executable, "-m", "aigc_desktop", *task.words()]
        plain = [sys.executable, "-m", task.script, task.told(out, is_served=False)]
        _until_saved(ours, environment), _until_saved(plain, environment)  # fills the disk cache
        result = side_by_side(
            lambda: _until_saved(ours, environment),
            lambda: _until_saved(plain, environment),
            2 if is_quick else 7,
        )
    return {**result, "model": task.model.name}


def _generate(app: App, request: Request) -> list[Path]:
    """Run a request to its end; its files in the order of the seeds."""
    events: queue.SimpleQueue[CoreEvent] = queue.SimpleQueue()
    stop = app.events.subscribe(events.put)
    job_id = app.queue.submit(request).id
    files: dict[int, Path] = {}
    try:
        while True:
            event = events.get(timeout=600)
            if isinstance(event, AssetSaved) and event.asset.recipe and event.asset.recipe.job_id == job_id:
                files[event.asset.recipe.index] = Path(event.asset.file)
            if isinstance(event, JobChanged) and event.job.id == job_id and event.job.has_ended:
                assert event.job.state == "finished", event.job.error
                return [files[index] for index in sorted(files)]
    finally:
        stop()


@contextmanager
def _script(task: Task, out: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", task.script, task.told(out, is_served=True)]
    environment = {**os.environ, **_THREADS}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        assert process.stdin is not None
        process.stdin.close()


def _ask(script: subprocess.Popen[str]) -> float:
    assert script.stdin is not None
    assert script.stdout is not None
    script.stdin.write("again\n")
    script.stdin.flush()
    return float(script.stdout.readline())


def _until_saved(command: list[str], environment: dict[str, str]) -> float:
    """Seconds until the program says that its picture is saved; tidying up comes after that."""
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        return time.perf_counter() - start
