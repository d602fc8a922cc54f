"""The stage: previews, results, comparison, grid, text, and what it says when there is nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QToolButton, QWidget

from aigc_desktop.ui.widgets.asset_grid import AssetGrid
from aigc_desktop.ui.widgets.compare_canvas import CompareCanvas
from aigc_desktop.ui.widgets.picture_canvas import PictureCanvas
from aigc_desktop.ui.widgets.pictures import read_picture
from aigc_desktop.ui.widgets.stage import Stage
from aigc_desktop.ui.widgets.stage_bar import StageBar
from tests.gui.conftest import WaitFor
from tests.gui.drops import pixel_bomb
from tests.gui.shelf import Shelf, draw


@pytest.fixture
def stage(qapp: object) -> Iterator[Stage]:
    stage = Stage()
    stage.resize(800, 700)
    stage.show()
    yield stage
    stage.stop()


def canvas_of(stage: Stage) -> PictureCanvas:
    return next(c for c in stage.findChildren(PictureCanvas) if not isinstance(c, CompareCanvas))


def compare_of(stage: Stage) -> CompareCanvas:
    return stage.findChildren(CompareCanvas)[0]


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_an_empty_stage_says_what_to_do(stage: Stage) -> None:
    assert "press Generate" in words_on(stage)


def test_a_result_is_shown_enlarged_with_its_factor(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    stage.show_asset(shelf.add())
    canvas = canvas_of(stage)
    wait_for(canvas.isVisible)
    assert canvas.view.scale == int(canvas.view.scale) > 1
    assert f"64 × 64 · {canvas.view.scale * 100:.0f} %" in words_on(stage)


def test_a_large_picture_is_shrunk_in_good_steps(tmp_path: Path, qapp: object) -> None:
    picture = read_picture(str(draw(tmp_path / "large.png", "red", 3000)))
    assert [level.width() for level in picture.levels] == [512, 1024, 2048, 3000]
    assert picture.for_width(700).width() == 1024
    assert picture.for_width(9000).width() == 3000


def texts_of(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_a_preview_is_shown_and_then_replaced(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    jpeg = io.BytesIO()
    Image.new("RGB", (32, 32), "red").save(jpeg, "JPEG")
    stage.show_preview(jpeg.getvalue())
    assert canvas_of(stage).image.width() == 32
    stage.show_preview(b"no picture at all")
    assert canvas_of(stage).image.width() == 32
    assert "Preview" in texts_of(stage.bar)
    stage.show_asset(shelf.add())
    wait_for(lambda: canvas_of(stage).image.width() == 64)
    assert "Preview" not in texts_of(stage.bar)


def test_keys_zoom_fit_and_pan(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    stage.show_asset(shelf.add(side=512))
    canvas = canvas_of(stage)
    wait_for(canvas.isVisible)
    fitted = canvas.view.scale
    for _ in range(2):
        QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.view.scale == fitted + 2
    left = canvas.view.x
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.view.x < left
    QTest.keyClick(canvas, Qt.Key.Key_1)
    assert canvas.view.scale == 1
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.view.scale < 1
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.view.scale == fitted


def test_copying_takes_the_file_and_the_picture(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    asset = shelf.add()
    stage.show_asset(asset)
    wait_for(canvas_of(stage).isVisible)
    QTest.keyClick(canvas_of(stage), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().mimeData()
    assert [url.toLocalFile() for url in copied.urls()] == [asset.file]
    assert copied.hasImage()


def test_the_wheel_zooms_at_the_mouse(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    stage.show_asset(shelf.add())
    canvas = canvas_of(stage)
    wait_for(canvas.isVisible)
    before = canvas.view.scale
    QTest.wheelEvent(stage.windowHandle(), QPointF(canvas.mapTo(stage, QPoint(50, 50))), QPoint(0, 120))
    wait_for(lambda: canvas.view.scale > before)


def test_pixel_exact_shows_no_colours_between(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    stage.show_asset(shelf.add())
    canvas = canvas_of(stage)
    wait_for(canvas.isVisible)
    named = {b.accessibleName(): b for b in stage.findChildren(QToolButton)}
    smooth = _colours(canvas)
    QTest.mouseClick(named["Pixel for pixel"], Qt.MouseButton.LeftButton)
    assert _colours(canvas) < smooth


def _colours(canvas: PictureCanvas) -> int:
    target = canvas.target().toRect()
    image = canvas.grab(target).toImage()
    return len({image.pixel(x, y) for x in range(0, target.width(), 3) for y in range(0, target.height(), 3)})


def test_compare_shows_the_one_before_left_of_the_divider(
    stage: Stage, shelf: Shelf, wait_for: WaitFor
) -> None:
    red, green = shelf.add(seed=0), shelf.add(seed=1)
    compare = compare_of(stage)
    stage.bar.views.choose(StageBar.COMPARE)
    assert "Nothing to compare" in words_on(stage)
    stage.show_asset(red)
    stage.show_asset(green)
    wait_for(compare.isVisible)
    target = compare.target().toRect()
    middle = target.center().y()
    image = compare.grab().toImage()
    assert image.pixelColor(target.center().x() - 60, middle).red() > 200
    assert image.pixelColor(target.center().x() + 60, middle).green() > 100


def test_the_divider_moves_by_keys_and_by_dragging(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    stage.show_asset(shelf.add(seed=0))
    stage.show_asset(shelf.add(seed=1))
    stage.bar.views.choose(StageBar.COMPARE)
    compare = compare_of(stage)
    wait_for(compare.isVisible)
    QTest.keyClick(compare, Qt.Key.Key_Left)
    assert compare.split == pytest.approx(0.48)
    target = compare.target()
    start = QPoint(int(target.left() + target.width() * 0.48), int(target.center().y()))
    QTest.mousePress(compare, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(compare, QPoint(int(target.left() + target.width() * 0.75), start.y()))
    QTest.mouseRelease(compare, Qt.MouseButton.LeftButton)
    assert compare.split == pytest.approx(0.75, abs=0.02)


def test_grid_shows_all_results_and_opens_one(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    assets = [shelf.add(seed=seed) for seed in range(3)]
    chosen: list[str] = []
    stage.asset_chosen.connect(chosen.append)
    stage.set_results(assets)
    stage.bar.views.choose(StageBar.GRID)
    grid = stage.findChildren(AssetGrid)[0]
    assert grid.model().rowCount() == 3
    grid.go_to(1)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert chosen == [assets[1].id]
    wait_for(canvas_of(stage).isVisible)


def test_text_is_shown_as_plain_text(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    field = stage.findChildren(QPlainTextEdit)[0]
    stage.show_writing("<b>so", ("job", 0))
    stage.show_writing("<b>so far</b>", ("job", 0))
    assert field.isVisible()
    assert field.toPlainText() == "<b>so far</b>"
    stage.show_asset(shelf.add_text("<i>done</i>"))
    wait_for(lambda: field.toPlainText() == "<i>done</i>")


@pytest.mark.parametrize(
    "content", [None, b"not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", pixel_bomb()]
)
def test_a_file_that_cannot_be_shown_says_why(
    stage: Stage, shelf: Shelf, wait_for: WaitFor, content: bytes | None
) -> None:
    asset = shelf.add()
    if content is None:
        Path(asset.file).unlink()
    else:
        Path(asset.file).write_bytes(content)
    stage.show_asset(asset)
    expected = "no longer there" if content is None else "cannot be shown"
    wait_for(lambda: expected in words_on(stage))


def test_every_control_of_the_bar_has_a_name(stage: Stage) -> None:
    assert all(button.accessibleName() for button in stage.bar.findChildren(QToolButton))
