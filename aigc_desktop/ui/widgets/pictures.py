"""Reading picture files into images that paint fast. Safe to call in any thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from aigc_desktop.api.errors import AigcError

FORMATS = frozenset({"png", "jpeg", "webp"})
MAX_PIXELS = 16384 * 16384 // 4


def read_picture(path: str) -> QImage:
    """The whole picture. Raises AigcError `picture.missing` or `picture.unreadable`."""
    reader = _open(path)
    return _painted(reader.read(), reader, path)


def read_thumbnail(path: str, side: int) -> QImage:
    """The picture in the size that fits a square of `side` device pixels."""
    reader = _open(path)
    size = reader.size().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(size.expandedTo(QSize(1, 1)))
    return _painted(reader.read(), reader, path)


def decode_preview(data: bytes) -> QImage:
    """A preview as the engine sends it; a null image when it cannot be read."""
    return QImage.fromData(QByteArray(data))


def _open(path: str) -> QImageReader:
    if not Path(path).is_file():
        raise AigcError(
            "picture.missing",
            f"The file {Path(path).name} is no longer there.",
            "It was moved or deleted outside the application.",
        )
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    kind = bytes(reader.format().data()).decode("ascii", "replace")
    size = reader.size()
    if kind not in FORMATS or size.width() * size.height() > MAX_PIXELS:
        raise _unreadable(path, f"{kind or 'unknown format'}, {size.width()} x {size.height()}")
    return reader


def _painted(image: QImage, reader: QImageReader, path: str) -> QImage:
    if image.isNull():
        raise _unreadable(path, reader.errorString())
    alpha = image.hasAlphaChannel()
    return image.convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
    )


def _unreadable(path: str, why: str) -> AigcError:
    return AigcError(
        "picture.unreadable",
        f"The picture {Path(path).name} cannot be shown.",
        "Open it in another program to see whether it is damaged.",
        why,
    )
