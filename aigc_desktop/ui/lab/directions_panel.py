"""Directions that move all points of the map: found from stars, named, mixed by sliders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.latents import parse
from aigc_desktop.core.directions import FoundDirection
from aigc_desktop.core.lab_store import MOST_DIRECTIONS, Direction
from aigc_desktop.ui.background import Background, Task
from aigc_desktop.ui.lab.direction_line import DirectionLine
from aigc_desktop.ui.lab.lab import Lab
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.widgets.side_panel import action_button, plain_label

Find = Callable[[str], FoundDirection]
Keep = Callable[[tuple[Direction, ...]], None]


class DirectionsPanel(QWidget):
    """`find` looks in a thread for a direction of the model of this id; `keep` is told what there is now."""

    def __init__(self, lab: Lab, find: Find, keep: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._find = find
        self._keep = keep
        self._background = Background(self)
        self._search: Task | None = None
        self._model = ""
        self._lines: list[DirectionLine] = []
        self._empty = plain_label(
            self.tr(
                "None yet. Give stars to results that you like, leave others without, and press the button."
            ),
            "dim",
        )
        self.from_stars = action_button("star", self.tr("From stars"), self._look_for)
        self.reset = action_button("again", self.tr("Reset"), self._set_all_to_zero)
        self.result = plain_label("", "small")
        self.fault = plain_label("", "error")
        self._rows = QVBoxLayout()
        self._lay_out()
        lab.subject_changed.connect(self._follow_model)
        self._follow_model()

    @property
    def directions(self) -> tuple[Direction, ...]:
        """All directions, as they are to be kept."""
        return tuple(line.direction for line in self._lines)

    @property
    def lines(self) -> Sequence[DirectionLine]:
        """A line for each direction."""
        return self._lines

    def show_directions(self, directions: Sequence[Direction]) -> None:
        """Show these instead, none of them pushing."""
        for line in self._lines:
            self._drop(line)
        self._lines = [self._line(direction) for direction in directions]
        self._tell()
        self._push()

    def stop(self) -> None:
        """Look for nothing any more; called before the window goes."""
        self._background.close()

    # Inside

    def _lay_out(self) -> None:
        self.from_stars.setToolTip(
            self.tr("Finds what sets this model's results with stars apart from those without.")
        )
        self.reset.setToolTip(self.tr("Sets all directions to 0."))
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.from_stars, 1)
        buttons.addWidget(self.reset)
        self._rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(plain_label(self.tr("Directions"), "heading"))
        column.addWidget(self._empty)
        column.addLayout(self._rows)
        column.addLayout(buttons)
        column.addWidget(self.result)
        column.addWidget(self.fault)

    def _follow_model(self) -> None:
        """What is being looked for belongs to the model that was shown."""
        subject = self._lab.subject
        model = subject.model if subject is not None and subject.has_latents else ""
        if model != self._model:
            self._model = model
            self._end_search()
            self._say()
        self._settle()

    def _look_for(self) -> None:
        if self._search is not None:
            return
        if len(self._lines) >= MOST_DIRECTIONS:
            self._say(
                fault=self.tr("There is room for {0} directions. Remove one first.").format(MOST_DIRECTIONS)
            )
            return
        model = self._model
        self._say(self.tr("Looking at the stars…"))
        self._search = self._background.run(lambda: self._find(model), self._take, self._fail)

    def _take(self, found: FoundDirection) -> None:
        self._end_search()
        line = self._line(Direction(self._free_name(), str(found.latent)))
        self._lines.append(line)
        self._tell()
        self._say(self.tr("{0} starred, {1} others").format(found.starred, found.others))
        self._keep(self.directions)
        line.edit.setFocus()
        line.edit.selectAll()

    def _fail(self, error: AigcError) -> None:
        self._end_search()
        self._say(fault=f"{sentence(error.message)} {sentence(error.hint)}")

    def _end_search(self) -> None:
        if self._search is not None:
            self._search.cancel()
        self._search = None

    def _free_name(self) -> str:
        taken = {direction.name for direction in self.directions}
        names = (self.tr("Stars {0}").format(number) for number in range(1, MOST_DIRECTIONS + 1))
        return next(name for name in names if name not in taken)

    def _line(self, direction: Direction) -> DirectionLine:
        line = DirectionLine(direction)
        line.changed.connect(self._push)
        line.renamed.connect(lambda: self._keep(self.directions))
        line.removed.connect(lambda: self._remove(line))
        self._rows.addWidget(line)
        return line

    def _remove(self, line: DirectionLine) -> None:
        place = self._lines.index(line)
        self._lines.remove(line)
        neighbours = [*self._lines[place:], *reversed(self._lines[:place])]
        following: QWidget = neighbours[0].remove if neighbours else self.from_stars
        following.setFocus()
        self._drop(line)
        self._tell()
        self._push()
        self._keep(self.directions)

    def _drop(self, line: DirectionLine) -> None:
        line.hide()
        self._rows.removeWidget(line)
        line.deleteLater()

    def _set_all_to_zero(self) -> None:
        for line in self._lines:
            with QSignalBlocker(line):  # all points move once, not once for each
                line.set_strength(0.0)
        self._push()

    def _push(self) -> None:
        self._lab.set_pushes((parse(line.direction.latent), line.strength) for line in self._lines)
        self._settle()

    def _tell(self) -> None:
        self._empty.setVisible(not self._lines)
        self._settle()
        stops = [stop for line in self._lines for stop in line.stops]
        for before, after in pairwise([*stops, self.from_stars, self.reset]):
            QWidget.setTabOrder(before, after)

    def _settle(self) -> None:
        self.from_stars.setEnabled(bool(self._model))
        self.reset.setVisible(bool(self._lines))
        self.reset.setEnabled(any(line.strength for line in self._lines))

    def _say(self, result: str = "", fault: str = "") -> None:
        for label, text in ((self.result, result), (self.fault, fault)):
            label.setText(text)
            label.setVisible(bool(text))
