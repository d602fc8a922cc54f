"""The chosen model, as a button that opens the list of models."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from aigc_desktop.ui import icons

HEIGHT = 58
PICTURE = 40


class ModelCard(QPushButton):
    """A picture, the name, a line about it, and the runtime in a badge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._about = ""
        self._badge = ""
        self._picture = QPixmap()
        self.setMinimumHeight(HEIGHT)
        self.show_model(self.tr("No model yet"), self.tr("Choose one, or add a folder"), "")

    def show_model(self, name: str, about: str, badge: str) -> None:
        """Show what is chosen."""
        self._name, self._about, self._badge = name, about, badge
        self.setAccessibleName(self.tr("Model: {0}, {1} {2}").format(name, about, badge))
        self.update()

    def show_picture(self, picture: QPixmap) -> None:
        """Show a picture that the model made; a null one shows the icon of models."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        self._paint_picture(painter, QRectF(9, (self.height() - PICTURE) / 2, PICTURE, PICTURE))
        right = self._paint_badge(painter)
        self._paint_words(painter, QRectF(60, 0, right - 68, self.height()))
        painter.end()

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(box, 6, 6)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, self.palette().base())
        if self._picture.isNull():
            colour = self.palette().placeholderText().color().name()
            icons.draw(painter, "models", box.adjusted(9, 9, -9, -9), colour)
        else:
            painter.drawPixmap(box, self._picture, QRectF(self._picture.rect()))
        painter.restore()

    def _paint_badge(self, painter: QPainter) -> float:
        chevron = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
        icons.draw(painter, "chevron-down", chevron, self.palette().placeholderText().color().name())
        if not self._badge:
            return chevron.left()
        painter.setFont(self._sized(11))
        width = painter.fontMetrics().horizontalAdvance(self._badge) + 16
        pill = QRectF(chevron.left() - width - 6, self.height() / 2 - 10.5, width, 21)
        painter.setPen(self.palette().mid().color())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, 10.5, 10.5)
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._badge)
        return pill.left()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        upper = QRectF(box.left(), box.center().y() - 18, box.width(), 18)
        lower = QRectF(box.left(), box.center().y() + 1, box.width(), 16)
        painter.setPen(self.palette().text().color())
        painter.setFont(self._sized(13, QFont.Weight.DemiBold))
        self._line(painter, upper, self._name)
        painter.setPen(self.palette().placeholderText().color())
        painter.setFont(self._sized(11))
        self._line(painter, lower, self._about)

    def _line(self, painter: QPainter, box: QRectF, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _sized(self, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        font.setWeight(weight)
        return font
