"""The network is cut in an engine, and who tries is told so."""

from __future__ import annotations

import subprocess
import sys

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


def test_native_code_meets_a_wall_where_the_system_has_one() -> None:
    """With the tripwire out of the way, a network namespace of its own has no route to anywhere."""
    call = "__import__('_socket').socket(2, 2).connect_ex(('192.0.2.1', 80)) and print('no route')"
    state, said = run(call.replace("'no route'", "'no route', flush=True"))[:2]
    assert said == "no route" or state == "guarded" or said.startswith("network.blocked")
