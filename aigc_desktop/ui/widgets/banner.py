"""Something the user should know, in one sentence with a way out; the details only on demand."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.ui import icons
from aigc_desktop.ui.theme import DANGER
from aigc_desktop.ui.widgets.details import DetailsDialog


class Banner(QFrame):
    """A line above or below what it speaks about. It stays until it is closed or replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._details = ""
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._more = QPushButton(self.tr("Details"))
        self._more.setProperty("kind", "quiet")
        self._more.setAccessibleName(self.tr("Show the details of this message"))
        self._more.clicked.connect(self._show_details)
        self._close = _close_button(self.tr("Close this message"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text()

    def show_error(self, error: ErrorInfo) -> None:
        """Say what went wrong and what to do."""
        details = "\n".join(part for part in (error.plugin, error.code, error.details) if part)
        self._say("error", DANGER, error.message, error.hint, details)

    def show_notice(self, message: str, hint: str = "") -> None:
        """Say something that is no failure."""
        self._say("info", icons.Role.Highlight, message, hint, "")

    def _say(self, sign: str, role: icons.Role, message: str, hint: str, details: str) -> None:
        self._sign.setPixmap(icons.pixmap(sign, 18, role, self.devicePixelRatioF()))
        self._text.setText(f"{message}\n{hint}" if hint else message)
        self._text.setAccessibleName(self._text.text())
        self._details = details
        self._more.setVisible(bool(details))
        self.show()

    def _show_details(self) -> None:
        DetailsDialog(self.tr("Details"), f"{self._text.text()}\n\n{self._details}", self.window()).open()


def _close_button(says: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "quiet")
    button.setIcon(icons.icon("close", icons.Role.PlaceholderText))
    button.setIconSize(QSize(14, 14))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(says)
    button.setToolTip(says)
    return button
