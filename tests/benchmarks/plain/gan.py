"""The peer of our GAN in PyTorch: the network loaded from safetensors and run in a loop."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import torch
from aigc_gan.latents import begun
from aigc_gan.sizes import StyleSizes
from aigc_gan.style import StyleGenerator
from PIL import Image

from tests.benchmarks.plain.loop import Draw, main
from tests.benchmarks.plain.pixels import picture

safetensors: Any = import_module("safetensors.torch")


def load(task: dict[str, Any]) -> Draw:
    folder, given = Path(task["model"]), task["parameters"]
    sizes = msgspec.json.decode((folder / "config.json").read_bytes(), type=StyleSizes)
    network = StyleGenerator(sizes)
    network.load_state_dict(safetensors.load_file(folder / "model.safetensors"))
    network.eval()
    psi, label = torch.tensor([given["truncation_psi"]]), torch.tensor([sizes.classes.index(given["label"])])

    @torch.inference_mode()
    def draw(seed: int) -> Image.Image:
        random = torch.Generator().manual_seed(seed)
        z = torch.randn(1, sizes.latent_size, generator=random)
        noise = torch.randn(1, sizes.noise_size, generator=random)
        return picture(begun(network(z, label, noise, psi)[0].numpy(), seed, sizes))

    return draw


if __name__ == "__main__":
    main(load)
