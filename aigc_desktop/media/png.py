"""The chunks of a PNG, walked without decoding a pixel and without believing any number in them."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Collection, Iterator
from typing import BinaryIO

from aigc_desktop.api.errors import AigcError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MAX_CHUNKS = 200_000
MAX_TEXT_BYTES = 1024 * 1024

_HEAD = struct.Struct(">I4s")
_CRC_BYTES = 4


def is_png(stream: BinaryIO) -> bool:
    """Whether the file begins as a PNG does."""
    stream.seek(0)
    return stream.read(len(SIGNATURE)) == SIGNATURE


def check_complete(stream: BinaryIO) -> None:
    """Raise ValueError unless every chunk of the PNG up to its end is there. The position is kept.

    Pillow takes a file that is cut off after the pixels.
    """
    position = stream.tell()
    for _ in _chunks(stream):
        pass
    stream.seek(position)


def read_texts(stream: BinaryIO, keys: Collection[str]) -> dict[str, str]:
    """The text chunks of a PNG whose keyword is one of `keys`, the first of each, wherever they stand.

    Raises ValueError when the file is no whole PNG, AigcError `metadata.too_large` for a text bomb.
    """
    found: dict[str, str] = {}
    for kind, length in _chunks(stream):
        if kind not in (b"tEXt", b"zTXt", b"iTXt"):
            continue
        keyword, separator, rest = _text_head(stream, length)
        key = keyword.decode("latin-1")
        if separator and key in keys and key not in found:
            _check_length(key, length)
            body = rest + stream.read(length - len(keyword) - 1 - len(rest))
            found[key] = _TEXTS[kind](key, body)
    return found


def _chunks(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Each chunk's kind and length, the stream standing at its data; whoever reads may leave it anywhere."""
    size = stream.seek(0, os.SEEK_END)
    if not is_png(stream):
        raise ValueError("no PNG signature")
    position = len(SIGNATURE)
    for _ in range(MAX_CHUNKS):
        stream.seek(position)
        head = stream.read(_HEAD.size)
        if len(head) < _HEAD.size:
            raise ValueError("the PNG ends before its last chunk")
        length, kind = _HEAD.unpack(head)
        position += _HEAD.size + length + _CRC_BYTES
        if position > size:
            raise ValueError(f"the PNG is cut off in its {kind!r} chunk")
        yield kind, length
        if kind == b"IEND":
            return
    raise ValueError(f"the PNG has more than {MAX_CHUNKS} chunks")


def _text_head(stream: BinaryIO, length: int) -> tuple[bytes, bytes, bytes]:
    """Keyword, separator and what was read beyond; a keyword has at most 79 bytes."""
    return stream.read(min(length, 80)).partition(b"\0")


def _latin(key: str, body: bytes) -> str:
    return body.decode("latin-1")


def _compressed_latin(key: str, body: bytes) -> str:
    return _inflate(key, body[1:]).decode("latin-1")


def _international(key: str, body: bytes) -> str:
    is_compressed = body[:1] == b"\x01"
    _language, _, rest = body[2:].partition(b"\0")
    _translated, _, text = rest.partition(b"\0")
    return (_inflate(key, text) if is_compressed else text).decode("utf-8", "replace")


_TEXTS = {b"tEXt": _latin, b"zTXt": _compressed_latin, b"iTXt": _international}


def _inflate(key: str, data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(data, MAX_TEXT_BYTES + 1)
    except zlib.error as error:
        raise ValueError(f"the text {key!r} is damaged") from error
    _check_length(key, len(plain))
    return plain


def _check_length(key: str, length: int) -> None:
    if length > MAX_TEXT_BYTES:
        raise AigcError(
            "metadata.too_large",
            f"The settings in this picture (“{key}”) are larger than {MAX_TEXT_BYTES // 1024} KB; "
            "no program writes such.",
            "Type the settings in by hand, or open the picture without them.",
        )
