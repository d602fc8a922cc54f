"""Asks a child process, because what it imports may be slow, broken or forbidden here."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import msgspec

from aigc_desktop.api.errors import AigcError

_LIMIT_S = 120.0


def ask(module: str, *arguments: str) -> dict[str, Any]:
    """The JSON object that `python -m module` prints. Raises AigcError with the last thing it said."""
    command = [sys.executable, "-m", module, *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=_LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise AigcError("doctor.slow", f"no answer within {_LIMIT_S:.0f} s") from error
    try:
        answer: dict[str, Any] = msgspec.json.decode(done.stdout, type=dict[str, Any])
    except msgspec.DecodeError as error:
        said = done.stderr.strip().splitlines() or [f"it ended with exit code {done.returncode}"]
        raise AigcError("doctor.child", said[-1], details=done.stderr) from error
    return answer
