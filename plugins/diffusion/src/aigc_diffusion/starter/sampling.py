"""Pictures from a finished model folder, by the plain pipeline and by nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL.Image import Image

from .draw import Pixels
from .untyped import Pipeline, diffusers


@dataclass(frozen=True)
class Settings:
    """How pictures are sampled when nothing else is asked for."""

    steps: int = 20
    guidance: float = 3.0
    seed: int = 0


def open_model(folder: Path, device: torch.device | str = "cpu") -> Pipeline:
    """The model in float32."""
    pipeline = diffusers.StableDiffusionPipeline.from_pretrained(
        folder, dtype=torch.float32, local_files_only=True
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline.to(device)


def pictures_of(pipeline: Pipeline, prompts: list[str], settings: Settings, batch: int = 50) -> torch.Tensor:
    """One picture a prompt, as bytes, shape (N, 3, h, w); picture k has the noise of seed + k."""
    made: list[Pixels] = []
    for first in range(0, len(prompts), batch):
        part = prompts[first : first + batch]
        noise = [torch.Generator("cpu").manual_seed(settings.seed + first + k) for k in range(len(part))]
        made += [np.asarray(image) for image in _images(pipeline, part, settings, noise)]
    return torch.from_numpy(np.stack(made)).permute(0, 3, 1, 2).contiguous()


def _images(
    pipeline: Pipeline, prompts: list[str], settings: Settings, noise: list[torch.Generator]
) -> list[Image]:
    with torch.no_grad():
        result = pipeline(
            prompts, num_inference_steps=settings.steps, guidance_scale=settings.guidance, generator=noise
        )
    return list(result.images)
