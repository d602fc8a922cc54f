"""Cuts this process off the network: a wall where the system gives one, a tripwire everywhere."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from aigc_desktop.api.errors import AigcError

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_WATCHED = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto"})


def cut_network() -> str:
    """Cut the network off; call it before any thread starts.

    Returns `blocked` when the system enforces it (a network namespace of its own, Linux), else `guarded`:
    Python code that tries is stopped and named, but native code could walk round it.
    """
    walled = sys.platform == "linux" and _enter_empty_network()
    sys.addaudithook(_tripwire)
    return "blocked" if walled else "guarded"


def _enter_empty_network() -> bool:
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def _tripwire(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _WATCHED or _is_local(event, arguments):
        return
    target = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
    raise AigcError(
        "network.blocked",
        f"Something in this engine tried to reach {target!r}; the network is blocked.",
        "Models and plugins must be on this machine. Add what is missing as a local folder.",
    )


def _is_local(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether a socket event stays on this machine: a Unix socket's address is no tuple."""
    if event == "socket.getaddrinfo":
        return arguments[0] in (None, "", "localhost", "127.0.0.1", "::1")
    address = arguments[1]
    return not isinstance(address, tuple) or address[0] in ("localhost", "127.0.0.1", "::1")
