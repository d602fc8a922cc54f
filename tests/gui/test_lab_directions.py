"""Directions: found from stars, named, pushed by sliders, kept; all of it by keyboard too."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSlider, QWidget

from aigc_desktop.api.latents import moved, of_seed, parse
from aigc_desktop.api.requests import Runtime
from aigc_desktop.core.directions import FoundDirection, direction_from_stars
from aigc_desktop.core.lab_store import MOST_DIRECTIONS, Direction
from aigc_desktop.ui.lab.directions_panel import DirectionsPanel
from aigc_desktop.ui.lab.lab import Lab
from aigc_desktop.ui.lab.subject import Subject
from tests.gui.conftest import WaitFor
from tests.gui.shelf import Shelf

TWO = (Direction("Warmer", "3"), Direction("Rounder", "0.6*4 - 0.8*5"))
Find = Callable[[str], FoundDirection]
Make = Callable[[Find], DirectionsPanel]


def subject(model: str = "icons") -> Subject:
    """A model that takes latents."""
    schema = {"properties": {"latent": {"type": "string", "x-widget": "latent"}}}
    return Subject("diffusion", model, "text-to-image", schema, {}, 0, Runtime())


@pytest.fixture
def lab(qapp: QApplication) -> Lab:
    lab = Lab()
    lab.set_subject(subject())
    return lab


@pytest.fixture
def kept() -> list[tuple[Direction, ...]]:
    """What was to be kept, the newest last."""
    return []


@pytest.fixture
def make(lab: Lab, kept: list[tuple[Direction, ...]], wait_for: WaitFor) -> Iterator[Make]:
    """Shows a panel that looks for directions with this function."""
    panels: list[DirectionsPanel] = []

    def make(find: Find) -> DirectionsPanel:
        panel = DirectionsPanel(lab, find, kept.append)
        panels.append(panel)
        panel.resize(260, 500)
        panel.show()
        panel.activateWindow()
        wait_for(panel.isActiveWindow)
        return panel

    yield make
    for panel in panels:
        panel.stop()
        panel.close()


@pytest.fixture
def panel(make: Make, shelf: Shelf) -> DirectionsPanel:
    """The panel over a real library."""
    return make(lambda model: direction_from_stars(shelf.library, model))


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def slider(panel: DirectionsPanel, number: int) -> QSlider:
    found = panel.lines[number].findChild(QSlider)
    assert isinstance(found, QSlider)
    return found


def like(shelf: Shelf, *starred: int, others: tuple[int, ...] = ()) -> None:
    """Results of these seeds, those that are liked with stars."""
    shelf.library.rate([shelf.add(seed=seed).id for seed in starred], 4)
    for seed in others:
        shelf.add(seed=seed)


def test_while_there_are_none_it_says_how_to_get_one(panel: DirectionsPanel) -> None:
    assert "Give stars to results that you like" in words(panel)
    assert not panel.reset.isVisible()
    panel.show_directions(TWO)
    assert "Give stars" not in words(panel)


def test_stars_give_a_direction_that_moves_points_there(
    panel: DirectionsPanel, shelf: Shelf, lab: Lab, kept: list[tuple[Direction, ...]], wait_for: WaitFor
) -> None:
    like(shelf, 1, 2, others=(3,))
    panel.from_stars.setFocus()
    QTest.keyClick(panel.from_stars, Qt.Key.Key_Space)
    wait_for(lambda: panel.directions)
    assert "2 starred, 1 others" in words(panel)
    (found,) = panel.directions
    assert kept == [(found,)]
    assert found.name == "Stars 1"
    assert panel.lines[0].edit.hasFocus()
    panel.lines[0].set_strength(1.0)
    assert lab.pushed(of_seed(7)) == moved(of_seed(7), parse("0.408248*1 + 0.408248*2 - 0.816497*3"), 1.0)


def test_a_second_one_has_another_name(panel: DirectionsPanel, shelf: Shelf, wait_for: WaitFor) -> None:
    like(shelf, 1, others=(2,))
    panel.from_stars.click()
    wait_for(lambda: panel.directions)
    panel.from_stars.click()
    wait_for(lambda: len(panel.directions) == 2)
    assert [direction.name for direction in panel.directions] == ["Stars 1", "Stars 2"]


def test_without_stars_it_says_so_in_place(
    panel: DirectionsPanel, shelf: Shelf, kept: list[tuple[Direction, ...]], wait_for: WaitFor
) -> None:
    shelf.add(seed=1)
    panel.from_stars.click()
    wait_for(panel.fault.isVisible)
    assert "No picture of this model has a star." in panel.fault.text()
    assert "Give stars" in panel.fault.text()
    assert kept == []
    like(shelf, 2)
    panel.from_stars.click()
    wait_for(lambda: panel.directions)
    assert not panel.fault.isVisible()


def test_sliders_push_from_minus_two_to_two(panel: DirectionsPanel, lab: Lab) -> None:
    panel.show_directions(TWO)
    heard: list[None] = []
    lab.pushes_changed.connect(lambda: heard.append(None))
    first = slider(panel, 0)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_End)
    assert panel.lines[0].strength == 2.0
    assert lab.pushed(of_seed(7)) == moved(of_seed(7), of_seed(3), 2.0)
    QTest.keyClick(first, Qt.Key.Key_Home)
    assert lab.pushed(of_seed(7)) == moved(of_seed(7), of_seed(3), -2.0)
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert panel.lines[0].strength == -1.95
    assert len(heard) == 3


def test_reset_takes_all_back_at_once(panel: DirectionsPanel, lab: Lab) -> None:
    panel.show_directions(TWO)
    assert not panel.reset.isEnabled()
    for line in panel.lines:
        line.set_strength(1.5)
    assert panel.reset.isEnabled()
    heard: list[None] = []
    lab.pushes_changed.connect(lambda: heard.append(None))
    panel.reset.click()
    assert [line.strength for line in panel.lines] == [0.0, 0.0]
    assert [slider(panel, number).value() for number in range(2)] == [40, 40]
    assert lab.pushed(of_seed(7)) == of_seed(7)
    assert len(heard) == 1


def test_a_name_is_changed_in_place(panel: DirectionsPanel, kept: list[tuple[Direction, ...]]) -> None:
    panel.show_directions(TWO)
    line = panel.lines[1]
    line.edit.setFocus()
    line.edit.selectAll()
    QTest.keyClicks(line.edit, "  Softer ")
    QTest.keyClick(line.edit, Qt.Key.Key_Return)
    assert kept == [(TWO[0], Direction("Softer", TWO[1].latent))]
    assert slider(panel, 1).accessibleName() == "Softer, slider"
    line.edit.clear()
    QTest.keyClick(line.edit, Qt.Key.Key_Return)
    assert line.edit.text() == "Softer"
    assert len(kept) == 1


def test_one_is_removed_and_the_next_is_at_hand(
    panel: DirectionsPanel, lab: Lab, kept: list[tuple[Direction, ...]]
) -> None:
    panel.show_directions(TWO)
    panel.lines[0].set_strength(2.0)
    panel.lines[0].remove.setFocus()
    QTest.keyClick(panel.lines[0].remove, Qt.Key.Key_Space)
    assert kept == [TWO[1:]]
    assert lab.pushed(of_seed(7)) == of_seed(7)
    assert panel.lines[0].remove.hasFocus()
    QTest.keyClick(panel.lines[0].remove, Qt.Key.Key_Space)
    assert kept[-1] == ()
    assert panel.from_stars.hasFocus()
    assert "Give stars" in words(panel)


def test_every_control_is_named_and_reached_by_tab(panel: DirectionsPanel, wait_for: WaitFor) -> None:
    panel.show_directions(TWO)
    panel.lines[1].set_strength(1.0)
    wait_for(slider(panel, 1).isVisible)
    panel.lines[0].edit.setFocus()
    reached = []
    for _ in range(10):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    lines = (
        ("Name of the direction", f"{name}, slider", f"{name}, value", f"Remove {name}")
        for name in ("Warmer", "Rounder")
    )
    assert reached == [*(stop for line in lines for stop in line), "From stars", "Reset"]


def test_there_is_no_room_for_more_than_are_kept(panel: DirectionsPanel, shelf: Shelf) -> None:
    panel.show_directions([Direction(f"D{number}", str(number)) for number in range(MOST_DIRECTIONS)])
    panel.from_stars.click()
    assert f"room for {MOST_DIRECTIONS} directions" in panel.fault.text()


def test_what_was_looked_for_in_another_model_is_dropped(
    make: Make, lab: Lab, kept: list[tuple[Direction, ...]], wait_for: WaitFor
) -> None:
    may_go_on, asked = threading.Event(), []

    def find(model: str) -> FoundDirection:
        asked.append(model)
        may_go_on.wait()
        return FoundDirection(of_seed(8 if model == "icons" else 9), 1, 1)

    panel = make(find)
    panel.from_stars.click()
    wait_for(lambda: asked == ["icons"])
    panel.from_stars.click()
    lab.set_subject(subject("marks"))
    assert not panel.result.isVisible()
    panel.from_stars.click()
    may_go_on.set()
    wait_for(lambda: panel.directions)
    assert asked == ["icons", "marks"]
    assert kept == [(Direction("Stars 1", "9"),)]


def test_a_model_without_latents_has_no_directions(panel: DirectionsPanel, lab: Lab) -> None:
    assert panel.from_stars.isEnabled()
    lab.set_subject(None)
    assert not panel.from_stars.isEnabled()
