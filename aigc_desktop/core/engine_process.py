"""One engine process, as seen from the application."""

from __future__ import annotations

import subprocess
import threading
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO, BinaryIO, cast

from aigc_desktop import messages
from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.core.engine_start import Process
from aigc_desktop.core.inbox import EngineGone, EngineSaid, Inbox
from aigc_desktop.messages import Message, Shutdown

_LOG_BYTES = 4 * 2**20
_TAIL_LINES = 40


@dataclass(frozen=True, slots=True)
class EngineKey:
    """What an engine is kept by: first-party plugins share one environment, every other has its own."""

    environment: str
    backend: str


class EngineProcess:
    """Puts all that a process says, and its end, into the worker's inbox.

    Writing never blocks the caller: a thread of its own feeds the pipe.
    """

    def __init__(self, key: EngineKey, inbox: Inbox, log_file: Path, process: Process) -> None:
        self.key = key
        self.started_at = time.monotonic()
        self._inbox = inbox
        self._outgoing: SimpleQueue[Message | None] = SimpleQueue()
        self._tail: deque[str] = deque(maxlen=_TAIL_LINES)
        self._fault: ErrorInfo | None = None
        self._process = process
        self._drain = self._thread(self._keep_log, log_file)
        self._thread(self._write_all)
        self._thread(self._read_all)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def send(self, command: Message) -> None:
        """Send a command soon."""
        self._outgoing.put(command)

    def kill(self, why: ErrorInfo | None = None) -> None:
        """End the process now; `why` becomes the cause that `EngineGone` tells."""
        self._fault = self._fault or why
        self._process.kill()

    def shut_down(self, timeout_s: float) -> None:
        """Ask the process to end; kill it when it does not within `timeout_s`."""
        self.send(Shutdown())
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _thread(self, target: object, *arguments: object) -> threading.Thread:
        assert callable(target)
        thread = threading.Thread(
            target=target, args=arguments, name=f"engine-{self.key.backend}", daemon=True
        )
        thread.start()
        return thread

    def _write_all(self) -> None:
        with _pipe(self._process.stdin) as pipe:
            try:
                while (command := self._outgoing.get()) is not None:
                    messages.write(pipe, command)
            except OSError:
                return  # the engine is gone; the reader tells

    def _read_all(self) -> None:
        with _pipe(self._process.stdout) as pipe:
            try:
                while (event := messages.read_event(pipe)) is not None:
                    self._inbox.put(EngineSaid(self, event))
            except AigcError as error:
                self.kill(error.info())
        code = self._process.wait()
        self._outgoing.put(None)
        self._drain.join(timeout=2)
        self._inbox.put(EngineGone(self, self._cause(code)))

    def _keep_log(self, log_file: Path) -> None:
        """Keep the last lines in memory and the first megabytes in a file."""
        log_file.parent.mkdir(parents=True, exist_ok=True)
        written = 0
        with _pipe(self._process.stderr) as pipe, log_file.open("wb") as log:
            while line := pipe.readline(4096):
                self._tail.append(line.decode(errors="replace").rstrip())
                if written < _LOG_BYTES:
                    written += log.write(line)
                    log.flush()

    def _cause(self, code: int) -> ErrorInfo:
        details = "\n".join(self._tail)
        if self._fault is not None:
            return ErrorInfo(
                code=self._fault.code,
                message=self._fault.message,
                hint=self._fault.hint,
                details=f"{self._fault.details}\n{details}".strip(),
                plugin=self._fault.plugin,
            )
        return ErrorInfo(
            code="engine.died",
            message=f"The engine ended unexpectedly ({_how(code)}).",
            hint="A new engine was started; other jobs go on.",
            details=details,
        )


def _pipe(pipe: IO[bytes] | None) -> BinaryIO:
    if pipe is None:
        raise AigcError("engine.start", "The engine was started without its pipes.")
    return cast("BinaryIO", pipe)


def _how(code: int) -> str:
    if code < 0:
        names = {
            9: "it was killed, perhaps because memory ran out",
            11: "segmentation fault",
            6: "it aborted",
        }
        return names.get(-code, f"signal {-code}")
    return f"exit code {code}"
