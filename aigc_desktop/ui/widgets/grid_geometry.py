"""Where the cards of a grid lie: arithmetic alone, so that any number of them costs the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPoint, QRect

MARGIN = 16
GAP = 10
PADDING = 7
FOOTER = 24


@dataclass(frozen=True)
class GridGeometry:
    """`count` cards in a given width; each is at least `card_width` wide, and they share the rest."""

    count: int
    width: int
    card_width: int

    @cached_property
    def columns(self) -> int:
        """How many cards stand side by side."""
        return max(1, (self.width - 2 * MARGIN + GAP) // (self.card_width + GAP))

    @cached_property
    def card(self) -> tuple[int, int]:
        """The width and height of a card."""
        width = max(48, (self.width - 2 * MARGIN + GAP) // self.columns - GAP)
        return width, width - PADDING + FOOTER + 4

    @cached_property
    def pitch(self) -> tuple[int, int]:
        """The distance from one card to the next, sideways and down."""
        width, height = self.card
        return width + GAP, height + GAP

    @cached_property
    def lines(self) -> int:
        """How many lines of cards there are."""
        return -(-self.count // self.columns)

    @cached_property
    def height(self) -> int:
        """The height of everything."""
        return 2 * MARGIN - GAP + self.lines * self.pitch[1]

    def rect(self, row: int) -> QRect:
        """Where a card lies."""
        line, column = divmod(row, self.columns)
        return QRect(MARGIN + column * self.pitch[0], MARGIN + line * self.pitch[1], *self.card)

    def row_at(self, point: QPoint) -> int:
        """The card at a point, or -1."""
        column = (point.x() - MARGIN) // self.pitch[0]
        row = (point.y() - MARGIN) // self.pitch[1] * self.columns + column
        if not 0 <= column < self.columns or not 0 <= row < self.count:
            return -1
        return row if self.rect(row).contains(point) else -1

    def nearest_row(self, point: QPoint) -> int:
        """The card at a point or the nearest before it; needs at least one card."""
        column = max(0, min(self.columns - 1, (point.x() - MARGIN) // self.pitch[0]))
        line = max(0, (point.y() - MARGIN) // self.pitch[1])
        return min(self.count - 1, line * self.columns + column)

    def rows_between(self, top: int, bottom: int) -> range:
        """The cards that may show between two heights."""
        first = max(0, (top - MARGIN) // self.pitch[1]) * self.columns
        last = (max(0, bottom - MARGIN) // self.pitch[1] + 1) * self.columns
        return range(min(first, self.count), min(last, self.count))
