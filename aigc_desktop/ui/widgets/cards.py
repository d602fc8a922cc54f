"""Cards side by side in a list: plugins, models, whatever has a name, a sentence and a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

HEIGHT = 124
MIN_WIDTH = 300
GAP = 12
PADDING = 14
RADIUS = 8
BADGE = 22
Role = QPalette.ColorRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Card:
    """What one card says. `state_role` colours the badge; `tags` stand below, `corner` opposite them."""

    id: str
    title: str
    text: str
    state: str
    state_role: QPalette.ColorRole
    tags: tuple[str, ...] = ()
    corner: str = ""

    def matches(self, words: str) -> bool:
        """Whether every word occurs somewhere on the card."""
        said = " ".join((self.id, self.title, self.text, self.state, self.corner, *self.tags)).casefold()
        return all(word in said for word in words.casefold().split())


class CardModel(QAbstractListModel):
    """The cards that match what is searched for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Card] = ()
        self._shown: list[Card] = []
        self._words = ""

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards."""
        self._all = cards
        self._filter()

    def search(self, words: str) -> None:
        """Show only the cards that bear all these words."""
        self._words = words
        self._filter()

    def card(self, row: int) -> Card | None:
        """The card of a row, if there is one."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, card_id: str) -> int:
        """The row of a card, or -1."""
        return next((row for row, card in enumerate(self._shown) if card.id == card_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        card = self.card(index.row())
        if card is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{card.title}, {card.state}. {card.text}"
        return None

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = [card for card in self._all if card.matches(self._words)]
        self.endResetModel()


class CardList(QListView):
    """Lays cards out in as many columns as fit."""

    def __init__(self, cards: CardModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(cards)
        self.setItemDelegate(_CardDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(10, 10, 10, 4)
        self.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.viewport().width() - self.verticalScrollBar().sizeHint().width() - 1
        columns = max(1, min(2, room // MIN_WIDTH))
        self.setGridSize(QSize(room // columns, HEIGHT + GAP))
        super().resizeEvent(event)


class _CardDelegate(QStyledItemDelegate):
    """Its colours are the application's: a style sheet alters the palette that a view has."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        card = model.card(index.row()) if isinstance(model, CardModel) else None
        if card is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(GAP // 2, GAP // 2, -GAP // 2, -GAP // 2)
        self._paint_frame(painter, option, area)
        room = area.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        badge = self._paint_tag(painter, option, room, card.state, card.state_role, is_right=True)
        self._paint_words(painter, option, room, card, badge)
        self._paint_foot(painter, option, room, card)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        cards = option.widget
        return cards.gridSize() if isinstance(cards, CardList) else QSize(MIN_WIDTH, HEIGHT + GAP)

    def _paint_frame(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        role = Role.Highlight if is_selected or has_focus else Role.Mid
        painter.setPen(QPen(QGuiApplication.palette().color(role), 2 if is_selected else 1))
        painter.setBrush(QGuiApplication.palette().color(Role.Button))
        painter.drawRoundedRect(QRectF(area), RADIUS, RADIUS)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, card: Card, badge: int
    ) -> None:
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QGuiApplication.palette().color(Role.Text))
        line = QRect(room.x(), room.y(), room.width() - badge - 10, BADGE)
        title = painter.fontMetrics().elidedText(card.title, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, title)
        painter.setFont(option.font)
        painter.setPen(QGuiApplication.palette().color(Role.PlaceholderText))
        below = QRect(room.x(), room.y() + BADGE + 6, room.width(), painter.fontMetrics().lineSpacing() * 2)
        painter.drawText(below, int(Qt.TextFlag.TextWordWrap), card.text)

    def _paint_foot(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, card: Card) -> None:
        foot = QRect(room.x(), room.bottom() - BADGE + 1, room.width(), BADGE)
        for tag in card.tags:
            width = self._paint_tag(painter, option, foot, tag, Role.PlaceholderText)
            foot.adjust(width + 6, 0, 0, 0)
        painter.setPen(QGuiApplication.palette().color(Role.PlaceholderText))
        corner = painter.fontMetrics().elidedText(card.corner, Qt.TextElideMode.ElideMiddle, foot.width())
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, corner)

    def _paint_tag(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        text: str,
        role: QPalette.ColorRole,
        is_right: bool = False,
    ) -> int:
        small = QFont(option.font)
        small.setPixelSize(11)
        painter.setFont(small)
        width = painter.fontMetrics().horizontalAdvance(text) + 20
        left = room.right() - width + 1 if is_right else room.x()
        pill = QRectF(left, room.y(), width, BADGE)
        frame = Role.Mid if role == Role.PlaceholderText else role
        painter.setPen(QPen(QGuiApplication.palette().color(frame), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, BADGE / 2, BADGE / 2)
        painter.setPen(QGuiApplication.palette().color(role))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), text)
        return width
