"""The peer of our VAE in ONNX Runtime: a raw session with I/O binding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from tests.benchmarks.plain.loop import Draw, main
from tests.benchmarks.plain.pixels import picture
from tests.benchmarks.plain.prior import read_prior
from tests.benchmarks.plain.session import open_bound


def load(task: dict[str, Any]) -> Draw:
    folder = Path(task["model"])
    run, latent = open_bound(folder / "model.onnx"), read_prior(folder)

    def draw(seed: int) -> Image.Image:
        return picture(run({"z": latent(seed)})[0])

    return draw


if __name__ == "__main__":
    main(load)
