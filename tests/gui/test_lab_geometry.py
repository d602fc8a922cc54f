"""The map of seeds: where points lie, and which tiles are seen."""

from __future__ import annotations

import pytest

from aigc_desktop.api.latents import of_seed, parse, slerp
from aigc_desktop.ui.lab.geometry import FARTHEST, TILE, MapView, point, seed_at


def test_every_crossing_has_a_seed_of_its_own_and_always_the_same() -> None:
    seeds = {seed_at(column, row, 100) for column in range(-60, 60) for row in range(-60, 60)}
    assert len(seeds) == 120 * 120
    assert seed_at(0, 0, 100) == 100
    assert 0 <= seed_at(FARTHEST, -FARTHEST, 2**32 - 1) < 2**32


def test_whole_places_are_seeds_and_the_middle_is_what_was_asked_for() -> None:
    middle = parse("0.6*1 + 0.8*2")
    assert point(0, 0, middle, 5) == middle
    assert point(3, -2, middle, 5) == of_seed(seed_at(3, -2, 5))


def test_between_seeds_lie_arcs_of_the_same_length() -> None:
    middle = of_seed(5)
    halfway = point(1.5, 0, middle, 5)
    assert halfway == slerp(of_seed(seed_at(1, 0, 5)), of_seed(seed_at(2, 0, 5)), 0.5)
    assert point(1.3, 2.7, middle, 5).length == pytest.approx(1, abs=1e-4)
    assert len(point(1.3, 2.7, middle, 5).terms) == 4


def test_the_map_has_no_jumps() -> None:
    middle = of_seed(5)
    for x in (0.0, 1.0, 1.5):
        near, far = point(x - 1e-4, 0.3, middle, 5), point(x + 1e-4, 0.3, middle, 5)
        apart = dict(near.terms)
        assert sum((weight - apart.get(seed, 0)) ** 2 for seed, weight in far.terms) < 1e-5


def test_dragging_moves_the_map_with_the_hand() -> None:
    view = MapView(x=1.0, y=2.0, scale=100.0).panned(50, -100)
    assert (view.x, view.y) == (0.5, 3.0)
    assert view.at(50, 0) == (1.0, 3.0)


def test_zooming_keeps_the_place_under_the_pointer() -> None:
    view = MapView(x=1.0, y=2.0, scale=100.0)
    before = view.at(120, -40)
    assert view.zoomed(5, 120, -40).at(120, -40) == pytest.approx(before)
    assert view.zoomed(5).at(0, 0) == pytest.approx((1.0, 2.0))


def test_zooming_and_dragging_end_somewhere() -> None:
    assert MapView().zoomed(1000).scale == MapView().zoomed(2000).scale
    assert MapView().zoomed(-1000).scale == MapView().zoomed(-2000).scale > 0
    assert MapView().panned(-1e12, 1e12).x == FARTHEST


@pytest.mark.parametrize("zoom", range(-20, 28))
def test_tiles_have_a_good_size_and_cover_the_window(zoom: int) -> None:
    view = MapView(x=0.37, y=-1.2).zoomed(zoom)
    tiles = list(view.tiles(800, 600))
    assert all(TILE * 0.99 <= tile.side <= TILE * 2.01 for tile in tiles)
    assert min(tile.x for tile in tiles) <= 0
    assert min(tile.y for tile in tiles) <= 0
    assert max(tile.x + tile.side for tile in tiles) >= 800
    assert max(tile.y + tile.side for tile in tiles) >= 600
    assert len(tiles) < 100
    assert len({(tile.column, tile.row) for tile in tiles}) == len(tiles)


def test_tiles_begin_with_the_one_under_the_cross() -> None:
    view = MapView(x=2.0, y=-3.0)
    first = next(view.tiles(800, 600))
    assert first.point == (2.0, -3.0)
    assert (first.x + first.side / 2, first.y + first.side / 2) == pytest.approx((400, 300))


def test_nearer_tiles_keep_those_that_were_seen_before() -> None:
    far, near = MapView(), MapView().zoomed(4)
    assert near.level == far.level + 1
    assert {t.point for t in far.tiles(300, 300)} & {t.point for t in near.tiles(600, 600)}
