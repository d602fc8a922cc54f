"""Just enough of Protocol Buffers' wire format to walk through a file without loading what is large in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_LONGEST_VARINT = 10
_LONGEST_HEAD = 2 * _LONGEST_VARINT
_BLOCK = 32 * 1024


class Field(NamedTuple):
    """One field: its number, its value if that is a varint, else where its bytes lie in the file."""

    number: int
    value: int
    start: int
    size: int


class Source:
    """A file, of which the block that was read last is kept: a graph has thousands of small fields."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._block, self._base = b"", 0

    def at(self, position: int, size: int) -> tuple[bytes, int]:
        """Bytes of the file, and the place in them of `position`; `size` follow there, or less at the end."""
        place = position - self._base
        if place < 0 or place + size > len(self._block):
            self._stream.seek(position)
            self._block, self._base, place = self._stream.read(max(size, _BLOCK)), position, 0
        return self._block, place


def fields(source: Source, start: int, size: int, wanted: frozenset[int]) -> Iterator[Field]:
    """The fields with the numbers `wanted` of the message that lies at `start`; all others are passed over.

    Raises ValueError where the bytes are no message of that size.
    """
    position, end = start, start + size
    block, place = source.at(start, 0)
    base = start - place
    while position < end:
        place = position - base
        if place + _LONGEST_HEAD > len(block):
            block, place = source.at(position, _LONGEST_HEAD)
            base = position - place
        tag, place = _varint(block, place)
        number, kind = tag >> 3, tag & 7
        if not number:  # So that a file of zeros, as an unfinished download is, ends here.
            raise ValueError("a field has no number")
        value, length, place = _value(block, kind, place)
        position = base + place + length
        if position > end:
            raise ValueError("a field is longer than its message")
        if number in wanted:
            yield Field(number, value, base + place, length)


def read(source: Source, field: Field, most: int = 1 << 20) -> bytes:
    """The bytes of a field; raises ValueError when they are more than `most` or cut off."""
    if field.size > most:
        raise ValueError(f"a field of {field.size} bytes is too large")
    block, place = source.at(field.start, field.size)
    found = block[place : place + field.size]
    if len(found) < field.size:
        raise ValueError("the file is cut off")
    return found


def text(source: Source, field: Field) -> str:
    """A string field; raises ValueError when it is not UTF-8."""
    return read(source, field).decode("utf-8")


def _value(block: bytes, kind: int, place: int) -> tuple[int, int, int]:
    """The value of a varint, else 0; how many bytes follow; and the place of those."""
    if kind == _BYTES:
        length, place = _varint(block, place)
        return 0, length, place
    if kind == _VARINT:
        value, place = _varint(block, place)
        return value, 0, place
    if kind in (_FIXED32, _FIXED64):
        return 0, 4 if kind == _FIXED32 else 8, place
    raise ValueError(f"wire type {kind} is not known")


def _varint(block: bytes, place: int) -> tuple[int, int]:
    """The number at `place`, and the place after it."""
    if place < len(block) and block[place] < 0x80:
        return block[place], place + 1
    value = 0
    for count, byte in enumerate(block[place : place + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << (7 * count)
        if byte < 0x80:
            return value, place + count + 1
    raise ValueError("a number does not end")
