"""The latent lab in the real window, on the real core, with the scripted plugin."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aigc_desktop.api.latents import parse
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Request
from aigc_desktop.core.library import AssetQuery
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.lab.geometry import seed_at
from aigc_desktop.ui.lab.page import LabPage
from aigc_desktop.ui.lab.path import Path
from tests.gui.conftest import WaitFor
from tests.gui.opening import Open, Opened


@pytest.fixture
def opened(open_window: Open) -> Opened:
    """The window."""
    return open_window()


@pytest.fixture
def page(opened: Opened, wait_for: WaitFor) -> LabPage:
    """The lab with the scripted generator and the first pictures."""
    page = opened.window.open_page("lab")
    assert isinstance(page, LabPage)
    generating = page.generating
    wait_for(lambda: generating.choice)
    scripted = next(c for c in generating.choices() if c.entry.id == "scripted")
    if generating.choice != scripted:
        generating.choose(scripted)
    wait_for(lambda: page.lab.subject)
    page.column.set_values({"seed": 5})
    wait_for(lambda: not missing(page) and page.panel.preview.is_finished)
    page.map.setFocus()
    return page


def missing(page: LabPage) -> bool:
    return page.map.wanted() is not None or page.panel.preview.wanted_now() is not None


def of(page: LabPage, latent: str) -> QImage:
    """The picture that the lab has of a point."""
    assert page.lab.subject is not None
    picture = page.looker.picture(page.lab.subject.look(latent))
    assert picture is not None
    return picture


def assets(opened: Opened) -> list[Asset]:
    app = opened.desktop._app
    assert app is not None
    keys = app.library.keys(AssetQuery())
    return list(app.library.assets(keys).values())


def test_it_opens_on_the_seed_of_the_form(page: LabPage) -> None:
    assert page.lab.focus.latent == "5"
    assert page.panel.text.text() == "5"
    assert page.panel.preview.image == of(page, "5")
    assert not of(page, str(seed_at(1, 0, 5))).isNull()


def test_dragging_shows_the_point_under_the_cross(page: LabPage, wait_for: WaitFor) -> None:
    middle = page.map.rect().center()
    QTest.mousePress(page.map, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 6):
        QTest.mouseMove(page.map, middle - QPoint(12 * step, 0))
    QTest.mouseRelease(page.map, Qt.MouseButton.LeftButton, pos=middle - QPoint(60, 0))
    point = parse(page.lab.focus.latent)
    assert [seed for seed, _ in point.terms] == sorted({5, seed_at(1, 0, 5)})
    assert page.map.view.x == pytest.approx(60 / page.map.view.scale)
    wait_for(lambda: page.panel.preview.is_finished)
    assert page.panel.preview.image == of(page, page.lab.focus.latent)


def test_the_keyboard_moves_zooms_and_goes_back(page: LabPage) -> None:
    QTest.keyClick(page.map, Qt.Key.Key_Right)
    QTest.keyClick(page.map, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.map.view.x > 0
    assert page.map.view.y > page.map.view.x
    scale = page.map.view.scale
    QTest.keyClick(page.map, Qt.Key.Key_Plus)
    assert page.map.view.scale > scale
    QTest.keyClick(page.map, Qt.Key.Key_Home)
    assert (page.map.view.x, page.map.view.y) == (0, 0)
    assert page.lab.focus.latent == "5"


def test_the_wheel_zooms_where_the_pointer_is(page: LabPage) -> None:
    at = QPointF(40, 50)
    before = page.map.view.at(at.x() - page.map.width() / 2, at.y() - page.map.height() / 2)
    wheel = QWheelEvent(
        at,
        page.map.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.map, wheel)
    after = page.map.view.at(at.x() - page.map.width() / 2, at.y() - page.map.height() / 2)
    assert after == pytest.approx(before)
    assert page.map.view.scale > 120


def test_a_setting_changes_every_picture(page: LabPage, wait_for: WaitFor) -> None:
    before = page.panel.preview.image
    page.column.set_values({"palette": "cold"})
    wait_for(lambda: page.panel.preview.is_finished and not missing(page))
    assert page.panel.preview.image != before


def test_a_point_is_generated_with_its_latent_and_can_be_made_again(
    opened: Opened, page: LabPage, wait_for: WaitFor
) -> None:
    page.map.show_view(page.map.view.panned(-40, 0))
    wait_for(lambda: page.panel.preview.is_finished)
    latent, looked_at = page.lab.focus.latent, page.panel.preview.image
    QTest.keyClick(page.map, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_for(lambda: assets(opened))
    (asset,) = assets(opened)
    assert isinstance(asset.recipe, Recipe)
    assert asset.recipe.request.parameters["latent"] == latent
    saved = QImage(asset.file).convertToFormat(QImage.Format.Format_RGB32)
    assert saved == looked_at.convertToFormat(QImage.Format.Format_RGB32)
    page.generating.again(asset.recipe)
    wait_for(lambda: len(assets(opened)) == 2)
    first, second = assets(opened)
    assert QImage(first.file) == QImage(second.file)


def test_pins_are_kept_chosen_moved_and_removed_by_keys(page: LabPage) -> None:
    QTest.keyClick(page.map, Qt.Key.Key_P)
    QTest.keyClick(page.map, Qt.Key.Key_Right)
    second = page.lab.focus.latent
    QTest.keyClick(page.map, Qt.Key.Key_P)
    assert list(page.lab.pins) == ["5", second]
    strip = page.path_bar.pins
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert list(page.lab.pins) == [second, "5"]
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert page.lab.focus.latent == second
    assert (page.map.view.x, page.map.view.y) == (0, 0)
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    assert list(page.lab.pins) == ["5"]


def test_a_path_is_played_by_the_clock(page: LabPage, wait_for: WaitFor) -> None:
    page.lab.set_pins(["5", "9"])
    page.path_bar.seconds.set_number(0.5)
    seen = set[str]()
    page.lab.focus_changed.connect(lambda: seen.add(page.lab.focus.latent))
    page.path_bar.play.click()
    assert page.path_bar.is_playing
    points = page.path_bar.path.points()
    wait_for(lambda: len(seen & set(points)) >= 4)
    page.path_bar.play.click()
    assert not page.path_bar.is_playing


def test_a_path_needs_two_pins(page: LabPage) -> None:
    page.lab.set_pins(["5"])
    assert not page.path_bar.play.isEnabled()
    assert not page.path_bar.render_button.isEnabled()
    page.lab.set_pins(["5", "6"])
    assert page.path_bar.play.isEnabled()


def test_a_path_becomes_an_animation_in_the_library(opened: Opened, page: LabPage, wait_for: WaitFor) -> None:
    page.lab.set_pins(["5", "9"])
    page.path_bar.seconds.set_number(0.5)
    page.path_bar.rate.set_number(8)
    page.path_bar.render_button.click()
    wait_for(lambda: assets(opened))
    (asset,) = assets(opened)
    assert asset.kind == "sequence"
    assert asset.recipe is not None
    animation = asset.recipe.request.animation
    assert animation is not None
    assert (animation.keyframes, animation.frames, animation.frames_per_second) == (("5", "9"), 4, 8)


def test_a_point_that_is_typed_becomes_the_middle(page: LabPage) -> None:
    page.panel.text.setText("0.6*3+0.8*4")
    page.panel.text.editingFinished.emit()
    assert page.lab.focus.latent == "0.6*3 + 0.8*4"
    page.panel.text.setText("somewhere")
    page.panel.text.editingFinished.emit()
    assert "somewhere" in page.panel.fault.text()
    assert page.lab.focus.latent == "0.6*3 + 0.8*4"


def test_an_asset_is_explored_from_its_recipe(opened: Opened, page: LabPage, wait_for: WaitFor) -> None:
    page.generating.submit({"latent": "0.6*3 + 0.8*4", "palette": "cold"}, 11, 1)
    wait_for(lambda: assets(opened))
    (asset,) = assets(opened)
    assert asset.recipe is not None
    page.explore(asset.recipe)
    wait_for(lambda: page.lab.focus.latent == "0.6*3 + 0.8*4")
    assert page.column.values()["palette"] == "cold"
    assert page.column.values()["seed"] == 11


def test_a_task_without_latents_says_so(page: LabPage, wait_for: WaitFor) -> None:
    choice = page.generating.choice
    assert choice is not None
    schema = dict(page.generating.schema or {})
    properties = {k: v for k, v in schema["properties"].items() if k != "latent"}
    page.generating.schema = {**schema, "properties": properties}
    page.column.set_values({"steps": 3})
    assert not page.map.isVisible()
    assert not page.column.button.isEnabled()


def test_a_failure_is_told_and_nothing_is_asked_for_twice(page: LabPage, wait_for: WaitFor) -> None:
    failures: list[object] = []
    page.looker.failed.connect(failures.append)
    page.column.set_values({"fault": "error"})
    wait_for(page.messages.isVisible)
    assert "The script says stop." in page.messages.text
    wait_for(lambda: not missing(page) and page.looker._flying is None)
    asked_for = len(failures)
    tiles = len(list(page.map.view.tiles(page.map.width(), page.map.height())))
    assert 1 < asked_for <= tiles + 1
    page.looker.poke()
    page.map.repaint()
    assert page.looker._flying is None
    assert len(failures) == asked_for
    page.column.set_values({"fault": "none", "palette": "cold"})
    wait_for(lambda: page.panel.preview.is_finished)


def test_a_hidden_page_asks_for_nothing(opened: Opened, page: LabPage, wait_for: WaitFor) -> None:
    opened.window.open_page("library")
    came: list[object] = []
    page.looker.came.connect(lambda look, _image: came.append(look))
    page.lab.set_focus("77")
    page.looker.poke()
    for _ in range(20):
        QApplication.processEvents()
    assert came == []
    opened.window.open_page("lab")
    wait_for(lambda: came)


def test_pictures_that_nobody_wants_any_more_are_not_made(
    page: LabPage, wait_for: WaitFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.column.set_values({"delay_s": 0.02})
    asked: list[Request] = []
    look = page.generating._worker.look

    def counted(token: str, request: Request, *, is_draft: bool) -> None:
        asked.append(request)
        look(token, request, is_draft=is_draft)

    monkeypatch.setattr(page.looker._worker, "look", counted)
    for number in range(40):
        page.lab.set_focus(str(100 + number))
    wait_for(lambda: page.panel.preview.is_finished and not missing(page))
    focused = [seed for r in asked if (seed := parse(r.parameters["latent"]).terms[0][0]) >= 100]
    assert 139 in focused
    assert len(focused) < 10


def test_every_action_of_the_page_has_a_key(page: LabPage) -> None:
    assert all(not action.shortcut().isEmpty() for action in page.findChildren(QAction) if action.text())


def test_a_path_knows_its_frames() -> None:
    path = Path(("1", "2"), seconds=2.0, frames_per_second=10, is_closed=True)
    assert path.frames == len(path.points()) == 20
    assert path.frame_at(0.0) == path.frame_at(2.0) == 0
    assert path.frame_at(1.05) == 10
    assert msgspec.structs.asdict(path.animation())["is_closed"]


def test_leaving_the_window_while_it_plays_leaves_nothing_behind(opened: Opened, page: LabPage) -> None:
    page.lab.set_pins(["5", "9"])
    page.path_bar.play.click()
    opened.close()
    assert not page.path_bar.is_playing


def test_pins_are_there_again_after_a_restart(open_window: Open, opened: Opened, page: LabPage) -> None:
    page.lab.set_pins(["5", "0.6*3 + 0.8*4"])
    opened.close()
    app = open_window().desktop._app
    assert app is not None
    assert list(app.lab.get("model").pins) == ["5", "0.6*3 + 0.8*4"]


def test_pictures_are_kept_within_bounds(
    page: LabPage, monkeypatch: pytest.MonkeyPatch, wait_for: WaitFor
) -> None:
    room = 20 * of(page, "5").sizeInBytes()
    monkeypatch.setattr("aigc_desktop.ui.lab.looker.KEPT_BYTES", room)
    page.map.resize(300, 200)  # fewer tiles than there is room for, else each would push out another
    page.column.set_values({"palette": "cold"})
    wait_for(lambda: page.panel.preview.is_finished)
    kept = page.looker._kept.values()
    assert sum(image.sizeInBytes() for image in kept) <= room
    assert of(page, "5") == page.panel.preview.image


def test_the_point_folds_away_in_a_small_window_and_comes_back_by_key(
    opened: Opened, page: LabPage, qapp: QApplication
) -> None:
    opened.window.resize(1440, 900)
    qapp.processEvents()
    assert page.panel.isVisible()
    opened.window.resize(1024, 700)
    qapp.processEvents()
    assert not page.panel.isVisible()
    QTest.keyClick(page.map, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert page.panel.isVisible()


def test_the_focus_is_a_frame_and_hides_no_picture(page: LabPage) -> None:
    page.map.setFocus()
    assert page.map.hasFocus()
    framed = page.map.grab().toImage()
    page.map.clearFocus()
    plain = page.map.grab().toImage()
    inside = page.map.rect().adjusted(2, 2, -2, -2)
    assert framed != plain
    assert framed.copy(inside) == plain.copy(inside)
