"""What both sides of a comparison make, told to each in its own words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request, Runtime, seed_range
from aigc_desktop.api.tasks import Task as TaskName

SEED = 7


@dataclass(frozen=True)
class Task:
    """A number of pictures, on the CPU in float32 so that pixels can be compared."""

    generator: str
    name: TaskName
    model: Model
    parameters: Mapping[str, Any]
    pictures: int

    @property
    def script(self) -> str:
        """The module with the script that a user would write for it."""
        suffix = "" if self.model.backend == "torch" else f"_{self.model.backend}"
        return f"tests.benchmarks.plain.{self.generator}{suffix}"

    def request(self) -> Request:
        """The task as a request of ours."""
        return Request(
            generator=self.generator,
            model=self.model.id,
            task=self.name,
            parameters=dict(self.parameters),
            seeds=seed_range(SEED, self.pictures),
            runtime=Runtime(device="cpu", precision="float32"),
        )

    def words(self) -> list[str]:
        """The task as a command line of ours."""
        pairs = [word for name, value in self.parameters.items() for word in ("-s", f"{name}={value}")]
        where = ["--model", self.model.path, "--device", "cpu", "--precision", "float32"]
        what = ["--task", self.name, "--seed", str(SEED), "-n", str(self.pictures)]
        return ["generate", self.generator, *where, *what, *pairs]

    def told(self, out: Path, *, is_served: bool) -> str:
        """The task as the argument of the script."""
        facts = {
            "class": self.model.class_name,
            "model": self.model.path,
            "parameters": self.parameters,
            "pictures": self.pictures,
            "seed": SEED,
            "out": str(out),
            "is_served": is_served,
        }
        return json.dumps(facts)
