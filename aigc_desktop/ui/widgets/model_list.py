"""The list of models that opens below the model card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from aigc_desktop.ui import icons

_ABOUT = Qt.ItemDataRole.UserRole
_ROW = 48


class ModelList(QDialog):
    """Arrow keys and Enter choose; Esc leaves all as it was."""

    chosen = Signal(int)
    more_wanted = Signal()

    def __init__(self, rows: Sequence[tuple[str, str]], current: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Models"))
        self._list.setItemDelegate(_TwoLines(self._list))
        for name, about in rows:
            item = QListWidgetItem(name)
            item.setData(_ABOUT, about)
            self._list.addItem(item)
        self._list.setCurrentRow(current)
        self._list.itemActivated.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        more = QPushButton(self.tr("Add models…"))
        more.setIcon(icons.icon("plus"))
        more.setProperty("kind", "quiet")
        more.setProperty("align", "left")
        more.clicked.connect(self._ask_for_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._list)
        column.addWidget(more)

    def open_below(self, anchor: QWidget) -> None:
        """Show the list below `anchor`, as wide as it."""
        height = min(8, max(1, self._list.count())) * _ROW + 68
        self.setFixedSize(anchor.width(), height)
        self.move(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))
        self.show()
        self._list.setFocus()

    def _choose(self, item: QListWidgetItem) -> None:
        row = self._list.row(item)
        self.accept()
        self.chosen.emit(row)

    def _ask_for_more(self) -> None:
        self.accept()
        self.more_wanted.emit()


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        widget = self.parent()
        if not isinstance(widget, QListWidget):
            return
        name = str(index.data())
        blank = QStyleOptionViewItem(option)
        widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, blank, painter, widget)
        box: QRect = option.rect.adjusted(10, 6, -10, -6)
        painter.save()
        _line(painter, widget, QRect(box.left(), box.top(), box.width(), 18), name, 13)
        about = str(index.data(_ABOUT))
        _line(painter, widget, QRect(box.left(), box.top() + 19, box.width(), 16), about, 11)
        painter.restore()


def _line(painter: QPainter, widget: QWidget, box: QRect, text: str, pixels: int) -> None:
    font = QFont(widget.font())
    font.setPixelSize(pixels)
    colours = widget.palette()
    painter.setFont(font)
    painter.setPen(colours.text().color() if pixels > 12 else colours.placeholderText().color())
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
