"""Python, Qt, fonts, disk, the home folder, and how engines are kept off the network."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from aigc_desktop.api.errors import AigcError
from aigc_desktop.cli.checks.child import ask
from aigc_desktop.cli.checks.finding import Finding

_GB = 1e9
_LITTLE_GB, _TOO_LITTLE_GB = 5.0, 0.5
_SET_UP = "Run `python3 packaging/bootstrap.py install` in the checkout; it names what the system lacks."


def check_python() -> Iterator[Finding]:
    """The interpreter."""
    yield Finding("ok", "Python", f"{platform.python_version()}, {sys.executable}")


def check_qt() -> Iterator[Finding]:
    """Whether a window could open, and whether it could show Chinese."""
    try:
        answer = ask("aigc_desktop.ui.probe")
    except AigcError as error:
        yield Finding("fail", "Qt", f"cannot be loaded: {error.message}", _SET_UP)
        return
    yield Finding("ok", "Qt", answer["version"])
    if answer["chinese"]:
        yield Finding("ok", "fonts", "Chinese can be shown")
    else:
        yield Finding("warn", "fonts", "no font for Chinese", "Install one, such as Noto Sans CJK.")


def check_home(home: Path) -> Iterator[Finding]:
    """Whether the application can keep its state, and has room for it."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            yield Finding("ok", "home", str(home))
    except OSError as error:
        way_out = "Make it writable, or set AIGC_HOME to a folder that is."
        yield Finding("fail", "home", f"{home} cannot be written: {error.strerror}.", way_out)
        return
    yield judge_disk(shutil.disk_usage(home).free / _GB)


def judge_disk(free_gb: float) -> Finding:
    """Whether so much free space will do."""
    said = f"{free_gb:.1f} GB free"
    if free_gb < _TOO_LITTLE_GB:
        return Finding("fail", "disk", said, "Free some space first; finished pictures could not be saved.")
    if free_gb < _LITTLE_GB:
        return Finding("warn", "disk", said, "Models take several GB each; free some space.")
    return Finding("ok", "disk", said)


def check_network() -> Iterator[Finding]:
    """How engines are kept off the network."""
    try:
        way = ask("aigc_desktop.engine.probe", "network")["network"]
    except AigcError as error:
        yield Finding("fail", "network", f"an engine could not start: {error.message}", _SET_UP)
        return
    if way == "blocked":
        yield Finding("ok", "network", "blocked for engines by the system")
    else:
        way_out = "On Linux, allow unprivileged user namespaces to have the system block it."
        yield Finding("warn", "network", "engines are watched, not walled off", way_out)
