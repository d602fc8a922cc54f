"""Files dragged in from outside: the event that Qt sends, and files that mean no good."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def drop_of(*files: Path) -> QDropEvent:
    """The event of dropping these files."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    left, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, left, keys)
    drop.owner = mime  # type: ignore[attr-defined]  # the event only borrows it
    return drop


def noise() -> bytes:
    """No picture at all."""
    return b"not a picture"


def pixel_bomb() -> bytes:
    """A PNG of a few bytes that claims 60,000 x 60,000 pixels."""
    return _png(60_000)


def text_bomb() -> bytes:
    """A PNG whose text says in 300 KB what takes 300 MB when it is unpacked."""
    return _png(8, (b"zTXt", b"parameters\0\0" + zlib.compress(b"x" * (300 * 1024 * 1024), 9)))


def with_text(text: str) -> bytes:
    """A good PNG whose `parameters` are this text."""
    return _png(8, (b"tEXt", b"parameters\0" + text.encode("latin-1")))


def _png(side: int, *chunks: tuple[bytes, bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\0" * 8) * 8)
    parts = ((b"IHDR", header), *chunks, (b"IDAT", pixels), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
