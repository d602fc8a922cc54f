"""The grid, its model and its thumbnails: only what is looked at is read, and every key works."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aigc_desktop.core.library import AssetQuery
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.widgets.asset_grid import AssetGrid
from aigc_desktop.ui.widgets.asset_model import PAGE, AssetModel
from aigc_desktop.ui.widgets.grid_geometry import GridGeometry
from aigc_desktop.ui.widgets.thumbnails import Thumbnails
from tests.gui.conftest import WaitFor
from tests.gui.shelf import Shelf, draw


class Counted:
    """Assets made up on the spot, with a note of what was asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, keys: Iterable[int]) -> Mapping[int, Asset]:
        wanted = list(keys)
        self.asked += wanted
        return {key: self.asset(key) for key in wanted}

    def asset(self, key: int) -> Asset:
        return Asset(
            id=f"a{key}", kind="image", file="", thumbnail="", width=1, height=1, created_at=0, recipe=None
        )


@pytest.fixture
def thumbnails(qapp: QApplication) -> Iterator[Thumbnails]:
    thumbnails = Thumbnails()
    yield thumbnails
    thumbnails.stop()


def shown(grid: AssetGrid, keys: Sequence[int]) -> AssetGrid:
    model = grid.model()
    assert isinstance(model, AssetModel)
    model.show_keys(keys)
    grid.resize(700, 500)
    grid.show()
    QApplication.processEvents()
    return grid


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def grid(thumbnails: Thumbnails, counted: Counted) -> AssetGrid:
    return shown(AssetGrid(AssetModel(None, counted), thumbnails), array("q", range(100_000)))


# Geometry


def test_positions_and_cards_agree() -> None:
    geometry = GridGeometry(count=1000, width=700, card_width=118)
    for row in (0, 1, geometry.columns, 555, 999):
        assert geometry.row_at(geometry.rect(row).center()) == row
        assert row in geometry.rows_between(geometry.rect(row).top(), geometry.rect(row).bottom())
    assert geometry.row_at(geometry.rect(0).topLeft() - QPoint(1, 1)) == -1
    assert geometry.rect(999).bottom() < geometry.height
    assert geometry.rect(geometry.columns - 1).right() < 700


# The model


def test_only_what_is_seen_is_read(grid: AssetGrid, counted: Counted) -> None:
    assert 0 < len(counted.asked) <= 2 * PAGE
    grid.scrollToBottom()
    QApplication.processEvents()
    assert max(counted.asked) == 99_999
    assert len(counted.asked) <= 4 * PAGE


def test_a_card_is_selected_whatever_keys_are_held(grid: AssetGrid) -> None:
    QTest.keyPress(grid, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    grid.go_to(3)
    QTest.keyRelease(grid, Qt.Key.Key_Control)
    assert grid.selected_rows() == [3]


def test_walking_through_everything_keeps_memory_bounded(counted: Counted, qapp: QApplication) -> None:
    model = AssetModel(None, counted)
    model.show_keys(range(20_000))
    for row in range(0, 20_000, PAGE):
        assert model.asset(row) == counted.asset(row)
    assert len(model._assets) < 5_000


def test_new_assets_at_the_top_keep_the_selection(grid: AssetGrid) -> None:
    grid.go_to(3)
    model = grid.model()
    assert isinstance(model, AssetModel)
    model.show_keys(array("q", [-2, -1, *range(100_000)]))
    assert grid.selected_rows() == [5]
    assert model.key(grid.currentIndex().row()) == 3


def test_rows_that_go_and_come_in_the_middle(qapp: QApplication, counted: Counted) -> None:
    model = AssetModel(None, counted)
    for keys in ([1, 2, 3, 4], [1, 4], [1, 9, 8, 4], [], [5], [5, 6, 7]):
        model.show_keys(keys)
        assert list(model.keys()) == keys
        assert [a.id for a in map(model.asset, range(len(keys))) if a] == [f"a{key}" for key in keys]


def test_an_asset_that_is_gone_meanwhile_is_no_error(thumbnails: Thumbnails) -> None:
    grid = shown(AssetGrid(AssetModel(None, lambda _keys: {}), thumbnails), range(10))
    assert grid.model().data(grid.model().index(0, 0)) == "A file that is gone"


def test_what_changed_is_read_anew(counted: Counted, qapp: QApplication) -> None:
    model = AssetModel(None, counted)
    model.show_keys(range(10))
    model.asset(0)
    counted.asked.clear()
    model.forget(["a4"])
    model.asset(0)
    assert counted.asked == []
    model.asset(4)
    assert counted.asked == [4]


# Keyboard and selection


def test_arrows_pages_and_ends(grid: AssetGrid) -> None:
    columns = 5
    grid.go_to(0)
    for key, row in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Left, columns),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, 99_999),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(grid, key)
        assert grid.currentIndex().row() == row
        assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()).center())
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.currentIndex().row() >= columns * 2


def test_coming_by_tab_selects_the_first(grid: AssetGrid) -> None:
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    assert grid.selected_rows() == [0]


