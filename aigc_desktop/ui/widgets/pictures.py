"""Reading picture files into images that paint fast. Safe to call in any thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from aigc_desktop.api.errors import AigcError

FORMATS = frozenset({"png", "jpeg", "webp"})
MAX_PIXELS = 8192 * 8192
LEVELS = (512, 1024, 2048)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in rising sizes, the whole one last. Shrinking a large one in one step would look rough."""

    levels: tuple[QImage, ...] = (QImage(),)

    @property
    def whole(self) -> QImage:
        """The picture pixel for pixel; null when there is none."""
        return self.levels[-1]

    def for_width(self, width: float) -> QImage:
        """The smallest level that is at least so wide."""
        return next((level for level in self.levels if level.width() >= width), self.whole)


def read_picture(path: str) -> Picture:
    """The whole picture with its levels. Raises AigcError `picture.missing` or `picture.unreadable`."""
    reader = _open(path)
    whole = _painted(reader.read(), reader, path)
    side = max(whole.width(), whole.height())
    return Picture((*(read_thumbnail(path, level) for level in LEVELS if level * 1.4 < side), whole))


def read_thumbnail(path: str, side: int) -> QImage:
    """The picture in the size that fits a square of `side` device pixels."""
    reader = _open(path)
    size = reader.size().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(size.expandedTo(QSize(1, 1)))
    return _painted(reader.read(), reader, path)


def decode_preview(data: bytes) -> Picture:
    """A preview as the engine sends it; nothing when it cannot be read."""
    return Picture((QImage.fromData(QByteArray(data)),))


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
    return painted_fast(image)


def painted_fast(image: QImage) -> QImage:
    """`image` in the format that is painted without being converted."""
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
