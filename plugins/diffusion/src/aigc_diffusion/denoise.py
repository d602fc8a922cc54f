"""One call of the pipeline: its arguments, its noise, and the eye kept on every step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import torch
from PIL.Image import Image

from aigc_desktop.api import JobContext, Params, Runtime
from aigc_desktop.api.latents import parse

from .memory import Ladder
from .outlook import Outlook
from .pipeline import Pipeline, Scheduler
from .previews import Previewer
from .schedulers import check_steps, make_scheduler
from .starting import starting_from
from .traits import Traits

_Tell = Callable[[int, torch.Tensor], None]


class Denoiser:
    """Runs a pipeline with the parameters of one job."""

    def __init__(self, pipeline: Pipeline, traits: Traits, params: Params, previewer: Previewer) -> None:
        """Raises AigcError `latent.text` where the latent is none."""
        self._pipeline = pipeline
        self._traits = traits
        self._values: dict[str, Any] = msgspec.structs.asdict(params)
        latent = self._values.pop("latent")
        self._point = parse(latent) if latent.strip() else None
        self._previewer = previewer

    def run(self, seeds: list[int], job: JobContext) -> list[Image]:
        """The pictures of these seeds. Raises JobCancelled within one step."""
        check_steps(self._values["scheduler"], self._traits.scheduler_config, self._values["steps"])
        scheduler = make_scheduler(self._values["scheduler"], self._traits.scheduler_config)
        self._pipeline.scheduler = scheduler
        job.progress(0, self._values["steps"] + 1, "Reading the prompt")
        noise = [torch.Generator("cpu").manual_seed(seed) for seed in seeds]
        arguments = self._arguments() | self._watched(self._teller(scheduler, job))
        with starting_from(self._pipeline, self._point):
            images = self._pipeline(num_images_per_prompt=len(seeds), generator=noise, **arguments).images
        total = len(scheduler.timesteps) + 1
        job.progress(total, total, "Decoded")
        return images

    def facts(self, runtime: Runtime, ladder: Ladder) -> Mapping[str, str | int | float]:
        """What the recipe should say beyond the parameters."""
        return {
            "scheduler_class": type(self._pipeline.scheduler).__name__,
            "precision": runtime.precision,
            "cpu_threads": torch.get_num_threads(),
            "tiled_decoding": "yes" if ladder.is_tiled else "no",
        }

    def what(self, count: int) -> str:
        """What is being made, in words."""
        return f"{count} of {self._values['width']} x {self._values['height']} pixels at a time is too much"

    def _arguments(self) -> dict[str, Any]:
        """The arguments of the pipeline. What is empty is left out, so that its own defaults hold."""
        own = {**self._values, "num_inference_steps": self._values["steps"]}
        kept = {k: v for k, v in own.items() if k not in ("steps", "scheduler")}
        for name in ("negative_prompt", "clip_skip"):
            if not kept.get(name):
                kept.pop(name, None)
        if self._traits.pipeline.binned_sizes:
            kept["use_resolution_binning"] = self._traits.is_binned
        return {**kept, **self._traits.pipeline.fixed}

    def _watched(self, tell: _Tell) -> dict[str, Any]:
        if self._traits.pipeline.callback == "legacy":
            return {"callback": lambda step, _timestep, latents: tell(step, latents), "callback_steps": 1}

        def on_step_end(
            _pipeline: object, step: int, _timestep: object, tensors: dict[str, torch.Tensor]
        ) -> dict[str, torch.Tensor]:
            tell(step, tensors["latents"])
            return tensors

        return {"callback_on_step_end": on_step_end}

    def _teller(self, scheduler: Scheduler, job: JobContext) -> _Tell:
        outlook = Outlook(scheduler)

        def tell(step: int, latents: torch.Tensor) -> None:
            outlook.see(step, latents)
            total = len(scheduler.timesteps)
            height, width = self._values["height"], self._values["width"]
            job.progress(
                step + 1,
                total + 1,
                f"Step {step + 1} of {total}" if step + 1 < total else "Decoding",
                preview=lambda: self._previewer.picture(outlook.finished(), height, width),
            )

        return tell
