"""What the tests of all plugins share."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator

import pytest

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1


@pytest.fixture(scope="session")
def one_thread() -> Iterator[None]:
    """torch on one thread: in networks as small as the tests' threads only wait for each other."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def loopback() -> None:
    """Processes meet on the loopback interface, which is down where a namespace has cut the network."""
    import fcntl

    request = struct.pack("16sH22x", b"lo", 0)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plug:
        (flags,) = struct.unpack("16xH22x", fcntl.ioctl(plug, SIOCGIFFLAGS, request))
        if not flags & IFF_UP:
            fcntl.ioctl(plug, SIOCSIFFLAGS, struct.pack("16sH22x", b"lo", flags | IFF_UP))
