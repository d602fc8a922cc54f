"""A picture that fills the width it is given, such as at the top of a side panel."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from aigc_desktop.ui.widgets.thumbnails import Thumbnails

MAX_SIDE = 420


class PictureBox(QWidget):
    """Shows one file as a square picture; a double click asks for a larger view."""

    opened = Signal()

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._file = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        thumbnails.loaded.connect(lambda _path: self.update())

    def show_file(self, file: str, name: str) -> None:
        """Show a picture file; `name` is what a screen reader says of it. No file hides the box."""
        self._file = file
        self.setAccessibleName(name)
        self.setVisible(bool(file))
        self._want()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(width, MAX_SIDE)

    def sizeHint(self) -> QSize:
        return QSize(256, 256)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        pixmap = self._thumbnails.pixmap(self._file)
        if pixmap is None:
            self._want()
        elif not pixmap.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self._target(pixmap), pixmap)
            painter.end()

    def _target(self, pixmap: QPixmap) -> QRect:
        target = QRect(
            self.rect().topLeft(), pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        )
        target.moveCenter(self.rect().center())
        return target

    def _side(self) -> int:
        return int(max(self.width(), self.height()) * self.devicePixelRatioF())

    def _want(self) -> None:
        if self._file:
            self._thumbnails.want([self._file], self._side())
