"""Contact sheets: pictures side by side, to be looked at."""

from __future__ import annotations

import torch
from PIL import Image


def contact_sheet(pictures: torch.Tensor, columns: int, zoom: int = 2, gap: int = 4) -> Image.Image:
    """Pictures (N, 3, h, w) from 0 to 1 in rows, from left to right, enlarged without smoothing."""
    side = pictures.shape[-1] * zoom + gap
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * side + gap, rows * side + gap), (128, 128, 128))
    levels = (pictures.clamp(0, 1) * 255).round().to(torch.uint8)
    for index, picture in enumerate(levels):
        image = Image.fromarray(picture.permute(1, 2, 0).numpy())
        large = image.resize((side - gap, side - gap), Image.Resampling.NEAREST)
        sheet.paste(large, (gap + index % columns * side, gap + index // columns * side))
    return sheet
