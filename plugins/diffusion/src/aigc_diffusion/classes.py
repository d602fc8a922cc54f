"""The pipelines that are loaded, as data: what each takes and what it is usually run with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class PipelineClass:
    """A text-to-image pipeline of diffusers.

    `context` is how many tokens of the prompt are read by the text encoder that reads most of them; None
    leaves it to the tokenizer. `unused` components are never loaded. `fixed` arguments go into every call.
    `callback` says how the pipeline reports a step: by `callback_on_step_end` or by the older `callback`.
    `binned_sizes` are the sample sizes whose output diffusers fits to the nearest trained aspect ratio.
    """

    name: str
    denoiser: Literal["unet", "transformer"]
    steps: int
    guidance: float
    latent_multiple: int = 1
    takes_negative_prompt: bool = True
    takes_clip_skip: bool = False
    context: int | None = None
    unused: tuple[str, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)
    callback: Literal["on_step_end", "legacy"] = "on_step_end"
    binned_sizes: tuple[int, ...] = ()


_ADAPTERS = ("feature_extractor", "image_encoder")

_ALL = (
    PipelineClass(
        name="StableDiffusionPipeline",
        denoiser="unet",
        steps=25,
        guidance=7.5,
        takes_clip_skip=True,
        unused=("safety_checker", *_ADAPTERS),
    ),
    PipelineClass(
        name="StableDiffusionXLPipeline",
        denoiser="unet",
        steps=30,
        guidance=5.0,
        takes_clip_skip=True,
        unused=_ADAPTERS,
    ),
    PipelineClass(
        name="StableDiffusion3Pipeline",
        denoiser="transformer",
        steps=28,
        guidance=7.0,
        latent_multiple=2,
        takes_clip_skip=True,
        context=256,
        unused=_ADAPTERS,
        fixed={"max_sequence_length": 256},
    ),
    PipelineClass(
        name="FluxPipeline",
        denoiser="transformer",
        steps=28,
        guidance=3.5,
        latent_multiple=2,
        takes_negative_prompt=False,
        context=512,
        unused=_ADAPTERS,
        fixed={"max_sequence_length": 512},
    ),
    PipelineClass(
        name="PixArtAlphaPipeline",
        denoiser="transformer",
        steps=20,
        guidance=4.5,
        latent_multiple=2,
        context=120,
        fixed={"max_sequence_length": 120, "clean_caption": False},
        callback="legacy",
        binned_sizes=(32, 64, 128),
    ),
    PipelineClass(
        name="PixArtSigmaPipeline",
        denoiser="transformer",
        steps=20,
        guidance=4.5,
        latent_multiple=2,
        context=300,
        fixed={"max_sequence_length": 300, "clean_caption": False},
        callback="legacy",
        binned_sizes=(32, 64, 128, 256),
    ),
)

PIPELINES: Mapping[str, PipelineClass] = {pipeline.name: pipeline for pipeline in _ALL}

ONNX_NAMES: Mapping[str, str] = {
    f"{by}{name}": name for name in PIPELINES if "PixArt" not in name for by in ("", "ORT", "Onnx")
}
"""The pipelines that run in ONNX Runtime too, by the names that exporters give them."""
