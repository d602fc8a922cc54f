"""Pictures of every mode, brought to 8-bit RGB or RGBA."""

from __future__ import annotations

from PIL import Image

_DEEP_MODES = ("I", "I;16", "I;16B", "I;16L")


def as_rgb(image: Image.Image) -> Image.Image:
    """`image` itself if it is RGB or RGBA; else a copy that is RGBA where something is transparent."""
    if image.mode in ("RGB", "RGBA") and "transparency" not in image.info:
        return image
    if image.mode in _DEEP_MODES:
        # convert() would clip sixteen bits at 255 instead of scaling them.
        return image.point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def without_alpha(image: Image.Image, background: str = "white") -> Image.Image:
    """`image` as RGB, its transparent parts over `background`."""
    image = as_rgb(image)
    if image.mode == "RGB":
        return image
    flat = Image.new("RGB", image.size, background)
    flat.paste(image, mask=image.getchannel("A"))
    return flat
