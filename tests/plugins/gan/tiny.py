"""Tiny generators with random weights, one of each class that the plugin loads."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import torch
from aigc_gan.drawing import Network
from aigc_gan.loading import new_network
from aigc_gan.sizes import DcganSizes, MlpSizes, Sizes, StyleSizes

from aigc_desktop.api import Model

safetensors: Any = import_module("safetensors.torch")

CLASSES = ("brick", "wood", "paper")
WEIGHTS = "model.safetensors"

SIZES: dict[str, Sizes] = {
    "MlpGenerator": MlpSizes(image_size=16, latent_size=16, channels=(24, 32), classes=CLASSES),
    "DcganGenerator": DcganSizes(image_size=16, latent_size=16, channels=(12, 8), classes=CLASSES),
    "StyleGenerator": StyleSizes(image_size=16, latent_size=16, channels=(12, 8, 6), classes=CLASSES),
}
NAMES = tuple(SIZES)


def network(sizes: Sizes) -> Network:
    """The network with random weights, the same each time; no bias, strength or mean is left at zero."""
    torch.manual_seed(0)
    made = new_network(sizes).eval().requires_grad_(False)
    for tensor in made.state_dict().values():
        if tensor.is_floating_point() and not tensor.any():
            tensor.normal_(std=0.2)
    return made


def save(sizes: Sizes, folder: Path) -> Path:
    """Write the folder of a random model."""
    folder.mkdir(parents=True)
    (folder / "config.json").write_bytes(msgspec.json.encode(sizes))
    weights = {name: tensor.contiguous() for name, tensor in network(sizes).state_dict().items()}
    safetensors.save_file(weights, folder / WEIGHTS)
    return folder


def model(folder: Path) -> Model:
    """The model in `folder`, as the application would describe it."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    return Model(
        id=f"tiny/{folder.name}",
        name=folder.name,
        path=str(folder),
        layout="safetensors",
        class_name=str(config.get("_class_name", "")),
        config={"config.json": config},
    )
