"""Writes into a lab's file from another process.

    python -m tests.unit.core.lab_writing HOME MODEL TIMES [STEP]

It keeps one pin more each time, and is killed before its STEP-th step as in `crashing.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from aigc_desktop.core.lab_store import Kept, LabStore
from aigc_desktop.core.paths import Paths
from tests.unit.core.crashing import Fuse


def main(home: str, model: str, times: str, step: str = "0") -> None:
    store = LabStore(Paths(Path(home)).lab)
    sys.addaudithook(Fuse(int(step)).audit)
    for number in range(int(times)):
        store.put(model, Kept((*store.get(model).pins, str(number))))


if __name__ == "__main__":
    main(*sys.argv[1:])
