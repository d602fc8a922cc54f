"""How soon an engine with ONNX Runtime is ready, has a model loaded and a picture written, on two cores.

Its peer for the loaded model is a program that imports ONNX Runtime and opens the same file. Run as a script
with the number of rounds, it prints its figures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from aigc_desktop import messages
from aigc_desktop.core.engine_start import Process, start_process
from aigc_desktop.core.plugins import discover
from aigc_desktop.messages import EngineReady, JobFailed, JobRunning, Message, OutputsSaved, Run, Start
from tests.benchmarks.rounds import quartiles, side_by_side
from tests.benchmarks.subjects import make_task
from tests.benchmarks.task import Task

CORES = 2
BACKEND = "onnx"
_BARE = "import sys, onnxruntime; onnxruntime.InferenceSession(sys.argv[1]); print('loaded', flush=True)"


def measure(rounds: int) -> dict[str, Any]:
    """Seconds from the start of the process to each of the three moments."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    with tempfile.TemporaryDirectory() as folder:
        task = replace(make_task("vae", BACKEND, Path(folder)), pictures=1)
        file = str(Path(task.model.path) / "model.onnx")
        moments: dict[str, list[float]] = {"ready_s": [], "loaded_s": [], "written_s": []}

        def ours() -> float:
            found = _moments(task, Path(folder) / "incoming")
            for name, moment in zip(moments, found, strict=True):
                moments[name].append(moment)
            return found[1]

        ours(), _bare(file)  # fills the disk cache
        for kept in moments.values():
            kept.clear()
        result = side_by_side(ours, lambda: _bare(file), rounds)
    return {**result, **{name: quartiles(kept) for name, kept in moments.items()}, "model": task.model.name}


def _moments(task: Task, incoming: Path) -> tuple[float, float, float]:
    """When the engine was ready, had the model loaded, and had the picture written."""
    start = time.perf_counter()
    with start_process() as process:
        plugins = discover()
        entry = plugins.generator(task.generator)
        _send(process, Start(plugins=plugins.refs(BACKEND), backend=BACKEND))
        _wait_for(process, EngineReady)
        ready = time.perf_counter()
        command = Run(
            job_id="benchmark",
            plugin=entry.plugin.id,
            plugin_version=entry.plugin.version,
            request=task.request(),
            family=entry.manifest.family,
            model=task.model,
            model_hash="",
            indices=(0,),
            folder=str(incoming),
        )
        _send(process, command)
        _wait_for(process, JobRunning)
        loaded = time.perf_counter()
        _wait_for(process, OutputsSaved)
        written = time.perf_counter()
        process.kill()
    return ready - start, loaded - start, written - start


def _send(process: Process, command: Message) -> None:
    assert process.stdin is not None
    messages.write(process.stdin, command)  # type: ignore[arg-type]


def _wait_for(process: Process, kind: type[Message]) -> None:
    assert process.stdout is not None
    event: Message | None = None
    while not isinstance(event, kind):
        event = messages.read_event(process.stdout)  # type: ignore[arg-type]
        assert event is not None, "the engine ended"
        assert not isinstance(event, JobFailed), event


def _bare(file: str) -> float:
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", _BARE, file], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
