"""The two EXIF tags that matter here: which way is up, and the comment that holds settings."""

from __future__ import annotations

import logging

from PIL import ExifTags, Image

log = logging.getLogger(__name__)

MAX_COMMENT_BYTES = 1024 * 1024

_CODE_BYTES = 8
_UNICODE = b"UNICODE\0"
_PREFIX = b"Exif\0\0"


def orientation(image: Image.Image) -> int:
    """1 (upright) to 8."""
    value = _tag(image, ExifTags.Base.Orientation)
    return value if isinstance(value, int) else 1


def user_comment(image: Image.Image) -> str:
    """The user comment, empty where there is none or none that is text."""
    value = _tag(image, ExifTags.Base.UserComment, ExifTags.IFD.Exif)
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes) or len(value) > MAX_COMMENT_BYTES:
        return ""
    code, body = value[:_CODE_BYTES], value[_CODE_BYTES:]
    text = _utf16(body) if code == _UNICODE else body.decode("utf-8", "replace")
    return text.strip("\0 ")


def comment_block(comment: str) -> bytes:
    """An EXIF block, as it stands in a WebP, that holds `comment` and nothing else."""
    tags = Image.Exif()
    tags.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = _UNICODE + comment.encode(
        "utf-16-be", "replace"
    )
    return tags.tobytes().removeprefix(_PREFIX)


def _tag(image: Image.Image, tag: int, directory: int | None = None) -> object:
    try:
        tags = image.getexif()
        return (tags if directory is None else tags.get_ifd(directory)).get(tag)
    except Exception as error:  # A damaged EXIF block is no reason to refuse a picture whose pixels are good.
        log.info("ignoring a damaged EXIF block: %s", error)
        return None


def _utf16(body: bytes) -> str:
    """Big-endian as the standard has it, unless the zeros of its ASCII letters show the other order."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace")
    is_little = body[1::2].count(0) > body[0::2].count(0)
    return body.decode("utf-16-le" if is_little else "utf-16-be", "replace")
