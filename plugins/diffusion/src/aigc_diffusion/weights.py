"""The weights of one component: read from safetensors, complete, and all of them numbers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import SafetensorError

from aigc_desktop.api import AigcError

from .folder import damaged
from .memory import is_out_of_memory


def load_weights(model_name: str, folder: Path, kind: type[Any], dtype: torch.dtype) -> torch.nn.Module:
    """The component in `folder`; raises AigcError `model.damaged` naming it."""
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
        raise damaged(model_name, folder.name, str(error)) from error
    _check_complete(model_name, folder.name, report)
    return cast(torch.nn.Module, module)


def refuse_nan(component: str, module: torch.nn.Module) -> None:
    """Raise AigcError `model.nan` naming the first tensor that holds NaN or infinity."""
    tensors = {n: t for n, t in module.state_dict().items() if t.is_floating_point() and t.numel()}
    if not tensors:
        return
    # The extremes of a tensor are finite if all of it is; one pass, and no copy as large as the weights.
    extremes = torch.stack([torch.stack(torch.aminmax(tensor)).float() for tensor in tensors.values()])
    fine = extremes.isfinite().all(dim=1).tolist()
    if all(fine):
        return
    first = list(tensors)[fine.index(False)]
    raise AigcError(
        "model.nan",
        f"The weights of the {component} hold values that are no numbers, first in {first}.",
        "The file is damaged or was trained badly; copy the model again or use another one.",
    )


def _variant(folder: Path) -> str | None:
    names = [path.name for path in folder.glob("*.safetensors*")]
    return "fp16" if names and all(".fp16." in name for name in names) else None


def _check_complete(model_name: str, component: str, report: Mapping[str, Any]) -> None:
    # transformers only warns here and makes up random weights.
    missing = sorted(map(str, [*report["missing_keys"], *report["mismatched_keys"]]))
    if missing:
        raise damaged(model_name, component, f"missing or of the wrong shape: {', '.join(missing[:8])}")
