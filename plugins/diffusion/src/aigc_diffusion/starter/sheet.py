"""Contact sheets: pictures side by side, to be looked at."""

from __future__ import annotations

import torch
from PIL import Image

SAMPLE_PROMPTS = (
    "a red circle on a white background",
    "a large flat blue star on a yellow background",
    "striped green heart on pink",
    "an outlined black house on a white background",
    "a small gradient purple flower on a soft gray background",
    "a big white cloud on a blue background",
    "yellow lightning bolt on black",
    "an icon of a cyan raindrop, brown background",
    "白色背景上的一个红色圆形",
    "黑色背景，黄色的月亮",
    "大的描边蓝色爱心，粉色背景",
    "条纹橙色箭头，灰色背景",
    "一个渐变紫色六边形，白底",
    "绿色背景上有一个白色房子",
    "a red star and a blue square on a white background",
    "黄色圆形和紫色三角形，黑色背景",
)


def contact_sheet(drawn: torch.Tensor, columns: int = 8, zoom: int = 2, gap: int = 4) -> Image.Image:
    """Pictures (bytes, N x 3 x h x w) in rows, from left to right, enlarged without smoothing."""
    side = drawn.shape[-1] * zoom + gap
    rows = -(-len(drawn) // columns)
    sheet = Image.new("RGB", (columns * side + gap, rows * side + gap), (96, 96, 96))
    for index, picture in enumerate(drawn):
        image = Image.fromarray(picture.permute(1, 2, 0).numpy()).resize(
            (side - gap,) * 2, Image.Resampling.NEAREST
        )
        sheet.paste(image, (gap + index % columns * side, gap + index // columns * side))
    return sheet
