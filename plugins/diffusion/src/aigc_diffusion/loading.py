"""From a folder to a pipeline in memory: local files, safetensors and known classes only."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import torch

from aigc_desktop.api import Model, Runtime
from aigc_desktop.api.logs import libraries_log_to
from aigc_desktop.api.weights import refuse_code

from .folder import component_classes, damaged
from .logs import LIBRARIES, silence_progress_bars
from .memory import exhausted, is_out_of_memory
from .pipeline import Pipeline
from .traits import Traits
from .weights import load_weights, refuse_nan


def load_pipeline(model: Model, traits: Traits, runtime: Runtime) -> Pipeline:
    """The pipeline of `model` on `runtime`.

    Raises AigcError `model.*` when it cannot be loaded, `memory.exhausted` when it does not fit.
    """
    silence_progress_bars()
    try:
        with libraries_log_to(logging.getLogger("plugin.diffusion"), *LIBRARIES):
            return _load(model, traits, runtime)
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        needs = f"“{model.name}” needs about {model.size_mb:.0f} MiB for its weights"
        raise exhausted(needs, error, runtime) from error


def _load(model: Model, traits: Traits, runtime: Runtime) -> Pipeline:
    folder = Path(model.path)
    refuse_code(model.name, folder)
    classes = component_classes(model.name, model.config["model_index.json"], traits.pipeline.unused)
    _check_tokenizers(model.name, folder, classes)
    dtype: torch.dtype = getattr(torch, runtime.precision)
    networks = {
        name: load_weights(model.name, folder / name, kind, dtype)
        for name, kind in classes.items()
        if issubclass(kind, torch.nn.Module)
    }
    pipeline = _assemble(model, traits, networks)
    _mend_clip_skip(networks)
    _place(pipeline, networks, runtime)
    return pipeline


def _check_tokenizers(model_name: str, folder: Path, classes: Mapping[str, type[Any]]) -> None:
    # Without its files, transformers makes a tokenizer that knows no word at all.
    for name, kind in classes.items():
        files: Mapping[str, str] = getattr(kind, "vocab_files_names", {})
        own = [file for key, file in files.items() if key != "tokenizer_file"]
        whole = (folder / name / "tokenizer.json").is_file()
        if files and not whole and not (own and all((folder / name / file).is_file() for file in own)):
            raise damaged(model_name, name, f"neither tokenizer.json nor {', '.join(own)} is there")


def _assemble(model: Model, traits: Traits, networks: Mapping[str, torch.nn.Module]) -> Pipeline:
    kind = getattr(import_module("diffusers"), traits.pipeline.name)
    index = model.config["model_index.json"]
    left_out = (name for name, entry in index.items() if entry == [None, None])
    options: dict[str, Any] = dict.fromkeys((*traits.pipeline.unused, *left_out))
    if "safety_checker" in options:
        options["requires_safety_checker"] = False
    try:
        pipeline = kind.from_pretrained(
            model.path, local_files_only=True, use_safetensors=True, **options, **networks
        )
    except Exception as error:  # tokenizers raises Exception itself
        raise damaged(model.name, "tokenizer or scheduler", str(error)) from error
    pipeline.set_progress_bar_config(disable=True)
    return cast(Pipeline, pipeline)


def _mend_clip_skip(networks: Mapping[str, torch.nn.Module]) -> None:
    # For clip_skip, Stable Diffusion looks for the last norm under `text_model`, a level that transformers 5
    # has taken out. Set past torch's own __setattr__: a module must not become a part of itself.
    encoder = networks.get("text_encoder")
    if hasattr(encoder, "final_layer_norm") and not hasattr(encoder, "text_model"):
        object.__setattr__(encoder, "text_model", encoder)


def _place(pipeline: Pipeline, networks: Mapping[str, torch.nn.Module], runtime: Runtime) -> None:
    pipeline.to(runtime.device)
    for name, network in networks.items():
        refuse_nan(name, network)
    # Other layouts round differently: on the CPU in float32 the plain one keeps the bits of a plain script.
    if runtime.device != "cpu" or runtime.precision != "float32":
        _channels_last(networks[name] for name in networks.keys() & {"unet", "vae"})


def _channels_last(networks: Iterable[torch.nn.Module]) -> None:
    for network in networks:
        for weight in network.parameters():
            if weight.ndim == 4:
                weight.data = weight.data.contiguous(memory_format=torch.channels_last)
