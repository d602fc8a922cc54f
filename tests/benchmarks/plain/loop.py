"""What all plain scripts do: draw one picture after the other and save each as Pillow does by itself.

Their one argument is a task as JSON. With `is_served`, a script loads and warms up, then does the whole task
once for each line on standard input and prints the seconds that it took.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from PIL import Image

Draw: TypeAlias = Callable[[int], Image.Image]
"""The picture of a seed."""


def main(load: Callable[[dict[str, Any]], Draw]) -> None:
    """Run a plain script, of which `load` is all that is its own."""
    task = json.loads(sys.argv[1])
    draw = load(task)
    if not task["is_served"]:
        _run(draw, task)
        print("saved", flush=True)
        return
    _run(draw, {**task, "pictures": 1})
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        _run(draw, task)
        print(time.perf_counter() - start, flush=True)


def _run(draw: Draw, task: dict[str, Any]) -> None:
    for number in range(task["pictures"]):
        draw(task["seed"] + number).save(Path(task["out"]) / f"{number}.png")
