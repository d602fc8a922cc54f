"""From a folder to a causal language model in memory: local files, safetensors and known classes only."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

import torch
from safetensors import SafetensorError

from aigc_desktop.api import AigcError, Model, Runtime
from aigc_desktop.api.logs import libraries_log_to
from aigc_desktop.api.weights import damaged, no_numbers, refuse_code

from .memory import exhausted, is_out_of_memory

Module: TypeAlias = Any
"""A causal language model of transformers, whose classes type checkers cannot see through."""


def load_module(model: Model, runtime: Runtime) -> Module:
    """The network of `model` on `runtime`, complete and sound.

    Raises AigcError `model.*` when it cannot be loaded, `memory.exhausted` when it does not fit.
    """
    refuse_code(model.name, Path(model.path))
    _refuse_unknown_kinds(model)
    try:
        import_module("transformers.utils.logging").disable_progress_bar()
        with libraries_log_to(logging.getLogger("plugin.transformer"), "transformers"):
            module = _load(model, runtime).to(runtime.device).eval().requires_grad_(False)
            refuse_nan(model.name, module)
            _refuse_other_kinds(model.name, module)
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        needs = f"“{model.name}” needs about {model.size_mb:.0f} MiB for its weights"
        raise exhausted(needs, error) from error
    return module


def _refuse_unknown_kinds(model: Model) -> None:
    known = import_module("transformers.models.auto.modeling_auto").MODEL_FOR_CAUSAL_LM_MAPPING_NAMES
    kind = model.config["config.json"].get("model_type")
    if kind not in known:
        raise AigcError(
            "model.class",
            f"“{model.name}” is of the kind {kind}, which cannot be loaded without a program of its own.",
            "Use a model of a kind that transformers knows, such as Llama or Qwen, or update the plugin.",
        )


def _load(model: Model, runtime: Runtime) -> Module:
    kinds: Any = import_module("transformers").AutoModelForCausalLM
    try:
        module, report = kinds.from_pretrained(
            model.path,
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
            dtype=getattr(torch, runtime.precision),
            output_loading_info=True,
        )
    except ImportError as error:
        raise AigcError(
            "model.class",
            f"“{model.name}” needs a library that is not installed.",
            "Get a version of this model that is not compressed, or another model.",
            str(error),
        ) from error
    except (OSError, ValueError, RuntimeError, KeyError, TypeError, AttributeError, SafetensorError) as error:
        if is_out_of_memory(error):
            raise
        raise damaged(model.name, str(error)) from error
    _check_complete(model.name, report)
    return module


def _check_complete(model_name: str, report: Mapping[str, Any]) -> None:
    # transformers only warns here and makes up random weights.
    missing = sorted(map(str, [*report["missing_keys"], *report["mismatched_keys"]]))
    if missing:
        raise damaged(model_name, f"missing or of the wrong shape: {', '.join(missing[:8])}")


def refuse_nan(model_name: str, module: torch.nn.Module) -> None:
    """Raise AigcError `model.nan` naming the first tensor that holds NaN or infinity."""
    # The extremes of a tensor are finite if all of it is; no copy as large as the weights is made.
    for name, weight in module.named_parameters():
        if weight.numel() and not torch.stack(torch.aminmax(weight)).isfinite().all():
            raise no_numbers(model_name, name)


@torch.inference_mode()
def _refuse_other_kinds(model_name: str, module: Module) -> None:
    """Two tokens tell: what is said after the first must not depend on the second, and keys must be kept."""
    one, two = (torch.tensor([tokens], device=module.device) for tokens in ([0], [0, 1]))
    alone, both = module(input_ids=one, use_cache=True), module(input_ids=two, use_cache=True)
    looks_ahead = not torch.allclose(alone.logits[0, 0], both.logits[0, 0], rtol=0.05, atol=0.05)
    if looks_ahead or getattr(both, "past_key_values", None) is None:
        raise AigcError(
            "model.class",
            f"“{model_name}” does not write from left to right with attention to what it wrote.",
            "Use a causal language model such as GPT-2, Llama, Qwen, Mistral or Phi.",
        )
