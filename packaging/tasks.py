"""What a developer runs inside `.venv`: `lint`, `test` and `bench`. Every check runs; any failure fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
NO_NETWORK = ["unshare", "-rn"]


def main(task: str, arguments: list[str]) -> int:
    tasks = {"lint": lint, "test": test, "bench": bench}
    if task not in tasks:
        print(f"There is no task “{task}”; there are: {', '.join(tasks)}.", file=sys.stderr)
        return 2
    failed = tasks[task](arguments)
    if failed:
        print(f"\nFailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def lint(arguments: list[str]) -> list[str]:
    checks = {
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "mypy": ["mypy"],
        "import-linter": ["lint-imports"],
    }
    return [
        name for name, command in checks.items() if not _passes(name, [str(BIN / command[0]), *command[1:]])
    ]


def test(arguments: list[str]) -> list[str]:
    is_cut = _can_cut_network()
    print("The tests run", "with the network cut." if is_cut else "with the network as it is.", flush=True)
    wall = NO_NETWORK if is_cut else []
    command = [*wall, sys.executable, "-m", "pytest", "-q", "-n", "2", *arguments]
    return [*lint([]), *([] if _passes("pytest", command) else ["pytest"])]


def bench(arguments: list[str]) -> list[str]:
    return [] if _passes("bench", [sys.executable, "-m", "tests.benchmarks", *arguments]) else ["bench"]


def _can_cut_network() -> bool:
    if not shutil.which(NO_NETWORK[0]):
        return False
    return subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False).returncode == 0


def _passes(name: str, command: list[str]) -> bool:
    print(f"\n== {name}", flush=True)
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return subprocess.run(command, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "", sys.argv[2:]))
