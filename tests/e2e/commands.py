"""Runs `aigc` as users do: as a program of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LIMIT_S = 280.0
_PROGRAM = (sys.executable, "-m", "aigc_desktop")


class Done:
    """What a finished command left."""

    def __init__(self, process: subprocess.CompletedProcess[str]) -> None:
        self.code = process.returncode
        self.out = process.stdout
        self.err = process.stderr

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    @property
    def events(self) -> list[dict[str, Any]]:
        """Standard output as one JSON object a line."""
        return [json.loads(line) for line in self.lines]


class Aigc:
    """`aigc` with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.environment = {**os.environ, "AIGC_HOME": str(home), "PYTHONIOENCODING": "utf-8"}

    def __call__(self, *words: str, folder: Path | None = None, **environment: str) -> Done:
        """Run a command to its end, in a folder."""
        done = subprocess.run(
            [*_PROGRAM, *words],
            env={**self.environment, **environment},
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            timeout=LIMIT_S,
            check=False,
        )
        return Done(done)

    def on_terminal(self, *words: str) -> str:
        """Run a command whose standard error is a terminal, and return what that shows."""
        ours, terminal = os.openpty()
        with subprocess.Popen(
            [*_PROGRAM, *words], env=self.environment, stdout=subprocess.DEVNULL, stderr=terminal
        ) as process:
            os.close(terminal)
            limit = threading.Timer(LIMIT_S, process.kill)
            limit.start()
            shown = b"".join(_read_terminal(ours))
            limit.cancel()
        os.close(ours)
        assert process.returncode == 0
        return shown.decode()

    def start(self, *words: str) -> Running:
        """Start a command that prints events, and do not wait for it."""
        return Running([*_PROGRAM, *words], self.environment)


class Running:
    """A command that still runs, in a process group of its own as a terminal would give it."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        self._limit = threading.Timer(LIMIT_S, self._process.kill)
        self._limit.start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def events(self) -> Iterator[dict[str, Any]]:
        """The events that it prints, as they come."""
        assert self._process.stdout is not None
        return (json.loads(line) for line in self._process.stdout)

    def wait_for(self, kind: str) -> dict[str, Any]:
        """The next event of that kind."""
        return next(event for event in self.events() if event["type"] == kind)

    def press_ctrl_c(self) -> None:
        """What a terminal does: every process of the group is interrupted, the engine first here."""
        for child in children(self._process.pid):
            os.kill(child, signal.SIGINT)
        self.wait_for("JobProgressed")
        os.killpg(self._process.pid, signal.SIGINT)

    def finish(self) -> tuple[int, list[dict[str, Any]], str]:
        """Its exit code, the events that were left, and what it complained about."""
        rest = list(self.events())
        assert self._process.stderr is not None
        complaint = self._process.stderr.read()
        code = self._process.wait(LIMIT_S)
        self._limit.cancel()
        return code, rest, complaint


def _read_terminal(screen: int) -> Iterator[bytes]:
    """All that is shown until nobody shows anything more; a terminal holds only a little at a time."""
    while True:
        try:
            shown = os.read(screen, 4096)
        except OSError:  # the other end was closed
            return
        if not shown:
            return
        yield shown


def children(process: int) -> list[int]:
    """The processes that a process started."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]
