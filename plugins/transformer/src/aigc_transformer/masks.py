"""Which earlier tokens each layer attends to: all of them, or those in a window that slides along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import torch

from aigc_desktop.api import AigcError

FULL, SLIDING = "full_attention", "sliding_attention"
Windows: TypeAlias = Mapping[str, int | None]
"""By the kind of layer, how many tokens it attends to, the newest included; None for all."""


def windows_of(config: Any, model_name: str) -> Windows:  # noqa: ANN401 - classes of transformers
    """The windows of a model; raises AigcError `export.class` for layers of another kind."""
    text = config.get_text_config(decoder=True)
    window = getattr(text, "sliding_window", None)
    kinds = set(getattr(text, "layer_types", None) or (SLIDING if window else FULL,))
    other = sorted(kinds - {FULL, SLIDING})
    if other:
        raise AigcError(
            "export.class",
            f"“{model_name}” has layers of the kind {other[0]}, which cannot be exported to ONNX yet.",
            "Models whose layers attend to the whole text, or to a window of it, can.",
        )
    return {kind: int(window) if kind == SLIDING and window else None for kind in sorted(kinds)}


def masks_of(
    windows: Windows, seen: torch.Tensor, positions: torch.Tensor, dtype: torch.dtype
) -> torch.Tensor | dict[str, torch.Tensor]:
    """What is added to the scores of attention, (batch, 1, new, all): one for all layers, or one a kind.

    `seen` (batch, all) says which tokens are no padding, `positions` (batch, new) where the new ones stand.
    """
    masks = {kind: _mask(window, seen, positions, dtype) for kind, window in windows.items()}
    return masks if len(masks) > 1 else next(iter(masks.values()))


def _mask(
    window: int | None, seen: torch.Tensor, positions: torch.Tensor, dtype: torch.dtype
) -> torch.Tensor:
    places = torch.arange(seen.shape[1])[None, None, None, :]
    here = positions[:, None, :, None]
    is_seen = (places <= here) & seen[:, None, None, :].bool()
    if window is not None:
        is_seen = is_seen & (places > here - window)
    return torch.where(is_seen, 0.0, torch.finfo(dtype).min).to(dtype)
