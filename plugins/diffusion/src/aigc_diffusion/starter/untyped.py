"""What comes from diffusers, whose classes type checkers cannot see through, by names that say what it is."""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeAlias

diffusers: Any = import_module("diffusers")

Autoencoder: TypeAlias = Any
"""A `diffusers.AutoencoderKL`."""
UNet: TypeAlias = Any
"""A `diffusers.UNet2DConditionModel`."""
Scheduler: TypeAlias = Any
"""A scheduler of diffusers, here a `DDIMScheduler`."""
Pipeline: TypeAlias = Any
"""A `diffusers.StableDiffusionPipeline`."""
