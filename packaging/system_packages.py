"""The system packages that are needed on Linux: which are missing, and how to install them."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

LIST = Path(__file__).with_name("system-packages.txt")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_MARKS = ("cjk", "wqy", "sourcehan", "droidsansfallback", "uming", "ukai")
INSTALLERS = {
    "apt-get": "apt-get update && apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
}


class Need(NamedTuple):
    """A line of the list: `kind` is `module`, `library` or `font`."""

    kind: str
    name: str
    debian: str
    fedora: str


def ensure(kinds: set[str]) -> bool:
    """Install what is missing of these kinds when we may, else say how.

    Whether the application can start: without a font for Chinese it can.
    """
    if not sys.platform.startswith("linux") or not missing(kinds):
        return True
    command = _command(missing(kinds))
    if command and os.geteuid() == 0:
        print("Installing system packages:", command, flush=True)
        subprocess.run(["/bin/sh", "-c", command], check=False)
    left = missing(kinds)
    if left:
        _explain(left)
    return all(need.kind == "font" for need in left)


def missing(kinds: set[str]) -> list[Need]:
    """The needs of these kinds that the system does not meet."""
    lines = LIST.read_text("utf-8").splitlines()
    needs = [Need(*line.split()) for line in lines if not line.startswith("#")]
    return [need for need in needs if need.kind in kinds and not _is_present(need)]


def _is_present(need: Need) -> bool:
    if need.kind == "font":
        return _has_chinese_font()
    if need.kind == "module":
        return importlib.util.find_spec(need.name) is not None
    try:
        ctypes.CDLL(need.name)
    except OSError:
        return False
    return True


def _has_chinese_font() -> bool:
    files = (f for folder in FONT_FOLDERS for f in Path(folder).expanduser().rglob("*.[to]t[fc]"))
    return any(mark in file.name.lower().replace("-", "") for file in files for mark in FONT_MARKS)


def _command(needs: list[Need]) -> str:
    for program, install in INSTALLERS.items():
        if shutil.which(program):
            packages = {need.debian if program == "apt-get" else need.fedora for need in needs}
            return f"{install} {' '.join(sorted(packages))}"
    return ""


def _explain(needs: list[Need]) -> None:
    command = _command(needs)
    print("The system lacks:", ", ".join(f"{need.kind} {need.name}" for need in needs), file=sys.stderr)
    if command:
        print(f"Run this once, then try again:\n  sudo sh -c '{command}'", file=sys.stderr)
    else:
        print("Install what brings them with your system's package manager.", file=sys.stderr)
