"""Paints a job as a card in a list: state, title, progress, and why it failed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from aigc_desktop.core.records import Job
from aigc_desktop.ui import icons
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.theme import DANGER
from aigc_desktop.ui.widgets.job_model import JobModel
from aigc_desktop.ui.widgets.job_words import about, progress_of, sign_of, title_of

HEIGHT = 72
GAP = 8
PADDING = 14
ICON = 20
RADIUS = 8
BAR = 3
Role = QPalette.ColorRole


class JobRow(QStyledItemDelegate):
    """One job: two lines of words, an icon before them, and a bar below while it runs.

    Its colours are the application's: a style sheet alters the palette that a view has.
    """

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(240, HEIGHT + GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        job = model.job(index.row()) if isinstance(model, JobModel) else None
        if job is None or not isinstance(model, JobModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = option.rect.adjusted(4, GAP // 2, -4, -GAP // 2)
        self._paint_card(painter, option, card)
        self._paint_sign(painter, card, job)
        words = card.adjusted(PADDING * 2 + ICON, PADDING, -PADDING, -PADDING)
        progress = model.progress(job.id)
        self._paint_words(painter, option, words, model, job)
        if progress is not None and not job.has_ended:
            self._paint_bar(painter, card, progress.fraction)
        painter.restore()

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, card: QRect) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        role = Role.Highlight if is_selected or has_focus else Role.Mid
        painter.setPen(QPen(QGuiApplication.palette().color(role), 2 if is_selected else 1))
        painter.setBrush(QGuiApplication.palette().color(Role.Button))
        painter.drawRoundedRect(QRectF(card), RADIUS, RADIUS)

    def _paint_sign(self, painter: QPainter, card: QRect, job: Job) -> None:
        name, role = sign_of(job)
        square = QRectF(card.x() + PADDING, card.center().y() - ICON / 2, ICON, ICON)
        icons.draw(painter, name, square, QGuiApplication.palette().color(role).name())

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, model: JobModel, job: Job
    ) -> None:
        state = progress_of(job, model.progress(job.id))
        upper = QRect(room.x(), room.y(), room.width(), room.height() // 2)
        lower = upper.translated(0, room.height() // 2)
        strong, small = QFont(option.font), QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(12)
        right = self._paint_line(
            painter, upper, state, small, QGuiApplication.palette().color(Role.PlaceholderText), True
        )
        title_room = upper.adjusted(0, 0, -right - 12, 0)
        self._paint_line(
            painter, title_room, title_of(job), strong, QGuiApplication.palette().color(Role.Text)
        )
        failed = job.error is not None
        text = sentence(job.error.message) if job.error else about(job, model.model_name(job))
        role = DANGER if failed else Role.PlaceholderText
        self._paint_line(painter, lower, text, small, QGuiApplication.palette().color(role))

    def _paint_line(
        self, painter: QPainter, room: QRect, text: str, font: QFont, colour: QColor, is_right: bool = False
    ) -> int:
        painter.setFont(font)
        painter.setPen(colour)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        return painter.fontMetrics().horizontalAdvance(shown)

    def _paint_bar(self, painter: QPainter, card: QRect, fraction: float) -> None:
        room = QRectF(card.x() + PADDING, card.bottom() - BAR - 4, card.width() - 2 * PADDING, BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QGuiApplication.palette().color(Role.Mid))
        painter.drawRoundedRect(room, BAR / 2, BAR / 2)
        room.setWidth(room.width() * fraction)
        painter.setBrush(QGuiApplication.palette().color(Role.Highlight))
        painter.drawRoundedRect(room, BAR / 2, BAR / 2)
