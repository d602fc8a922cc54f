"""What importing a part of the application brings along. import-linter sees modules; this sees processes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"torch", "onnxruntime", "numpy", "diffusers", "transformers", "accelerate"}
QT = {"PySide6", "shiboken6"}
PLUGINS = {"aigc_diffusion", "aigc_gan", "aigc_transformer", "aigc_vae"}


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("aigc_desktop.api", HEAVY | QT | PLUGINS | {"PIL"}),
        ("aigc_desktop.messages", HEAVY | QT | PLUGINS | {"PIL"}),
        ("aigc_desktop.media.encode", HEAVY | QT | PLUGINS),
        ("aigc_desktop.core.app", HEAVY | QT | PLUGINS),
        ("aigc_desktop.cli.main", HEAVY | QT | PLUGINS),
        ("aigc_desktop.engine.main", HEAVY | QT | PLUGINS),
        ("aigc_desktop.ui.application", HEAVY | PLUGINS),
    ],
)
def test_importing_a_part_brings_along_nothing_heavy(module: str, absent: set[str]) -> None:
    program = f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert loaded & absent == set()
