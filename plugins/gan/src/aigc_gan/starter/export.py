"""The finished model folder: configuration and float16 weights, as the plugin loads them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import torch

from aigc_gan.loading import WEIGHTS
from aigc_gan.sizes import CONFIG
from aigc_gan.style import StyleGenerator

_safetensors: Any = import_module("safetensors.torch")


def export(network: StyleGenerator, folder: Path) -> None:
    """Write the folder; the mean style of each class is measured first."""
    network.cpu().float().measure_mean()
    folder.mkdir(parents=True, exist_ok=True)
    content = msgspec.json.format(msgspec.json.encode(network.sizes), indent=2)
    (folder / CONFIG).write_bytes(content + b"\n")
    weights = {name: tensor.to(torch.float16).contiguous() for name, tensor in network.state_dict().items()}
    _safetensors.save_file(weights, folder / WEIGHTS, metadata={"format": "pt"})
    (folder / WEIGHTS).chmod(0o644)
