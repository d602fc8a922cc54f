"""What can be asked of a generator. Tasks bear Hugging Face's names where those exist.

Ours are `class-to-image`, `image-reconstruction`, `latent-interpolation`, `latent-map` (one picture with a
grid of points of the latent space) and `onnx-export`.
"""

from __future__ import annotations

from typing import Literal, get_args

Task = Literal[
    "text-to-image",
    "image-to-image",
    "inpainting",
    "unconditional-image-generation",
    "class-to-image",
    "image-reconstruction",
    "latent-interpolation",
    "latent-map",
    "text-generation",
    "text-to-audio",
    "onnx-export",
]
Family = Literal["gan", "vae", "diffusion", "transformer"]
OutputKind = Literal["image", "text", "sequence"]
Backend = Literal["torch", "onnx"]
Precision = Literal["float32", "bfloat16", "float16"]

TASKS: tuple[str, ...] = get_args(Task)
MODEL_TASKS: tuple[Task, ...] = ("onnx-export",)
"""What makes a model out of a model; every other task makes assets."""

FAMILIES: tuple[str, ...] = get_args(Family)
