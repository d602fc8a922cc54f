"""The peer of our GAN in ONNX Runtime: a raw session with I/O binding.

Noise is drawn as we draw it, so that the pictures can be compared.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from aigc_gan.latents import begun
from aigc_gan.sizes import StyleSizes
from PIL import Image

from aigc_desktop.api.noise import Noise
from tests.benchmarks.plain.loop import Draw, main
from tests.benchmarks.plain.pixels import picture
from tests.benchmarks.plain.session import open_bound


def load(task: dict[str, Any]) -> Draw:
    folder, given = Path(task["model"]), task["parameters"]
    sizes = msgspec.json.decode((folder / "config.json").read_bytes(), type=StyleSizes)
    run = open_bound(folder / "model.onnx")
    always = {
        "label": np.array([sizes.classes.index(given["label"])]),
        "psi": np.array([given["truncation_psi"]], np.float32),
        "position": np.zeros(1, np.float32),
        "mixed": np.zeros(sizes.layers, np.float32),
        "w_shares": np.zeros((1, 2, 1), np.float32),
    }

    def draw(seed: int) -> Image.Image:
        random = Noise(seed)
        z, noise = random.normal((1, sizes.latent_size)), random.normal((1, sizes.noise_size))
        unused = {"to_z": z, "style_z": z, "w_z": z[None]}
        return picture(begun(run({**always, **unused, "z": z, "noise": noise})[0], seed, sizes))

    return draw


if __name__ == "__main__":
    main(load)
