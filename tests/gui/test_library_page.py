"""The library page at work on a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.core.library import AssetQuery
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.pages.library import LibraryPage
from aigc_desktop.ui.widgets.asset_grid import AssetGrid
from aigc_desktop.ui.widgets.filter_chip import FilterChip
from aigc_desktop.ui.widgets.large_view import LargeView
from aigc_desktop.ui.widgets.library_bar import LibraryBar
from aigc_desktop.ui.widgets.recipe_panel import RecipePanel
from aigc_desktop.ui.widgets.stars import Stars
from tests.gui.conftest import WaitFor
from tests.gui.drops import drop_of
from tests.gui.shelf import Shelf, draw


@pytest.fixture
def page(qapp: QApplication, shelf: Shelf) -> Iterator[LibraryPage]:
    bridge = JobBridge(shelf.events)
    page = LibraryPage(shelf.library, bridge)
    page.resize(1364, 870)
    page.show()
    yield page
    page.stop()
    bridge.close()


def grid_of(page: LibraryPage) -> AssetGrid:
    large = page.findChildren(LargeView)[0]
    return next(grid for grid in page.findChildren(AssetGrid) if not large.isAncestorOf(grid))


def count(page: LibraryPage) -> int:
    return grid_of(page).model().rowCount()


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(page: QWidget, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())


def search(page: LibraryPage, text: str) -> None:
    page.findChildren(LibraryBar)[0].search.setText(text)


def test_an_empty_library_says_what_to_do(page: LibraryPage, wait_for: WaitFor) -> None:
    wait_for(lambda: "The library is empty" in words_on(page))


def test_new_assets_appear_by_themselves_newest_first(
    page: LibraryPage, shelf: Shelf, wait_for: WaitFor
) -> None:
    for seed in range(3):
        shelf.add(f"picture {seed}", seed=seed)
    wait_for(lambda: count(page) == 3)
    grid_of(page).go_to(0)
    assert "picture 2" in page.findChildren(RecipePanel)[0].text()
    assert "3 assets" in words_on(page)


def test_search_finds_english_words_and_chinese_characters(
    page: LibraryPage, shelf: Shelf, wait_for: WaitFor
) -> None:
    shelf.add("a yellow star")
    shelf.add("蓝色背景上的黄色五角星")
    wait_for(lambda: count(page) == 2)
    for text in ("yellow", "五角星"):
        search(page, text)
        wait_for(lambda: count(page) == 1)
        search(page, "")
        wait_for(lambda: count(page) == 2)
    search(page, "zeppelin")
    wait_for(lambda: "Nothing matches" in words_on(page))
    QTest.mouseClick(button(page, "Show everything"), Qt.MouseButton.LeftButton)
    wait_for(lambda: count(page) == 2)


def test_filters_narrow_and_are_taken_back(page: LibraryPage, shelf: Shelf, wait_for: WaitFor) -> None:
    shelf.add(model="icons")
    rated = shelf.add(model="marks")
    shelf.library.rate([rated.id], 4)
    chips = {chip.text(): chip for chip in page.findChildren(FilterChip)}
    assert set(chips) == {"Family", "Model", "Rating", "Date"}
    wait_for(lambda: count(page) == 2)
    chips["Model"].menu_of_choices().actions()[0].trigger()
    wait_for(lambda: count(page) == 1)
    assert chips["Model"].text() in ("Icons starter (icons)", "Icons starter (marks)")
    QTest.mouseClick(chips["Model"], Qt.MouseButton.LeftButton)
    wait_for(lambda: count(page) == 2)
    chips["Rating"].menu_of_choices().actions()[1].trigger()
    wait_for(lambda: count(page) == 1)
    chips["Date"].menu_of_choices().actions()[0].trigger()
    assert count(page) == 1


def test_stars_by_key_and_by_panel(page: LibraryPage, shelf: Shelf, wait_for: WaitFor) -> None:
    assets = [shelf.add(seed=seed) for seed in range(2)]
    wait_for(lambda: count(page) == 2)
    grid = grid_of(page)
    grid.selectAll()
    QTest.keyClick(grid, Qt.Key.Key_4)
    wait_for(lambda: all(shelf.library.get(asset.id).rating == 4 for asset in assets))
    grid.go_to(0)
    stars = page.findChildren(RecipePanel)[0].findChildren(Stars)[0]
    wait_for(lambda: stars.rating == 4)
    QTest.keyClick(stars, Qt.Key.Key_Left)
    wait_for(lambda: shelf.library.get(assets[1].id).rating == 3)


def test_to_the_bin_undone_binned_again_restored(page: LibraryPage, shelf: Shelf, wait_for: WaitFor) -> None:
    shelf.add()
    wait_for(lambda: count(page) == 1)
    grid_of(page).go_to(0)
    QTest.keyClick(grid_of(page), Qt.Key.Key_Delete)
    wait_for(lambda: "Moved 1 asset to the bin." in words_on(page) and count(page) == 0)
    QTest.mouseClick(button(page, "Undo"), Qt.MouseButton.LeftButton)
    wait_for(lambda: count(page) == 1)
    grid_of(page).go_to(0)
    QTest.mouseClick(button(page, "Move to the bin"), Qt.MouseButton.LeftButton)
    wait_for(lambda: count(page) == 0)
    QTest.mouseClick(button(page, "Bin"), Qt.MouseButton.LeftButton)
    wait_for(lambda: count(page) == 1)
    grid_of(page).go_to(0)
    QTest.mouseClick(button(page, "Restore"), Qt.MouseButton.LeftButton)
    wait_for(lambda: "The bin is empty" in words_on(page))
    assert len(shelf.library.keys(AssetQuery())) == 1


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_deleting_for_good_asks_first(
    page: LibraryPage, shelf: Shelf, wait_for: WaitFor, is_confirmed: bool
) -> None:
    asset = shelf.add()
    shelf.library.bin([asset.id])
    binned = Path(shelf.library.get(asset.id).file)
    QTest.mouseClick(button(page, "Bin"), Qt.MouseButton.LeftButton)
    wait_for(lambda: count(page) == 1)
    grid_of(page).go_to(0)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        text = "Delete for good" if is_confirmed else "Cancel"
        next(b for b in box.buttons() if b.text().replace("&", "") == text).click()

    QTimer.singleShot(0, answer)
    QTest.keyClick(grid_of(page), Qt.Key.Key_Delete)
    if is_confirmed:
        wait_for(lambda: count(page) == 0)
    assert binned.exists() is not is_confirmed


def test_the_recipe_leaves_the_page(page: LibraryPage, shelf: Shelf, wait_for: WaitFor) -> None:
    asset = shelf.add("a gold moon")
    said: list[object] = []
    page.settings_wanted.connect(said.append)
    page.generate_again.connect(said.append)
    wait_for(lambda: count(page) == 1)
    grid_of(page).go_to(0)
    QTest.mouseClick(button(page, "Use settings"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(page, "Generate again"), Qt.MouseButton.LeftButton)
    assert said == [asset.recipe, asset.recipe]


def test_enter_shows_it_large_and_escape_goes_back(
    page: LibraryPage, shelf: Shelf, wait_for: WaitFor
) -> None:
    for seed in range(2):
        shelf.add(f"picture {seed}", seed=seed)
    wait_for(lambda: count(page) == 2)
    grid, large = grid_of(page), page.findChildren(LargeView)[0]
    grid.go_to(0)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    wait_for(large.isVisible)
    QTest.keyClick(large, Qt.Key.Key_PageDown)
    assert "picture 0" in page.findChildren(RecipePanel)[0].text()
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert grid.isVisible()


def test_pictures_are_dropped_in(page: LibraryPage, shelf: Shelf, wait_for: WaitFor, tmp_path: Path) -> None:
    errors: list[ErrorInfo] = []
    page.error_raised.connect(errors.append)
    good = draw(tmp_path / "mine.png", "teal")
    bad = tmp_path / "broken.png"
    bad.write_bytes(b"not a picture")
    page.dropEvent(drop_of(bad, good))
    wait_for(lambda: count(page) == 1 and grid_of(page).selected_rows() == [0])
    assert "holds no recipe" in words_on(page.findChildren(RecipePanel)[0])
    assert len(errors) == 1
    assert errors[0].message
    assert good.exists()


def test_files_deleted_and_added_outside_are_noticed(
    page: LibraryPage, shelf: Shelf, wait_for: WaitFor
) -> None:
    keep, gone = shelf.add(seed=0), shelf.add(seed=1)
    wait_for(lambda: count(page) == 2)
    Path(gone.file).unlink()
    wait_for(lambda: count(page) == 1)
    draw(Path(keep.file).with_name("added.png"), "purple")
    wait_for(lambda: count(page) == 2)
    found = shelf.library.assets(shelf.library.keys(AssetQuery())).values()
    assert sorted(asset.recipe is None for asset in found) == [False, True]


def test_an_asset_can_be_asked_for(page: LibraryPage, shelf: Shelf, wait_for: WaitFor) -> None:
    assets = [shelf.add(f"picture {seed}", seed=seed) for seed in range(3)]
    search(page, "zeppelin")
    wait_for(lambda: "Nothing matches" in words_on(page))
    page.show_asset(assets[0].id)
    wait_for(lambda: grid_of(page).selected_rows() == [2])


def test_the_panel_folds_away_when_it_is_narrow(page: LibraryPage, wait_for: WaitFor) -> None:
    panel = page.findChildren(RecipePanel)[0]
    assert panel.isVisible()
    page.resize(948, 670)
    wait_for(lambda: not panel.isVisible())


def test_every_control_has_a_name(page: LibraryPage) -> None:
    controls = [w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    nameless = [w for w in controls if not w.accessibleName() and w.isVisible()]
    assert nameless == []
