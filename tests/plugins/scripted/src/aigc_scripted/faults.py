"""Everything that can go wrong in an engine, on demand."""

from __future__ import annotations

import ctypes
import os
import signal
import stat
import struct
import threading
from collections.abc import Callable, Mapping

from aigc_desktop.api import AigcError


def commit(fault: str) -> None:
    """Do what `fault` names. Names that are not in the table concern the output, not the process."""
    FAULTS.get(fault, _nothing)()


def _nothing() -> None:
    return


def _raise() -> None:
    raise ValueError("scripted failure")


def _error() -> None:
    raise AigcError("scripted.error", "The script says stop.", "Take another script.")


def _out_of_memory() -> None:
    raise RuntimeError(
        "[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 99999999999 bytes."
    )


def _segfault() -> None:
    ctypes.string_at(0)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _exit() -> None:
    os._exit(3)


def _hang() -> None:
    threading.Event().wait()


def _garbage() -> None:
    _write_to_every_pipe(struct.pack(">I", 24) + b"\xff\x00 this is not a message")


def _oversize() -> None:
    _write_to_every_pipe(struct.pack(">I", 0x7FFFFFFF) + b"x" * 4096)


def _print() -> None:
    print("printed by the plugin", flush=True)
    os.write(1, b"written to standard output by the plugin\n")


def _write_to_every_pipe(junk: bytes) -> None:
    for descriptor in range(3, 256):
        if _is_writable_pipe(descriptor):
            os.write(descriptor, junk)


def _is_writable_pipe(descriptor: int) -> bool:
    import fcntl

    try:
        mode = os.fstat(descriptor).st_mode
        access = fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE
    except OSError:
        return False
    return (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)) and access != os.O_RDONLY


FAULTS: Mapping[str, Callable[[], None]] = {
    "raise": _raise,
    "error": _error,
    "oom": _out_of_memory,
    "segfault": _segfault,
    "kill": _kill,
    "exit": _exit,
    "hang": _hang,
    "garbage": _garbage,
    "oversize": _oversize,
    "print": _print,
}
