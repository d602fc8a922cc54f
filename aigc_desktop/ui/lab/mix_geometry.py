"""Where the cells of a matrix lie."""

from __future__ import annotations

from dataclasses import dataclass

from aigc_desktop.ui.lab.mixing import HEADER, Cell

GAP = 4.0
HEADER_GAP = 8.0
MARGIN = 24.0
SMALLEST, LARGEST = 56.0, 160.0
MOST = 6


@dataclass(frozen=True, slots=True)
class MixGeometry:
    """Squares of one size around a header row and column, in the middle of what there is of room."""

    count: int
    side: float
    left: float
    top: float

    @classmethod
    def fit(cls, points: int, width: float, height: float) -> MixGeometry:
        """As many of the first `points` as there is room for, at least 2, as large as they can be."""
        room = min(width, height) - 2 * MARGIN - HEADER_GAP
        count = max(2, min(points, MOST, int((room + GAP) // (SMALLEST + GAP)) - 1))
        side = min(LARGEST, max(SMALLEST, (room + GAP) // (count + 1) - GAP))
        whole = (count + 1) * (side + GAP) - GAP + HEADER_GAP
        return cls(count, side, (width - whole) // 2, (height - whole) // 2)

    def corner(self, cell: Cell) -> tuple[float, float]:
        """The upper left corner of a cell."""
        return self.left + self._offset(cell.column), self.top + self._offset(cell.row)

    def at(self, x: float, y: float) -> Cell | None:
        """The cell or header at a place, if there is one."""
        row, column = self._index(y - self.top), self._index(x - self.left)
        if row is None or column is None or row == column == HEADER:
            return None
        return Cell(row, column)

    def _offset(self, index: int) -> float:
        return 0.0 if index == HEADER else (index + 1) * (self.side + GAP) + HEADER_GAP

    def _index(self, distance: float) -> int | None:
        places = range(HEADER, self.count)
        return next((i for i in places if 0 <= distance - self._offset(i) < self.side), None)
