"""What can be asked of a generator. Tasks bear Hugging Face's names where those exist."""

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
    "text-generation",
    "text-to-audio",
]
Family = Literal["gan", "vae", "diffusion", "transformer"]
OutputKind = Literal["image", "text"]
Backend = Literal["torch", "onnx"]
Precision = Literal["float32", "bfloat16", "float16"]

TASKS: tuple[str, ...] = get_args(Task)
FAMILIES: tuple[str, ...] = get_args(Family)