def test_shift_selects_in_reading_order_and_control_one_by_one(grid: AssetGrid) -> None:
    left = Qt.MouseButton.LeftButton
    places = [grid.visualRect(grid.model().index(row, 0)).center() for row in range(12)]
    QTest.mouseClick(grid.viewport(), left, pos=places[3])
    QTest.mouseClick(grid.viewport(), left, Qt.KeyboardModifier.ShiftModifier, places[6])
    assert grid.selected_rows() == [3, 4, 5, 6]
    QTest.mouseClick(grid.viewport(), left, Qt.KeyboardModifier.ControlModifier, places[4])
    assert grid.selected_rows() == [3, 5, 6]
    QTest.mouseClick(grid.viewport(), left, pos=places[1])
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert grid.selected_rows() == [1, 2, 3, 4, 5, 6]


def test_select_all_is_one_range(grid: AssetGrid) -> None:
    grid.selectAll()
    selection = grid.selectionModel()
    assert isinstance(selection, QItemSelectionModel)
    assert selection.selection().count() == 1
    assert selection.isSelected(grid.model().index(99_999, 0))


def test_keys_rate_star_open_and_throw_away(grid: AssetGrid) -> None:
    said: list[object] = []
    grid.rating_wanted.connect(said.append)
    grid.removal_wanted.connect(lambda: said.append("bin"))
    grid.opened.connect(lambda asset: said.append(asset.id))
    grid.go_to(2)
    for key in (Qt.Key.Key_3, Qt.Key.Key_0, Qt.Key.Key_Period, Qt.Key.Key_Delete, Qt.Key.Key_Return):
        QTest.keyClick(grid, key)
    assert said == [3, 0, 5, "bin", "a2"]


def test_larger_cards_keep_what_is_on_top(grid: AssetGrid) -> None:
    grid.verticalScrollBar().setValue(40_000)
    before = grid.indexAt(QPoint(40, 80)).row()
    QTest.keyClick(grid, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(grid, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert abs(grid.indexAt(QPoint(40, 80)).row() - before) <= 5


def test_a_screen_reader_finds_the_assets(shelf: Shelf, thumbnails: Thumbnails) -> None:
    shelf.add("a gold moon", seed=3)
    keys = list(shelf.library.keys(AssetQuery()))
    grid = shown(AssetGrid(AssetModel(None, shelf.library.assets), thumbnails), keys)
    face = QAccessible.queryAccessibleInterface(grid)
    assert face.childCount() >= 1
    assert "a gold moon, seed 3" in face.child(0).text(QAccessible.Text.Name)


def test_dragging_out_carries_the_files(shelf: Shelf, qapp: QApplication) -> None:
    assets = [shelf.add(seed=seed) for seed in range(2)]
    model = AssetModel(None, shelf.library.assets)
    model.show_keys(shelf.library.keys(AssetQuery()))
    mime = model.mimeData([model.index(0), model.index(1)])
    assert {url.toLocalFile() for url in mime.urls()} == {asset.file for asset in assets}


# Thumbnails


def test_thumbnails_arrive_and_are_painted(shelf: Shelf, thumbnails: Thumbnails, wait_for: WaitFor) -> None:
    asset = shelf.add(seed=2)
    grid = AssetGrid(AssetModel(None, shelf.library.assets), thumbnails)
    shown(grid, list(shelf.library.keys(AssetQuery())))
    wait_for(lambda: thumbnails.pixmap(asset.thumbnail))
    rect = grid.visualRect(grid.model().index(0, 0))
    image = grid.viewport().grab().toImage()
    assert image.pixelColor(rect.center() - QPoint(0, 10)).blue() > 200


def test_a_file_that_is_gone_is_a_null_picture_until_it_is_back(
    tmp_path: Path, thumbnails: Thumbnails, wait_for: WaitFor
) -> None:
    path = str(tmp_path / "disc.png")
    thumbnails.want([path], 32)
    wait_for(lambda: thumbnails.pixmap(path) is not None)
    gone = thumbnails.pixmap(path)
    assert gone is not None
    assert gone.isNull()
    draw(Path(path), "red")
    thumbnails.forget_missing()
    thumbnails.want([path], 32)
    wait_for(lambda: thumbnails.pixmap(path))


def test_wishes_are_read_newest_first_and_old_ones_dropped(
    tmp_path: Path, thumbnails: Thumbnails, wait_for: WaitFor
) -> None:
    old = [str(draw(tmp_path / f"old{n}.png", "red", 512)) for n in range(60)]
    new = [str(draw(tmp_path / f"new{n}.png", "blue", 8)) for n in range(4)]
    order: list[str] = []
    thumbnails.loaded.connect(order.append)
    thumbnails.want(old, 256)
    thumbnails.want(new, 32)
    wait_for(lambda: set(new) <= set(order))
    wait_for(lambda: not thumbnails._busy and not thumbnails._wishes)
    assert order.index(new[3]) <= 8
    assert len(order) < len(old)


def test_a_larger_one_serves_for_a_smaller_wish(
    tmp_path: Path, thumbnails: Thumbnails, wait_for: WaitFor
) -> None:
    path = str(draw(tmp_path / "disc.png", "red"))
    thumbnails.want([path], 64)
    wait_for(lambda: thumbnails.pixmap(path))
    thumbnails.want([path], 32)
    assert not thumbnails._wishes
    thumbnails.want([path], 128)
    wait_for(lambda: (p := thumbnails.pixmap(path)) is not None and p.width() == 128)
