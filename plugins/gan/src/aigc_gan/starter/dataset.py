"""The training textures at every resolution, and batches of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from .discriminator import GROUP
from .textures import TRAINING, cached_textures


@dataclass(frozen=True)
class Textures:
    """The drawn textures in a folder, kept in files that several processes can read at once."""

    folder: Path
    count: int

    def at(self, resolution: int) -> torch.Tensor:
        """All pictures as bytes, (materials, count, 3, r, r), smaller ones averaged from the full size."""
        full = self.folder / "train.npy"
        if not full.exists():
            cached_textures(self.count, TRAINING, full, processes=2)
        pictures = _mapped(full)
        if pictures.shape[-1] == resolution:
            return pictures
        path = self.folder / f"train-{resolution}.npy"
        if not path.exists():
            smaller = [_averaged(part, resolution).numpy() for part in pictures]
            fresh = path.with_suffix(".fresh.npy")
            np.save(fresh, np.stack(smaller))
            fresh.replace(path)
        return _mapped(path)


def _mapped(path: Path) -> torch.Tensor:
    return torch.from_numpy(np.load(path, mmap_mode="c"))


def _averaged(pictures: torch.Tensor, resolution: int) -> torch.Tensor:
    parts = [functional.adaptive_avg_pool2d(part.float(), resolution) for part in torch.split(pictures, 250)]
    return torch.cat(parts).round().to(torch.uint8)


def random_labels(classes: int, count: int, random: torch.Generator) -> torch.Tensor:
    """Class numbers in groups of the same class, the classes of the groups as different as can be."""
    groups = -(-count // GROUP)
    rounds = [torch.randperm(classes, generator=random) for _ in range(-(-groups // classes))]
    return torch.cat(rounds)[:groups].repeat_interleave(GROUP)[:count]


def drawn_batch(pictures: torch.Tensor, label: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """A drawn picture for each class number, at random, as floats in -1 to 1."""
    chosen = torch.randint(pictures.shape[1], (len(label),), generator=random)
    return as_floats(pictures[label, chosen])


def as_floats(pictures: torch.Tensor) -> torch.Tensor:
    """Bytes as floats in -1 to 1."""
    return pictures.float() / 127.5 - 1


def rolled(pictures: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """Moved by a random amount around both edges: a texture is the same everywhere, so it stays true.

    It lets the discriminator see what lies across the edges, so that no seam goes unnoticed.
    """
    down, right = torch.randint(pictures.shape[-1], (2,), generator=random).tolist()
    return torch.roll(pictures, (down, right), dims=(-2, -1))
