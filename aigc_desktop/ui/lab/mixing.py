"""What a matrix of mixed styles shows: which picture lies in which cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from aigc_desktop.ui.lab.lab import Focus
from aigc_desktop.ui.lab.subject import MIX_FROM, MIX_TO, STYLE, Look, Subject

HEADER = -1
"""The row and the column in which the points stand by themselves."""


class Cell(NamedTuple):
    """A place in the matrix: the point of a row with the style of a column."""

    row: int
    column: int


class Layers(NamedTuple):
    """The layers that take the other style: from `first` up to `last`, which is not one of them."""

    first: int
    last: int

    def within(self, count: int) -> Layers:
        """The same of `count` layers, one of them at least."""
        first = min(max(self.first, 0), count - 1)
        return Layers(first, min(max(self.last, first + 1), count))


class Matrix(NamedTuple):
    """Each of `points` in the style of each other one in some layers (style mixing, Karras 2019, fig. 3)."""

    subject: Subject
    points: tuple[str, ...]
    layers: Layers

    def focus(self, cell: Cell) -> Focus:
        """What a cell shows: a point, and what is mixed into it unless it meets itself."""
        row, column = cell
        if HEADER in cell or row == column:
            return Focus(self.points[max(row, column)])
        mix: dict[str, Any] = {
            STYLE: self.points[column],
            MIX_FROM: self.layers.first,
            MIX_TO: self.layers.last,
        }
        return Focus(self.points[row], mix)

    def look(self, cell: Cell) -> Look:
        """The picture of a cell."""
        focus = self.focus(cell)
        return self.subject.look(focus.latent, focus.mix)

    def cells(self) -> Iterator[Cell]:
        """All cells and headers, without the corner, which shows nothing."""
        places = range(HEADER, len(self.points))
        return (Cell(row, column) for row in places for column in places if (row, column) != (HEADER, HEADER))

    def nearest_to(self, cell: Cell) -> list[Cell]:
        """All cells and headers, those around `cell` first."""
        return sorted(self.cells(), key=lambda c: (c.row - cell.row) ** 2 + (c.column - cell.column) ** 2)


def thirds(layers: int) -> tuple[Layers, Layers, Layers]:
    """Coarse, middle and fine layers: about 4² to 8², 16² to 32² and larger pictures in Karras 2019."""
    first, second = round(layers / 3), round(2 * layers / 3)
    return Layers(0, first), Layers(first, second), Layers(second, layers)
