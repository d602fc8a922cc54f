"""The peer of our diffusion: what a user of diffusers writes."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PIL import Image

from tests.benchmarks.plain.loop import Draw, main

torch: Any = import_module("torch")
diffusers: Any = import_module("diffusers")


def load(task: dict[str, Any]) -> Draw:
    pipeline = getattr(diffusers, task["class"]).from_pretrained(
        task["model"], dtype=torch.float32, local_files_only=True
    )
    pipeline.scheduler = diffusers.DDIMScheduler.from_config(pipeline.scheduler.config)
    pipeline.set_progress_bar_config(disable=True)
    given = task["parameters"]
    arguments = {name: given[name] for name in ("prompt", "guidance_scale", "width", "height")}

    def draw(seed: int) -> Image.Image:
        generator = torch.Generator("cpu").manual_seed(seed)
        made = pipeline(**arguments, num_inference_steps=given["steps"], generator=generator)
        image: Image.Image = made.images[0]
        return image

    return draw


if __name__ == "__main__":
    main(load)
