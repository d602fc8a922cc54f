"""From a folder to a pipeline in memory: local files, safetensors and known classes only."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import SafetensorError

from aigc_desktop.api import AigcError, Model, Runtime

from .logs import libraries_log_to, silence_progress_bars
from .memory import exhausted, is_out_of_memory
from .pipeline import Pipeline
from .traits import Traits

_PICKLES = frozenset({".bin", ".ckpt", ".pt", ".pth", ".pkl", ".pickle"})
_LIBRARIES = frozenset({"diffusers", "transformers"})


def load_pipeline(model: Model, traits: Traits, runtime: Runtime) -> Pipeline:
    """The pipeline of `model` on `runtime`.

    Raises AigcError `model.*` when it cannot be loaded, `memory.exhausted` when it does not fit.
    """
    try:
        with libraries_log_to(logging.getLogger("plugin.diffusion")):
            return _load(model, traits, runtime)
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        raise exhausted(
            f"“{model.name}” needs about {model.size_mb:.0f} MiB for its weights", error, runtime
        ) from error


def _load(model: Model, traits: Traits, runtime: Runtime) -> Pipeline:
    silence_progress_bars()
    folder = Path(model.path)
    _refuse_code(model.name, folder)
    declared = _components(model, traits)
    dtype: torch.dtype = getattr(torch, runtime.precision)
    parts: dict[str, Any] = dict.fromkeys(traits.pipeline.unused)
    parts |= {name: _load_weights(model.name, folder / name, c, dtype) for name, c in declared.items()}
    options: dict[str, Any] = {"requires_safety_checker": False} if "safety_checker" in parts else {}
    pipeline = getattr(import_module("diffusers"), traits.pipeline.name).from_pretrained(
        folder, local_files_only=True, use_safetensors=True, **options, **parts
    )
    pipeline.set_progress_bar_config(disable=True)
    return _place(cast(Pipeline, pipeline), declared, runtime)


def _refuse_code(name: str, folder: Path) -> None:
    if not folder.is_dir():
        raise AigcError("model.missing", f"The folder of “{name}” is gone.", "Add the model again.")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    pickles = [path for path in files if path.suffix in _PICKLES]
    if pickles:
        raise AigcError(
            "model.pickle",
            f"“{name}” holds {pickles[0].relative_to(folder)}, which can run any program when opened.",
            "Take the safetensors files of the model, or convert it in a sandbox, and remove this file.",
        )
    scripts = [path for path in files if path.suffix == ".py"]
    if scripts:
        raise AigcError(
            "model.code",
            f"“{name}” brings a program of its own, {scripts[0].relative_to(folder)}, which is never run.",
            "Use a model that needs no code, or remove the file if the model works without it.",
        )


def _components(model: Model, traits: Traits) -> dict[str, type[Any]]:
    """The classes of the components that hold weights, by the names in the pipeline's index."""
    index = model.config["model_index.json"]
    entries = {k: v for k, v in index.items() if isinstance(v, list) and v != [None, None]}
    wanted = {k: v for k, v in entries.items() if k not in traits.pipeline.unused}
    classes = {name: _class_of(model.name, name, *entry) for name, entry in wanted.items()}
    return {name: c for name, c in classes.items() if issubclass(c, torch.nn.Module)}


def _class_of(model_name: str, component: str, library: str, class_name: str) -> type[Any]:
    found = getattr(import_module(library), class_name, None) if library in _LIBRARIES else None
    if isinstance(found, type):
        return found
    raise AigcError(
        "model.class",
        f"“{model_name}” wants {library}.{class_name} as its {component}, which this plugin does not know.",
        "Update the plugin, or use another model.",
    )


def _load_weights(model_name: str, folder: Path, kind: type[Any], dtype: torch.dtype) -> torch.nn.Module:
    try:
        module, report = kind.from_pretrained(
            folder,
            local_files_only=True,
            use_safetensors=True,
            low_cpu_mem_usage=True,
            dtype=dtype,
            output_loading_info=True,
            variant=_variant(folder),
        )
    except (OSError, ValueError, RuntimeError, KeyError, TypeError, SafetensorError) as error:
        if is_out_of_memory(error):
            raise
        raise _damaged(model_name, folder.name, str(error)) from error
    _check_complete(model_name, folder.name, report)
    return cast(torch.nn.Module, module)


def _variant(folder: Path) -> str | None:
    names = [path.name for path in folder.glob("*.safetensors*")]
    return "fp16" if names and all(".fp16." in name for name in names) else None


def _check_complete(model_name: str, component: str, report: Mapping[str, Any]) -> None:
    # transformers only warns here and makes up random weights.
    missing = sorted(map(str, [*report["missing_keys"], *report["mismatched_keys"]]))
    if missing:
        raise _damaged(model_name, component, f"missing or of the wrong shape: {', '.join(missing[:8])}")


def _damaged(model_name: str, component: str, details: str) -> AigcError:
    return AigcError(
        "model.damaged",
        f"The {component} of “{model_name}” is damaged: files are cut short or do not belong together.",
        "Copy or download the model again.",
        details,
    )


def _place(pipeline: Pipeline, declared: Mapping[str, type[Any]], runtime: Runtime) -> Pipeline:
    pipeline.to(runtime.device)
    modules = {name: getattr(pipeline, name) for name in declared}
    for name, module in modules.items():
        _refuse_nan(name, module)
    # Other layouts round differently: on the CPU in float32 the plain one keeps the bits of a plain script.
    if runtime.device != "cpu" or runtime.precision != "float32":
        for name in modules.keys() & {"unet", "vae"}:
            modules[name].to(memory_format=torch.channels_last)
    return pipeline


def _refuse_nan(component: str, module: torch.nn.Module) -> None:
    tensors = {n: t for n, t in module.state_dict().items() if t.is_floating_point() and t.numel()}
    bounds = torch.stack([torch.stack(torch.aminmax(t)).float().isfinite().all() for t in tensors.values()])
    if bool(bounds.all()):
        return
    bad = next(name for name, fine in zip(tensors, bounds.tolist(), strict=True) if not fine)
    raise AigcError(
        "model.nan",
        f"The weights of the {component} hold values that are no numbers, first in {bad}.",
        "The file is damaged or was trained badly; copy the model again or use another one.",
    )
