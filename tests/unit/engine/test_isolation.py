"""The network is cut in an engine, and who tries is told so."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

TRY = """
import socket
from aigc_desktop.api.errors import AigcError
from aigc_desktop.engine.isolation import cut_network

print(cut_network())
try:
    {call}
except AigcError as error:
    print(error.code, error.message)
except OSError as error:
    print("refused by the system", error)
"""


def run(call: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", TRY.format(call=call)], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.splitlines()


def test_the_state_of_the_network_is_said() -> None:
    assert run("pass")[0] in ("blocked", "guarded")


def test_looking_up_a_host_is_stopped_and_named() -> None:
    said = run("socket.getaddrinfo('models.example', 443)")[1]
    assert said.startswith("network.blocked")
    assert "models.example" in said


def test_connecting_is_stopped() -> None:
    assert run("socket.create_connection(('192.0.2.1', 80), timeout=1)")[1].startswith("network.blocked")


WALL = """
import os, socket
from aigc_desktop.engine.isolation import cut_network

before = os.readlink("/proc/self/ns/net")
print(cut_network())
print(os.readlink("/proc/self/ns/net") != before)
print([name for _, name in socket.if_nameindex()])
"""


def can_have_a_namespace() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_have_a_namespace(), reason="this system refuses user namespaces")
def test_native_code_meets_a_wall_where_the_system_has_one() -> None:
    """The process is in another network namespace, which holds nothing but its own loopback."""
    done = subprocess.run(
        [sys.executable, "-c", WALL], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines() == ["blocked", "True", "['lo']"]
