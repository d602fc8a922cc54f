"""Pictures through the whole application against the plain diffusers script: warm and cold."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request
from aigc_desktop.core.app import App, open_app
from aigc_desktop.core.events import AssetSaved, CoreEvent, JobChanged
from aigc_desktop.core.models import Models
from aigc_desktop.core.plugins import discover
from tests.benchmarks.rounds import side_by_side
from tests.benchmarks.task import Task, find_model

SCRIPTS = {"torch": "tests.benchmarks.plain_script", "onnx": "tests.benchmarks.plain_onnx_script"}


def measure_warm(rounds: int, pictures: int, backend: str = "torch") -> dict[str, Any]:
    """The same pictures again and again, models loaded, each saved as PNG.

    The noise of the plain ONNX script is its own, so only PyTorch's pictures can be `identical`.
    """
    with tempfile.TemporaryDirectory() as folder, closing(open_app(Path(folder) / "home")) as app:
        out = Path(folder) / "plain"
        out.mkdir()
        task = Task(_model(Path(folder), backend), pictures)
        with _script(task, out) as script:
            _generate(app, Task(task.model, 1).request())
            ours: list[Path] = []

            def application() -> float:
                start = time.perf_counter()
                ours[:] = _generate(app, task.request())
                return time.perf_counter() - start

            result = side_by_side(application, lambda: _ask(script), rounds)
        equal = sum(_pixels(a) == _pixels(out / f"{k}.png") for k, a in enumerate(ours))
    return {**result, "model": task.model.name, "pictures": pictures, "identical": equal}


def measure_cold(rounds: int, backend: str = "torch") -> dict[str, Any]:
    """From the start of the process to the end of the first picture's saving."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        task = Task(_model(out, backend), 1)
        environment = {**os.environ, "AIGC_HOME": str(out / "home")}
        ours = [sys.executable, "-m", "aigc_desktop", *task.words()]
        plain = [*_script_of(task), task.script(out, is_served=False)]
        _until_saved(ours, environment), _until_saved(plain, environment)  # fills the disk cache
        result = side_by_side(
            lambda: _until_saved(ours, environment), lambda: _until_saved(plain, environment), rounds
        )
    return {**result, "model": task.model.name}


def _model(folder: Path, backend: str) -> Model:
    model = find_model(folder)
    if backend == "torch":
        return model
    command = [sys.executable, "-m", "aigc_desktop", "models", "export", model.path, "--to", backend]
    environment = {**os.environ, "AIGC_HOME": str(folder / "exporting")}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return Models(list, discover()).find(done.stdout.strip())


def _script_of(task: Task) -> list[str]:
    return [sys.executable, "-m", SCRIPTS[task.model.backend]]


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
    command = [*_script_of(task), task.script(out, is_served=True)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
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


def _pixels(path: Path) -> bytes:
    with Image.open(path) as picture:
        return picture.convert("RGB").tobytes()
