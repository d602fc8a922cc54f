"""The marks to learn from, kept on disk as bytes, and the held-out ones to measure with."""

from __future__ import annotations

from multiprocessing import Pool
from pathlib import Path
from random import Random

import numpy as np
import torch

from .draw import Mark, draw, random_mark

TRAINING, HELD_OUT = 0, 1


def marks(total: int, stream: int) -> list[Mark]:
    """`total` marks of a numbered stream. Two streams share no mark but by a chance of one in billions."""
    rng = Random(f"marks-64 stream {stream}")
    return [random_mark(rng) for _ in range(total)]


def pixels(wanted: list[Mark], processes: int = 1) -> torch.Tensor:
    """The drawings as bytes, shape (N, 3, 64, 64)."""
    if processes == 1:
        drawn = [_array(mark) for mark in wanted]
    else:
        with Pool(processes) as pool:
            drawn = pool.map(_array, wanted, chunksize=256)
    return torch.from_numpy(np.stack(drawn)).permute(0, 3, 1, 2).contiguous()


def _array(mark: Mark) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.asarray(draw(mark))


def cached_pixels(wanted: list[Mark], path: Path, processes: int = 1) -> torch.Tensor:
    """`pixels`, kept in a file so that a resumed training need not draw again."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, pixels(wanted, processes).numpy())
    return torch.from_numpy(np.load(path))


def normalised(drawn: torch.Tensor, device: torch.device | str = "cpu") -> torch.Tensor:
    """Bytes to floats in -1 to 1, in the memory layout in which convolutions are fast."""
    return (drawn.to(device).float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)
