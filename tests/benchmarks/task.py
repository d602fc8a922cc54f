"""What both sides generate: with the starter model where it is installed, else with a tiny random one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request, Runtime, seed_range
from aigc_desktop.core.models import Models
from aigc_desktop.core.plugins import discover

SEED = 7
PROMPT = "a red star on a white background"


@dataclass(frozen=True)
class Task:
    """A model and a number of pictures, on the CPU in float32 so that pixels can be compared."""

    model: Model
    pictures: int
    steps: int = 25
    guidance_scale: float = 3.0

    @property
    def values(self) -> dict[str, Any]:
        """What both sides are told, by the names that diffusers and we share."""
        return {"prompt": PROMPT, "guidance_scale": self.guidance_scale, "width": 64, "height": 64}

    def request(self) -> Request:
        """The task as a request of ours."""
        return Request(
            generator="diffusion",
            model=self.model.id,
            task="text-to-image",
            parameters={**self.values, "steps": self.steps, "scheduler": "ddim"},
            seeds=seed_range(SEED, self.pictures),
            runtime=Runtime(device="cpu", precision="float32"),
        )

    def words(self) -> list[str]:
        """The task as a command line of ours."""
        values = {**self.values, "steps": self.steps, "scheduler": "ddim"}
        pairs = [word for name, value in values.items() for word in ("-s", f"{name}={value}")]
        where = ["--model", self.model.path, "--device", "cpu", "--precision", "float32"]
        return ["generate", "diffusion", *where, "--seed", str(SEED), "-n", str(self.pictures), *pairs]

    def script(self, out: Path, *, is_served: bool) -> str:
        """The task as the argument of the plain script."""
        told = {
            "class": self.model.class_name,
            "model": self.model.path,
            "scheduler": "DDIMScheduler",
            "arguments": {**self.values, "num_inference_steps": self.steps},
            "pictures": self.pictures,
            "seed": SEED,
            "out": str(out),
            "is_served": is_served,
        }
        return json.dumps(told)


def find_model(folder: Path) -> Model:
    """The starter, or a tiny model that is written to `folder`."""
    plugins = discover()
    shipped = Models(list, plugins).for_generator("diffusion")
    if shipped:
        return shipped[0]
    from tests.plugins.diffusion import tiny

    tiny.save("StableDiffusionPipeline", folder / "tiny")
    return Models(list, plugins).find(str(folder / "tiny"))
