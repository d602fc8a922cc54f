"""From the start of the process to the first paint, with 20 plugins installed, against a bare window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.rounds import quartiles, side_by_side
from tests.plugins.installing import write_plugin

PLUGINS = 20
HEAVY = {"torch", "onnxruntime", "diffusers", "transformers", "numpy", "aigc_diffusion"}
GENERATORS = """
[[generators]]
id = "{id}"
name = "{id}"
family = "gan"
tasks = ["unconditional-image-generation"]
outputs = ["image"]
runtimes = ["torch"]
accepts = [{{ layout = "diffusers", classes = ["{id}"] }}]
"""


def measure(rounds: int) -> dict[str, Any]:
    """The times of both windows, and what was found imported in ours that must not be."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        for number in range(PLUGINS):
            name = f"dummy-{number}"
            write_plugin(
                site, name, hooks="raise ImportError('far too early')", generators=GENERATORS.format(id=name)
            )
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            **os.environ,
            "PYTHONPATH": str(site),
            "AIGC_HOME": str(Path(folder) / "home"),
        }
        opened: list[float] = []
        modules: set[str] = set()

        def ours() -> float:
            start, lines = _run("our_window", environment)
            opened.append(float(lines[1]) - start)
            modules.update(json.loads(lines[2]))
            return float(lines[0]) - start

        def bare() -> float:
            start, lines = _run("bare_window", environment)
            return float(lines[0]) - start

        ours(), bare()  # the first run of each compiles bytecode and fills the disk cache
        opened.clear()
        result = side_by_side(ours, bare, rounds)
    forbidden = HEAVY | {f"aigc_dummy_{number}" for number in range(PLUGINS)}
    return {**result, "core_open_s": quartiles(opened), "imported": sorted(modules & forbidden)}


def _run(program: str, environment: dict[str, str]) -> tuple[float, list[str]]:
    """When the process was started, and the lines that it printed."""
    start = time.monotonic()
    command = [sys.executable, "-m", f"tests.benchmarks.{program}"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return start, done.stdout.splitlines()
