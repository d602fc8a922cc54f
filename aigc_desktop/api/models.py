"""A model: weights on disk, described without loading them."""

from __future__ import annotations

from typing import Any

import msgspec

from aigc_desktop.api.tasks import Backend


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """Weights on disk and what their headers say.

    `id` is what users type; `path` an absolute folder or file; `layout` names the format (`diffusers`,
    `onnx`, ...); `class_name` the declared class within the layout (`StableDiffusionPipeline`).
    `config` holds the small JSON files of the folder by relative path, so that a plugin's `parameters`
    hook can answer without touching the disk. `size_mb` counts the weights only.
    """

    id: str
    name: str
    path: str
    layout: str
    class_name: str = ""
    licence: str = ""
    size_mb: float = 0.0
    plugin: str = ""
    config: dict[str, Any] = {}

    @property
    def precision(self) -> str:
        """The one that an ONNX model was written in, and runs in; empty where it is chosen on loading."""
        return str(self.config.get("onnx", {}).get("precision", "")) if self.layout == "onnx" else ""

    @property
    def backend(self) -> Backend:
        """What runs it: ONNX Runtime for its own files, PyTorch for all others."""
        return "onnx" if self.layout == "onnx" else "torch"
