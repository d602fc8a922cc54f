"""What a model is, read from its configuration files alone: sizes, schedulers, usual settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import lcm
from typing import Any

from aigc_desktop.api import AigcError, Model

from .classes import ONNX_NAMES, PIPELINES, PipelineClass
from .schedulers import admitted, written

DEFAULTS_FILE = "aigc_defaults.json"
MOST_STEPS = 150
MOST_GUIDANCE = 30
_LARGEST = 4096


@dataclass(frozen=True)
class Traits:
    """Sizes are in pixels, `scale` is how many of them a latent is wide.

    `guidance` is None where the model takes none; `clip_layers` 0 without CLIP.
    """

    pipeline: PipelineClass
    size: int
    scale: int
    smallest: int
    largest: int
    multiple_of: int
    steps: int
    guidance: float | None
    schedulers: tuple[str, ...]
    scheduler: str
    scheduler_config: Mapping[str, Any]
    clip_layers: int
    is_binned: bool


def read_traits(model: Model) -> Traits:
    """The traits of `model`; raises AigcError `model.class` or `model.damaged`."""
    pipeline = _pipeline_of(model)
    denoiser = _config(model, f"{pipeline.denoiser}/config.json")
    scheduler = _config(model, "scheduler/scheduler_config.json")
    decoder = _config(model, "vae/config.json" if model.backend == "torch" else "vae_decoder/config.json")
    scale = 2 ** (len(decoder.get("block_out_channels", [0])) - 1)
    sample_size = _sample_size(pipeline, denoiser)
    multiple = lcm(8, scale * pipeline.latent_multiple)
    names = _schedulers(model, denoiser, scheduler)
    usual = _usual(pipeline, denoiser, names) | _told(model, names)
    return Traits(
        pipeline=pipeline,
        size=sample_size * scale,
        scale=scale,
        smallest=max(multiple, sample_size * scale // 4 // multiple * multiple),
        largest=_largest(denoiser, sample_size * scale, scale) // multiple * multiple,
        multiple_of=multiple,
        steps=int(usual["steps"]),
        guidance=usual["guidance_scale"],
        schedulers=names,
        scheduler=str(usual["scheduler"]),
        scheduler_config=scheduler,
        clip_layers=_clip_layers(model) if pipeline.takes_clip_skip and model.backend == "torch" else 0,
        is_binned=sample_size in pipeline.binned_sizes,
    )


def _pipeline_of(model: Model) -> PipelineClass:
    name = model.class_name if model.backend == "torch" else ONNX_NAMES.get(model.class_name, "")
    if name in PIPELINES:
        return PIPELINES[name]
    raise AigcError(
        "model.class",
        f"“{model.name}” is of the class {model.class_name or 'unknown'}, which this plugin does not load.",
        f"It loads {', '.join(name.removesuffix('Pipeline') for name in PIPELINES)}.",
    )


def _schedulers(model: Model, denoiser: Mapping[str, Any], scheduler: Mapping[str, Any]) -> tuple[str, ...]:
    names = admitted(scheduler) if model.backend == "torch" else written(scheduler)
    if denoiser.get("time_cond_proj_dim"):
        names = tuple(name for name in ("lcm",) if model.backend == "torch" or name in names)
    if not names:
        raise AigcError(
            "model.class",
            f"The ONNX model “{model.name}” wants a scheduler that is not there: "
            f"{scheduler.get('_class_name', 'unknown')}.",
            "Use the PyTorch version of this model.",
        )
    return names


def _config(model: Model, file: str) -> Mapping[str, Any]:
    config = model.config.get(file)
    if isinstance(config, dict):
        return config
    raise AigcError(
        "model.damaged",
        f"“{model.name}” is incomplete: {file} is missing or cannot be read.",
        "Copy the whole model folder again.",
    )


def _sample_size(pipeline: PipelineClass, denoiser: Mapping[str, Any]) -> int:
    size = denoiser.get("sample_size")
    if isinstance(size, list):
        size = max(size)
    # Flux keeps no size in its configuration; it was trained at 1024 pixels.
    return int(size) if size else 128 if pipeline.denoiser == "transformer" else 64


def _largest(denoiser: Mapping[str, Any], size: int, scale: int) -> int:
    # A table of positions ends somewhere; beyond it the transformer cannot say where a patch lies.
    positions = denoiser.get("pos_embed_max_size")
    most = positions * denoiser.get("patch_size", 1) * scale if positions else _LARGEST
    return int(min(4 * size, _LARGEST, most))


def _usual(
    pipeline: PipelineClass, denoiser: Mapping[str, Any], schedulers: tuple[str, ...]
) -> dict[str, Any]:
    usual = {"steps": pipeline.steps, "guidance_scale": pipeline.guidance, "scheduler": schedulers[0]}
    if schedulers[0] == "lcm":
        usual |= {"steps": 4, "guidance_scale": 8.5 if denoiser.get("time_cond_proj_dim") else 1.0}
    if pipeline.name == "FluxPipeline" and not denoiser.get("guidance_embeds"):
        usual |= {"steps": 4, "guidance_scale": None}
    return usual


def _told(model: Model, schedulers: tuple[str, ...]) -> dict[str, Any]:
    """What the folder's own file of defaults says, as far as it makes sense."""
    told = model.config.get(DEFAULTS_FILE)
    told = told if isinstance(told, dict) else {}
    steps, guidance, scheduler = (told.get(name) for name in ("steps", "guidance_scale", "scheduler"))
    known: dict[str, Any] = {"scheduler": scheduler} if scheduler in schedulers else {}
    if isinstance(steps, int) and 1 <= steps <= MOST_STEPS:
        known["steps"] = steps
    if isinstance(guidance, int | float) and 0 <= guidance <= MOST_GUIDANCE:
        known["guidance_scale"] = float(guidance)
    return known


def _clip_layers(model: Model) -> int:
    encoder = _config(model, "text_encoder/config.json")
    is_clip = str(encoder.get("model_type", "")).startswith("clip")
    return int(encoder.get("num_hidden_layers", 12)) if is_clip else 0
