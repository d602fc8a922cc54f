"""Ctrl+K: every command of the window by its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from aigc_desktop.ui.keys import keys_of


class CommandPalette(QDialog):
    """Type a few letters, press Enter."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self._actions = [action for action in actions if action.isEnabled() and action.text()]
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Type a command"))
        self._search.setAccessibleName(self.tr("Type a command"))
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_WithKeys(self._list))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 12, 12, 12)
        rows.setSpacing(8)
        rows.addWidget(self._search)
        rows.addWidget(self._list)
        self._search.textChanged.connect(self._fill)
        self._search.returnPressed.connect(self.run)
        self._search.installEventFilter(self)
        self._list.itemClicked.connect(self.run)
        self._fill("")
        self.resize(520, 380)
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - self.width()) // 2, corner.y() + 96)

    def run(self) -> None:
        """Close, then do what is marked."""
        row = self._list.currentRow()
        if row < 0:
            return
        action: QAction = self._list.item(row).data(Qt.ItemDataRole.UserRole)
        self.accept()
        action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
            if event.key() in steps:
                self._step(steps[event.key()])
                return True
        return False

    def _step(self, by: int) -> None:
        if count := self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + by) % count)

    def _fill(self, text: str) -> None:
        self._list.clear()
        words = text.lower().split()
        for action in self._actions:
            if all(word in action.text().lower() for word in words):
                item = QListWidgetItem(action.text())
                item.setData(Qt.ItemDataRole.UserRole, action)
                self._list.addItem(item)
        self._list.setCurrentRow(0)


class _WithKeys(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.placeholderText().color())
        keys = keys_of(index.data(Qt.ItemDataRole.UserRole))
        box = option.rect.adjusted(0, 0, -12, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)
        painter.restore()
