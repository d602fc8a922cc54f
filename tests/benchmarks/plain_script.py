"""The peer of our generating: what a user of diffusers writes. Its one argument is the task, as JSON.

`pictures` is how many to make and save. With `is_served`, it loads and warms up, then does the whole task
once for each line on standard input and prints the seconds that it took.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

torch: Any = import_module("torch")
diffusers: Any = import_module("diffusers")


def main() -> None:
    task = json.loads(sys.argv[1])
    pipeline = getattr(diffusers, task["class"]).from_pretrained(
        task["model"], dtype=torch.float32, local_files_only=True
    )
    scheduler = getattr(diffusers, task["scheduler"])
    pipeline.scheduler = scheduler.from_config(pipeline.scheduler.config)
    pipeline.set_progress_bar_config(disable=True)
    if not task["is_served"]:
        run(pipeline, task)
        print("saved", flush=True)
        return
    run(pipeline, {**task, "pictures": 1})
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        run(pipeline, task)
        print(time.perf_counter() - start, flush=True)


def run(pipeline: Any, task: dict[str, Any]) -> None:  # noqa: ANN401 - diffusers has no types
    for number in range(task["pictures"]):
        generator = torch.Generator("cpu").manual_seed(task["seed"] + number)
        image = pipeline(**task["arguments"], generator=generator).images[0]
        image.save(Path(task["out"]) / f"{number}.png")


if __name__ == "__main__":
    main()
