"""`aigc doctor`: is everything here that the application needs, and if not, what to do."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from aigc_desktop.cli.checks.content import check_content
from aigc_desktop.cli.checks.finding import Finding
from aigc_desktop.cli.checks.libraries import check_floors, check_onnx, check_torch
from aigc_desktop.cli.checks.machine import check_home, check_network, check_python, check_qt
from aigc_desktop.cli.parsers import Commands
from aigc_desktop.core.paths import default_home


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("doctor", help="check this installation and say what to mend")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a line for each finding; 1 when one of them keeps the application from working."""
    has_failed = False
    for finding in _findings(default_home()):
        print(f"{finding.level:<4}  {finding.name}: {finding.message}", flush=True)
        if finding.hint:
            print(f"      {finding.hint}")
        has_failed |= finding.level == "fail"
    return 1 if has_failed else 0


def _findings(home: Path) -> Iterator[Finding]:
    yield from check_python()
    yield from check_qt()
    yield from check_torch()
    yield from check_onnx()
    yield from check_floors()
    yield from check_home(home)
    yield from check_network()
    yield from check_content(home)
