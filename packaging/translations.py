"""Brings `resources/translations` up to date with what the window, the core and the plugins say.

    python packaging/translations.py

New strings appear as unfinished in the `.ts` file: translate them there (or with Qt Linguist) and run again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import sentences

ROOT = Path(__file__).resolve().parents[1]
CHINESE = ROOT / "resources" / "translations" / "aigc_zh_CN.ts"


def update(target: Path = CHINESE) -> None:
    """Collect every string that the window says into the `.ts` file at `target`."""
    sources = sorted(str(path) for path in (ROOT / "aigc_desktop" / "ui").rglob("*.py"))
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "zh_CN"]
    _run("pyside6-lupdate", *sources, "-silent", *options, "-ts", str(target))


def compile_to(target: Path, source: Path = CHINESE) -> None:
    """Compile a `.ts` file into the `.qm` file that Qt reads."""
    _run("pyside6-lrelease", "-silent", str(source), "-qm", str(target))


def _run(tool: str, *arguments: str) -> None:
    suffix = ".exe" if sys.platform == "win32" else ""
    subprocess.run([str(Path(sys.executable).with_name(tool + suffix)), *arguments], check=True)


if __name__ == "__main__":
    sentences.write()
    _run("ruff", "format", "-q", str(sentences.TARGET))
    update()
    compile_to(CHINESE.with_suffix(".qm"))
