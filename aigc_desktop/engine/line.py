"""The engine's end of the line to the application."""

from __future__ import annotations

import os
import sys
import threading
from typing import BinaryIO

from aigc_desktop import messages
from aigc_desktop.messages import Command, Message


class Line:
    """Reads commands, and sends events from any thread."""

    def __init__(self, commands: BinaryIO, events: BinaryIO) -> None:
        self._commands = commands
        self._events = events
        self._lock = threading.Lock()

    def read(self) -> Command | None:
        """The next command; None when the application is gone."""
        return messages.read_command(self._commands)

    def send(self, event: Message) -> None:
        """Send one event. The engine exits when the application is gone."""
        try:
            with self._lock:
                messages.write(self._events, event)
        except OSError:
            os._exit(0)


def take_over_stdio() -> Line:
    """Keep the two pipes for messages, and give plugins a standard input and output that cannot reach them.

    What a plugin prints goes to standard error, which the application keeps as the engine's log.
    """
    commands = os.fdopen(os.dup(0), "rb")
    events = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.stdout.flush()
    os.dup2(2, 1)
    return Line(commands, events)
