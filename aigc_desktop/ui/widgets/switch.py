"""An on-off switch."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

_WIDTH, _HEIGHT, _KNOB = 34, 20, 12


class Switch(QCheckBox):
    """A check box that is drawn as a switch; keyboard and screen readers see a check box."""

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH + 2, _HEIGHT + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(1, (self.height() - _HEIGHT) / 2, _WIDTH, _HEIGHT)
        self._draw_track(painter, track)
        self._draw_knob(painter, track)
        painter.end()

    def _draw_track(self, painter: QPainter, track: QRectF) -> None:
        colours = self.palette()
        fill = colours.highlight() if self.isChecked() else colours.base()
        edge = colours.text() if self.isChecked() else colours.highlight()
        border = edge.color() if self.hasFocus() else colours.mid().color()
        painter.setPen(QPen(border, 2 if self.hasFocus() else 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), _HEIGHT / 2, _HEIGHT / 2)

    def _draw_knob(self, painter: QPainter, track: QRectF) -> None:
        colours = self.palette()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.highlightedText() if self.isChecked() else colours.placeholderText())
        left = track.right() - _KNOB - 4 if self.isChecked() else track.left() + 4
        painter.drawEllipse(QRectF(left, track.center().y() - _KNOB / 2, _KNOB, _KNOB))
