"""One line of the doctor's report."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["ok", "warn", "fail"]


class Finding(NamedTuple):
    """What was looked at, how it is, and the way out where something is wrong."""

    level: Level
    name: str
    message: str
    hint: str = ""
