"""Zooming and panning are arithmetic; here it is checked without a window."""

from __future__ import annotations

import pytest

from aigc_desktop.ui.widgets.view_transform import STEPS, View


def test_a_small_picture_is_enlarged_by_a_whole_factor() -> None:
    view = View((64, 64), (700, 500)).fitted()
    assert view.scale == 7
    assert view.x == 126
    assert view.y == 26


def test_a_large_picture_is_shrunk_to_fit() -> None:
    view = View((2000, 1000), (500, 500)).fitted()
    assert view.scale == pytest.approx(0.25)
    assert view.size == pytest.approx((500, 250))
    assert not view.is_pannable


def test_the_point_under_the_mouse_stays_while_zooming() -> None:
    view = View((1000, 1000), (400, 400), scale=1, x=-300, y=-300)
    at = (100.0, 250.0)
    before = ((at[0] - view.x) / view.scale, (at[1] - view.y) / view.scale)
    closer = view.stepped(1, at)
    assert closer.scale == 2
    assert ((at[0] - closer.x) / 2, (at[1] - closer.y) / 2) == pytest.approx(before)


def test_panning_stops_at_the_edges() -> None:
    view = View((1000, 1000), (400, 400)).scaled(1)
    assert view.panned(9999, -9999) == View((1000, 1000), (400, 400), 1, 0, -600)


def test_a_picture_that_fits_stays_in_the_middle() -> None:
    assert View((100, 100), (400, 400)).panned(50, 50).x == 150


def test_steps_end_at_the_ends() -> None:
    view = View((10, 10), (400, 400))
    assert view.stepped(99).scale == STEPS[-1]
    assert view.stepped(-99).scale == STEPS[0]


def test_from_a_factor_between_two_steps_the_next_one_is_taken() -> None:
    view = View((1000, 1000), (700, 700)).fitted()
    assert view.scale == pytest.approx(0.7)
    assert view.stepped(1).scale == 1
    assert view.stepped(-1).scale == pytest.approx(2 / 3)
