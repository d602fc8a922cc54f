"""A picture of the user's: chosen in a dialog, dropped on the field, or its path typed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QSize
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from aigc_desktop.api.errors import AigcError
from aigc_desktop.ui import icons
from aigc_desktop.ui.forms.field import Field, Shape
from aigc_desktop.ui.widgets.pictures import FORMATS, read_thumbnail

_SIDE = 56
_MOST_SHOWN = 4_000_000
"""Decoding more pixels than these would hold up the window; such a picture goes by its name alone."""


class PictureField(Field):
    """Holds the absolute path of a file. Whether it can be read is told at once, from its header."""

    def __init__(self, name: str, shape: Shape) -> None:
        super().__init__(name, shape)
        self._edit = QLineEdit(str(shape.get("default", "")))
        self._edit.setPlaceholderText(self.tr("Drop a picture here, or choose one"))
        self._shown = QLabel()
        self._choose = QToolButton()
        self._lay_out()
        self.setAcceptDrops(True)
        self._edit.setAcceptDrops(False)  # it would take the address as text
        self._choose.clicked.connect(self._ask)
        self._edit.textChanged.connect(self._follow)
        self._show()

    def values(self) -> dict[str, Any]:
        return {self.name: self._edit.text()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        if self.name in values:
            self._edit.setText(str(values[self.name]))

    def error(self) -> str:
        path = Path(self._edit.text())
        if not self._edit.text():
            return self.tr("Choose a picture.")
        if not (path.is_absolute() and path.is_file()):
            return self.tr("There is no such file.")
        head = QImageReader(str(path))
        kind = bytes(head.format().data()).decode("ascii", "replace")
        is_read = kind in FORMATS and head.size().isValid()
        return "" if is_read else self.tr("Only PNG, JPEG and WebP pictures can be read.")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if file := _file_in(event.mimeData()):
            self._edit.setText(file)
            event.acceptProposedAction()

    def _lay_out(self) -> None:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        for control in (self._shown, self._edit, self._choose):
            inside.addWidget(control)
        says = self.tr("Choose a picture")
        self._choose.setProperty("kind", "quiet")
        self._choose.setIcon(icons.icon("folder", icons.Role.PlaceholderText))
        self._choose.setIconSize(QSize(18, 18))
        self._choose.setAccessibleName(says)
        self._choose.setToolTip(says)
        self.rows.insertWidget(1, row)
        self.describe(self._edit, self.title)
        self.label.setBuddy(self._edit)

    def _ask(self) -> None:
        kinds = self.tr("Pictures") + " (*.png *.jpg *.jpeg *.webp)"
        before = str(Path(self._edit.text()).parent) if self._edit.text() else ""
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), before, kinds)
        if chosen:
            self._edit.setText(chosen)

    def _follow(self) -> None:
        self._show()
        self.show_error()
        self.changed.emit()

    def _show(self) -> None:
        picture = QPixmap() if self.error() else _thumbnail(self._edit.text())
        self._shown.setPixmap(picture)
        self._shown.setVisible(not picture.isNull())


def _thumbnail(path: str) -> QPixmap:
    size = QImageReader(path).size()
    if size.width() * size.height() > _MOST_SHOWN:
        return QPixmap()
    try:
        return QPixmap.fromImage(read_thumbnail(path, _SIDE))
    except AigcError:  # Its header was good and the rest is not: the engine says so when it reads it.
        return QPixmap()


def _file_in(mime: QMimeData) -> str:
    files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    return files[0] if files else ""
