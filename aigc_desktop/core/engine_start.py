"""Starts the process of an engine, perhaps before it is known what for.

It imports next to nothing: a command that will generate starts the process first and imports the application
while the process starts.
"""

from __future__ import annotations

import os
import subprocess
import sys

_ENVIRONMENT = {
    # Spins while threads wait for each other. The default, 300,000, is as fast on an idle machine and many
    # times slower beside a busy program; none at all takes twice the time on an idle machine.
    "GOMP_SPINCOUNT": "10000",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DISABLE_TELEMETRY": "YES",
    "DO_NOT_TRACK": "1",
    "PYTHONUNBUFFERED": "1",
}

Process = subprocess.Popen[bytes]


def start_process() -> Process:
    """A process that waits for `Start` on its standard input, and ends when that is closed."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "aigc_desktop.engine"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **_ENVIRONMENT},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
