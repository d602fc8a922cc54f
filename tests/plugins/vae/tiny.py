"""Tiny autoencoders with random weights, as folders."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from aigc_vae.network import ConvVae
from aigc_vae.sizes import ConvVaeSizes
from PIL import Image

from aigc_desktop.api import Model

safetensors: Any = import_module("safetensors.torch")

LATENTS = 20
SIDE = 16
SIZES = ConvVaeSizes(image_size=SIDE, latent_size=LATENTS, channels=(8, 16))


def save_conv(folder: Path, sizes: ConvVaeSizes = SIZES) -> Path:
    """A ConvVae whose weights are drawn from a fixed seed."""
    folder.mkdir(parents=True)
    torch.manual_seed(3)
    safetensors.save_file(ConvVae(sizes).state_dict(), folder / "model.safetensors")
    (folder / "config.json").write_bytes(msgspec.json.encode(sizes))
    return folder


def save_prior(folder: Path, means: list[float], shares: list[float], spread: float = 0.01) -> None:
    """A mixture with a component around each mean, in all latents alike."""
    count = len(means)
    tensors = {
        "shares": torch.tensor(shares),
        "means": torch.tensor(means)[:, None].expand(count, LATENTS).contiguous(),
        "factors": (torch.eye(LATENTS) * spread).expand(count, LATENTS, LATENTS).contiguous(),
    }
    safetensors.save_file(tensors, folder / "prior.safetensors")


def save_kl(folder: Path, *, force_upcast: bool = True) -> Path:
    """An AutoencoderKL as diffusers saves it."""
    torch.manual_seed(3)
    kl = import_module("diffusers").AutoencoderKL(
        sample_size=32,
        block_out_channels=(8, 8, 8),
        down_block_types=("DownEncoderBlock2D",) * 3,
        up_block_types=("UpDecoderBlock2D",) * 3,
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=2,
        force_upcast=force_upcast,
    )
    kl.save_pretrained(folder)
    return folder


def model(folder: Path) -> Model:
    """What core would tell of the folder."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    return Model(
        id=folder.name,
        name=folder.name,
        path=str(folder),
        layout="safetensors",
        class_name=config["_class_name"],
        config={"config.json": config},
    )


def picture(file: Path, width: int = SIDE, height: int = SIDE) -> Path:
    """A picture of soft colours, saved."""
    rows, columns = np.mgrid[0:height, 0:width]
    channels = [rows * 255 // height, columns * 255 // width, (rows + columns) * 120 // (height + width)]
    Image.fromarray(np.stack(channels, axis=2).astype(np.uint8)).save(file)
    return file
