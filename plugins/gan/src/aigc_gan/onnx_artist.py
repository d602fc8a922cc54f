"""Draws with a generator in ONNX Runtime: one of our own exports, or a file with an input `z`.

Our exports also take what the style generator offers; an input that a file does not have is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from aigc_desktop.api import AigcError, JobContext, Model, ModelOutput, Request, Runtime
from aigc_desktop.api.onnx_network import OnnxNetwork

from .latents import Floats, latent, layer_noise, sums_beyond_first, z_of
from .parameters import W_INPUT
from .sizes import AnySizes, OpenSizes, StyleSizes
from .wishes import Wishes

FILE = "model.onnx"


class OnnxArtist:
    """A session on a device."""

    together = 1

    def __init__(self, model: Model, sizes: AnySizes, runtime: Runtime) -> None:
        """Load the file; raises AigcError when it cannot be loaded."""
        place = Path(model.path)
        self._network: OnnxNetwork | None = OnnxNetwork(place / FILE if place.is_dir() else place, runtime)
        self._sizes = sizes

    def draw(self, seeds: Sequence[int], labels: Sequence[int], wishes: Wishes) -> Floats:
        """Pictures (N, 3, H, W) in -1 to 1."""
        if self._network is None:
            raise ValueError("this generator is closed")
        arrays = self._latents(seeds, labels, wishes)
        wanted = {name: arrays[name] for name in self._network.inputs if name in arrays}
        pixels = np.asarray(self._network.run(wanted)[0], np.float32)
        if pixels.ndim != 4 or pixels.shape[:2] != (len(seeds), 3):
            raise AigcError(
                "model.inputs",
                f"The model gives {pixels.shape} where pictures in three colours should be.",
                "Only generators of pictures in red, green and blue can be used.",
            )
        if isinstance(self._sizes, OpenSizes):
            low, high = self._sizes.lowest, self._sizes.highest
            pixels = (pixels - low) / (high - low) * 2 - 1
        return np.asarray(pixels.clip(-1, 1), np.float32) if np.isfinite(pixels).all() else pixels

    def export(self, model: Model, request: Request, job: JobContext) -> Iterator[ModelOutput]:
        """It is exported already."""
        raise AigcError("usage.format", f"{model.name} is an ONNX model already.", "Use it as it is.")

    def close(self) -> None:
        """Give back the memory of the weights."""
        self._network = None

    def _latents(self, seeds: Sequence[int], labels: Sequence[int], wishes: Wishes) -> dict[str, Floats]:
        size, count = self._sizes.latent_size, len(seeds)
        label = np.array(labels)
        if isinstance(self._sizes, StyleSizes):
            return {"label": label} | self._style(seeds, wishes, self._sizes)
        z = np.stack([z_of(seed, size, wishes) for seed in seeds])
        assert self._network is not None
        axes = self._network.rank("z")
        return {"z": z.reshape((count, size) + (1,) * (axes - 2)), "label": label, "class": label}

    def _style(self, seeds: Sequence[int], wishes: Wishes, sizes: StyleSizes) -> dict[str, Floats]:
        size, count = sizes.latent_size, len(seeds)
        layers = np.arange(sizes.layers)
        mixed = (layers >= wishes.mixed.start) & (layers < wishes.mixed.stop)
        points = [_points(seed, wishes, size) for seed in seeds]
        ends = [latent(wishes.to_seed, size)] * count if wishes.position else [point["z"] for point in points]
        return {
            **{name: np.stack([point[name] for point in points]) for name in points[0]},
            "noise": np.stack([layer_noise(seed, sizes) for seed in seeds]) * np.float32(wishes.noise),
            "psi": np.array([wishes.truncation_psi], np.float32),
            "to_z": np.stack(ends),
            "position": np.array([wishes.position], np.float32),
            "mixed": mixed.astype(np.float32),
        }


def _points(seed: int, wishes: Wishes, size: int) -> dict[str, Floats]:
    """Where one picture is made from and whose style it takes, as the graph wants them.

    A point of w is given as the z of its first seed and what leads on from there in w.
    """
    points = wishes.latent_of(seed), wishes.style_of(seed)
    if wishes.latent_space == "w":
        z, style_z = (latent(point.terms[0][0], size) for point in points)
        w_z, w_shares = sums_beyond_first(points, size)
    else:
        z = points[0].noise((size,))
        style_z = points[1].noise((size,)) if wishes.mixed else z  # drawing noise takes its time
        w_z, w_shares = z[None], np.zeros((len(points), 1), np.float32)
    return {"z": z, "style_z": style_z, W_INPUT: w_z, "w_shares": w_shares}
