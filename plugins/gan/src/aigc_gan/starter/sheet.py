"""Contact sheets: pictures side by side, to be looked at."""

from __future__ import annotations

import torch
from PIL import Image


def contact_sheet(pictures: torch.Tensor) -> Image.Image:
    """Pictures as bytes (rows, columns, 3, h, w), edge to edge."""
    rows, columns, _, height, width = pictures.shape
    joined = pictures.permute(0, 3, 1, 4, 2).reshape(rows * height, columns * width, 3)
    return Image.fromarray(joined.contiguous().numpy())
