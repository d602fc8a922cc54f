"""Asks before files are deleted for good."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

translate = QCoreApplication.translate


def is_deletion_meant(parent: QWidget, count: int) -> bool:
    """Whether the user confirms that `count` files go for good; cancelling is the default."""
    one = translate("Deletion", "Delete this file for good? It cannot be brought back.")
    many = translate("Deletion", "Delete {count} files for good? They cannot be brought back.")
    words = one if count == 1 else many.format(count=count)
    title = translate("Deletion", "Delete for good")
    box = QMessageBox(QMessageBox.Icon.Warning, title, words, parent=parent)
    delete = box.addButton(title, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is delete
