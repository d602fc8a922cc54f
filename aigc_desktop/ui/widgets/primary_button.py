"""The one button that starts things, with its key written on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

_GAP = 10
_HINT_PX = 11


class PrimaryButton(QPushButton):
    """A filled button; the keys stand behind the text, smaller."""

    def __init__(self, text: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._keys = keys
        self.setProperty("kind", "primary")
        self.setMinimumHeight(42)
        self.setAccessibleName(text)
        self.setToolTip(keys)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 80, 42)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        role = QPalette.ColorRole.HighlightedText if self.isEnabled() else QPalette.ColorRole.PlaceholderText
        self._paint_words(painter, self.palette().color(role))
        painter.end()

    def _paint_words(self, painter: QPainter, colour: QColor) -> None:
        large, small = QFont(self.font()), QFont(self.font())
        large.setPixelSize(14)
        large.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(_HINT_PX)
        small.setWeight(QFont.Weight.Normal)
        width = QFontMetricsF(large).horizontalAdvance(self.text())
        behind = QFontMetricsF(small).horizontalAdvance(self._keys)
        left = (self.width() - width - behind - _GAP) / 2
        height = float(self.height())
        painter.setPen(colour)
        painter.setFont(large)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, width + 2, height), middle, self.text())
        painter.setFont(small)
        painter.drawText(QRectF(left + width + _GAP, 0, behind + 2, height), middle, self._keys)
