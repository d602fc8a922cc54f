"""Sets the project up and does one thing with it: run, test, lint, bench or install.

Only the standard library, because nothing else is there yet. One virtual environment, `.venv`, serves both
use and development. The application and its first-party plugins are installed editable, so that an edit
counts at once and starting never calls pip; that their wheels are complete is a test's business. A stamp
over every pyproject.toml says whether `.venv` is still right.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "aigc-desktop.stamp"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    task = arguments[0] if arguments else "run"
    if sys.version_info < OLDEST:
        return _restart_with_newer_python(arguments)
    shows_windows = needs_qt(task)
    if shows_windows and not system_packages.ensure({"library", "font"}):
        return 1
    if not (_is_installed() or _install()):
        return 1
    if shows_windows and not _compile_translations():  # Qt's compiler needs the libraries of a window.
        return 1
    return 0 if task == "install" else _hand_over(task, arguments[1:])


def needs_qt(task: str) -> bool:
    """Whether the task shows windows, if only off-screen; a demo without a display does without."""
    return _has_display() if task == "run" else task != "lint"


def _restart_with_newer_python(arguments: list[str]) -> int:
    for minor in range(20, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, __file__, *arguments])
    print("AIGC Desktop needs Python 3.11 or newer; this is", sys.version.split()[0], file=sys.stderr)
    print("Install a newer Python and run the command again.", file=sys.stderr)
    return 1


def _is_installed() -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == _wanted()


def _wanted() -> str:
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (Path(__file__), ROOT / "pyproject.toml", *_plugin_projects()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _plugin_projects() -> list[Path]:
    return sorted((ROOT / "plugins").glob("*/pyproject.toml"))


def _install() -> bool:
    if not PYTHON.exists() and not _make_environment():
        return False
    print("Installing AIGC Desktop into .venv; the first time this downloads about 1 GB.", flush=True)
    plugins = [word for path in _plugin_projects() for word in ("-e", str(path.parent))]
    steps = (["--upgrade", "pip>=26.2"], ["-e", f"{ROOT}[dev]", *plugins])
    if not all(_pip(*step) for step in steps):
        print("The installation did not finish; pip's message above says why.", file=sys.stderr)
        print("Mend it (a network, free disk space) and run the command again.", file=sys.stderr)
        return False
    STAMP.write_text(_wanted(), "utf-8")
    return True


def _compile_translations() -> bool:
    """Qt reads `.qm` files; they are made from the `.ts` files that translators edit."""
    sources = sorted((ROOT / "resources" / "translations").glob("*.ts"))
    return all(_is_newer(source.with_suffix(".qm"), source) or _compile(source) for source in sources)


def _is_newer(compiled: Path, source: Path) -> bool:
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


def _compile(source: Path) -> bool:
    tool = PYTHON.with_name("pyside6-lrelease.exe" if os.name == "nt" else "pyside6-lrelease")
    done = subprocess.run([str(tool), "-silent", str(source)], check=False)
    if done.returncode:
        print(f"{source.name} could not be compiled; Qt's tool says why above.", file=sys.stderr)
    return done.returncode == 0


def _make_environment() -> bool:
    if not system_packages.ensure({"module"}):
        return False
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode:
        print("Python could not make a virtual environment in .venv; it says why above.", file=sys.stderr)
    return made.returncode == 0


def _pip(*arguments: str) -> bool:
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *quiet, *arguments]
    return subprocess.run(command, check=False).returncode == 0


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _hand_over(task: str, arguments: list[str]) -> int:
    os.chdir(ROOT)
    if task == "run":
        words = ["-m", "aigc_desktop", *([] if _has_display() else ["demo", "--out", "demo"])]
    else:
        words = [str(ROOT / "packaging" / "tasks.py"), task]
    command = [str(PYTHON), *words, *arguments]
    if os.name == "nt":  # execv there returns to the shell at once
        return subprocess.run(command, check=False).returncode
    return os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
