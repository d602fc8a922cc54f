"""The seed: typed, rolled with a dice, and kept with a lock."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRegularExpression, QSize, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from aigc_desktop.api.requests import MAX_SEED
from aigc_desktop.ui import icons
from aigc_desktop.ui.forms.field import Field, Shape

_ROLLED_BELOW = 2**32


class SeedField(Field):
    """While it is unlocked, each run rolls a new seed. Typing a seed, or restoring one, locks it."""

    def __init__(self, name: str, shape: Shape) -> None:
        super().__init__(name, shape)
        self._edit = QLineEdit()
        self._edit.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{1,16}"), self))
        self._dice = _button("dice", "dice", self.tr("Roll a new seed"))
        self._lock = _button("unlock", "lock", self.tr("Keep this seed"))
        self._lock.setCheckable(True)
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        for control in (self._edit, self._dice, self._lock):
            inside.addWidget(control)
        self.rows.insertWidget(1, row)
        self.describe(self._edit, self.title)
        self.label.setBuddy(self._edit)
        self._dice.clicked.connect(self.roll)
        self._edit.textEdited.connect(lambda: self._lock.setChecked(True))
        self._edit.textChanged.connect(self._follow)
        self.roll()

    @property
    def is_locked(self) -> bool:
        """Whether the next run uses this very seed."""
        return self._lock.isChecked()

    def lock(self, locked: bool) -> None:
        """Keep the seed, or roll a new one for each run."""
        self._lock.setChecked(locked)

    def roll(self) -> None:
        """Take a new seed by chance."""
        self._edit.setText(str(random.SystemRandom().randrange(_ROLLED_BELOW)))

    def values(self) -> dict[str, Any]:
        return {self.name: int(self._edit.text() or 0)}

    def set_values(self, values: Mapping[str, Any]) -> None:
        if self.name in values:
            self._edit.setText(str(values[self.name]))
            self._lock.setChecked(True)

    def error(self) -> str:
        if not self._edit.text():
            return self.tr("Type a number, or roll the dice.")
        if int(self._edit.text()) > MAX_SEED:
            return self.tr("The largest seed is {0}.").format(MAX_SEED)
        return ""

    def _follow(self) -> None:
        self.show_error()
        self.changed.emit()


def _button(name: str, name_on: str, says: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "quiet")
    button.setIcon(icons.icon(name, icons.Role.PlaceholderText, icons.Role.Highlight, name_on))
    button.setIconSize(QSize(18, 18))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(says)
    button.setToolTip(says)
    return button
