"""The peer of our VAE in PyTorch: the network loaded from safetensors and run in a loop."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import torch
from aigc_vae.network import ConvVae
from aigc_vae.sizes import ConvVaeSizes
from PIL import Image

from tests.benchmarks.plain.loop import Draw, main
from tests.benchmarks.plain.pixels import picture
from tests.benchmarks.plain.prior import read_prior

safetensors: Any = import_module("safetensors.torch")


def load(task: dict[str, Any]) -> Draw:
    folder = Path(task["model"])
    network = ConvVae(msgspec.json.decode((folder / "config.json").read_bytes(), type=ConvVaeSizes))
    network.load_state_dict(safetensors.load_file(folder / "model.safetensors"))
    network.eval()
    latent = read_prior(folder)

    @torch.inference_mode()
    def draw(seed: int) -> Image.Image:
        return picture(network.decode(torch.from_numpy(latent(seed)))[0].numpy())

    return draw


if __name__ == "__main__":
    main(load)
