"""Animations in the window: played while they are seen, at their own speed, and known by a badge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from aigc_desktop.core.records import Asset
from aigc_desktop.ui.widgets import player as playing
from aigc_desktop.ui.widgets.asset_card import CardPainter
from aigc_desktop.ui.widgets.asset_model import AssetModel
from aigc_desktop.ui.widgets.picture_canvas import PictureCanvas
from aigc_desktop.ui.widgets.player import Player
from aigc_desktop.ui.widgets.recipe_rows import recipe_rows
from aigc_desktop.ui.widgets.stage import Stage
from aigc_desktop.ui.widgets.strip import Strip
from aigc_desktop.ui.widgets.thumbnails import Thumbnails
from tests.gui.conftest import WaitFor
from tests.gui.shelf import Shelf

COLOURS = ("red", "gold", "teal", "blue")


class Clock:
    """Time stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def screen(qapp: QApplication) -> Iterator[QWidget]:
    screen = QWidget()
    screen.show()
    yield screen
    screen.close()


@pytest.fixture
def player(screen: QWidget, clock: Clock) -> Iterator[Player]:
    player = Player(screen, clock)
    yield player
    player.stop()


@pytest.fixture
def seen(player: Player) -> list[str]:
    """The colours of the frames as they are shown."""
    seen: list[str] = []
    player.shown.connect(lambda image: seen.append(colour_of(image)))
    return seen


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    stage = Stage()
    stage.resize(600, 500)
    stage.show()
    yield stage
    stage.stop()


def colour_of(image: QImage) -> str:
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    return next((name for name in COLOURS if QColor(name) == middle), middle.name())


def timer_of(player: Player) -> QTimer:
    (timer,) = player.findChildren(QTimer)
    return timer


def is_at_rest(player: Player) -> bool:
    return not timer_of(player).isActive() and player._reading is None


def canvas_of(stage: Stage) -> PictureCanvas:
    return next(c for c in stage.findChildren(PictureCanvas) if type(c) is PictureCanvas)


def play_button(stage: Stage) -> QToolButton:
    return next(b for b in stage.findChildren(QToolButton) if b.accessibleName() in ("Play", "Pause"))


def run(player: Player, clock: Clock, seen: list[str], wait_for: WaitFor, count: int, step: int = 50) -> None:
    """Let time go on by a frame until so many have been shown."""
    while len(seen) < count:
        before = len(seen)
        wait_for(lambda: len(seen) > before)  # noqa: B023 - called at once
        clock.now += step


def test_frames_come_in_their_order_and_begin_anew(
    player: Player, clock: Clock, seen: list[str], shelf: Shelf, wait_for: WaitFor
) -> None:
    player.open(shelf.add_animation(COLOURS).file)
    run(player, clock, seen, wait_for, 10)
    assert seen[:10] == [*COLOURS, *COLOURS, *COLOURS[:2]]


def test_a_long_animation_is_read_again_instead_of_kept(
    player: Player,
    clock: Clock,
    seen: list[str],
    shelf: Shelf,
    wait_for: WaitFor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(playing, "KEPT_BYTES", 64 * 64 * 4 * 2)
    monkeypatch.setattr(playing, "AHEAD", 2)
    monkeypatch.setattr("aigc_desktop.ui.widgets.frames.MOST_FRAMES", 3)
    player.open(shelf.add_animation(COLOURS).file)
    run(player, clock, seen, wait_for, 10)
    assert seen[:10] == [*COLOURS, *COLOURS, *COLOURS[:2]]


def test_of_large_frames_few_are_decoded_ahead(
    player: Player,
    clock: Clock,
    seen: list[str],
    shelf: Shelf,
    wait_for: WaitFor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(playing, "KEPT_BYTES", 1)
    monkeypatch.setattr(playing, "AHEAD_BYTES", 64 * 64 * 4 * 2)
    monkeypatch.setattr("aigc_desktop.ui.widgets.frames.MOST_BYTES", 1)
    player.open(shelf.add_animation(COLOURS).file)
    run(player, clock, seen, wait_for, 10)
    wait_for(lambda: player._reading is None)
    assert seen[:10] == [*COLOURS, *COLOURS, *COLOURS[:2]]
    assert len(player._ahead) == 2


def test_no_frame_comes_before_its_time(
    player: Player, clock: Clock, seen: list[str], shelf: Shelf, wait_for: WaitFor, qapp: QApplication
) -> None:
    player.open(shelf.add_animation(COLOURS, rate=10.0).file)
    wait_for(lambda: seen)
    clock.now = 99
    for _ in range(3):
        wait_for(lambda: timer_of(player).remainingTime() <= 1)
        qapp.processEvents()
    assert seen == ["red"]
    clock.now = 100
    wait_for(lambda: len(seen) == 2)


def test_a_late_window_leaves_frames_out_to_keep_the_speed(
    player: Player, clock: Clock, seen: list[str], shelf: Shelf, wait_for: WaitFor
) -> None:
    player.open(shelf.add_animation(COLOURS, rate=10.0).file)
    wait_for(lambda: seen)
    clock.now = 250
    wait_for(lambda: len(seen) == 2)
    assert seen == ["red", "teal"]


def test_what_is_not_seen_takes_no_time(
    player: Player, screen: QWidget, clock: Clock, seen: list[str], shelf: Shelf, wait_for: WaitFor
) -> None:
    player.open(shelf.add_animation(COLOURS).file)
    run(player, clock, seen, wait_for, 2)
    screen.hide()
    wait_for(lambda: is_at_rest(player))
    count = len(seen)
    clock.now += 1000
    assert is_at_rest(player)
    screen.show()
    wait_for(lambda: len(seen) > count)


def test_a_hidden_screen_does_not_even_begin(player: Player, screen: QWidget, shelf: Shelf) -> None:
    screen.hide()
    player.open(shelf.add_animation(COLOURS).file)
    assert is_at_rest(player)
    assert player._background.is_idle()


def test_a_still_one_comes_to_rest(
    player: Player, seen: list[str], clock: Clock, shelf: Shelf, wait_for: WaitFor
) -> None:
    player.open(shelf.add_animation(("red", "red", "red")).file)
    wait_for(lambda: seen)
    clock.now += 10_000
    wait_for(lambda: is_at_rest(player))
    assert seen == ["red"]


@pytest.mark.parametrize("length", [0, 100, -60])
def test_a_broken_file_plays_what_can_be_read(
    player: Player, clock: Clock, shelf: Shelf, wait_for: WaitFor, length: int
) -> None:
    path = Path(shelf.add_animation(COLOURS).file)
    path.write_bytes(path.read_bytes()[:length])
    player.open(str(path))
    wait_for(lambda: player._reading is None)
    player.close()
    assert is_at_rest(player)


def test_the_stage_plays_and_space_pauses(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    asset = shelf.add_animation(COLOURS, rate=50.0)
    stage.show_asset(asset)
    canvas = canvas_of(stage)
    wait_for(lambda: colour_of(canvas.image) == "blue")
    button = play_button(stage)
    assert (button.isVisible(), button.accessibleName()) == (True, "Pause")
    assert canvas.accessibleName() == "Animation: a turning disc"
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert button.accessibleName() == "Play"
    wait_for(lambda: is_at_rest(stage._player))
    button.click()
    before = colour_of(canvas.image)
    wait_for(lambda: colour_of(canvas.image) != before)


def test_the_zoom_stays_while_it_plays(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    stage.show_asset(shelf.add_animation(COLOURS, rate=50.0))
    canvas = canvas_of(stage)
    wait_for(lambda: not canvas.image.isNull())
    canvas.zoom_to(3.0)
    wait_for(lambda: colour_of(canvas.image) == "teal")
    assert canvas.view.scale == 3.0


def test_the_grid_and_other_results_stop_it(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    stage.show_asset(shelf.add_animation(COLOURS))
    wait_for(lambda: stage._player.is_open)
    stage.bar.views.choose(stage.bar.GRID)
    wait_for(lambda: is_at_rest(stage._player))
    stage.bar.views.choose(stage.bar.RESULT)
    wait_for(lambda: timer_of(stage._player).isActive())
    stage.show_asset(shelf.add())
    assert not stage._player.is_open
    assert not play_button(stage).isVisible()


def test_a_text_after_it_is_just_a_text(stage: Stage, shelf: Shelf, wait_for: WaitFor) -> None:
    stage.show_asset(shelf.add_animation(COLOURS))
    wait_for(lambda: stage._player.is_open)
    stage.show_asset(shelf.add_text("words"))
    assert not stage._player.is_open


def painted(asset: Asset) -> QImage:
    image = QImage(200, 230, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    thumbnail = QPixmap(256, 256)
    thumbnail.fill(QColor("teal"))
    CardPainter(QPalette(), QFont(), 1.0).paint(painter, image.rect(), asset, thumbnail)
    painter.end()
    return image.copy(0, 0, 200, 200)


def test_cards_of_animations_have_a_badge(qapp: QApplication, shelf: Shelf) -> None:
    assert painted(shelf.add(seed=3)) != painted(shelf.add_animation(COLOURS))


def test_the_strip_shows_the_first_frame_with_a_badge(
    qapp: QApplication, shelf: Shelf, wait_for: WaitFor
) -> None:
    thumbnails = Thumbnails()
    strip = Strip(thumbnails)
    strip.resize(400, strip.height())
    strip.show()
    asset = shelf.add_animation(COLOURS)
    strip.set_assets([asset])
    wait_for(lambda: thumbnails.pixmap(asset.thumbnail))
    tile = strip.grab().toImage()
    centre = strip.visualRect(strip.model().index(0, 0)).center() + strip.viewport().pos()
    assert tile.pixelColor(centre) == QColor("red")
    assert tile.pixelColor(centre.x() + 26, centre.y() + 26) not in (QColor("red"), QColor("white"))
    thumbnails.stop()


def test_a_screen_reader_hears_that_it_is_an_animation(qapp: QApplication, shelf: Shelf) -> None:
    model = AssetModel()
    model.show_fixed([shelf.add_animation(COLOURS)])
    said = model.data(model.index(0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Animation: a turning disc, seed 3, stars: 0"


def test_the_recipe_says_frames_speed_and_way(qapp: QApplication, shelf: Shelf) -> None:
    rows = dict(recipe_rows(shelf.add_animation(COLOURS, rate=8.0)))
    assert rows["Frames"] == "4 · 8 a second · 0.5 s"
    assert rows["Keyframes"] == "12 → 0.6*12 + 0.8*13, and back to the first"
    rows = dict(recipe_rows(shelf.add_animation(COLOURS, is_closed=False)))
    assert rows["Keyframes"] == "12 → 0.6*12 + 0.8*13"
    assert "Frames" not in dict(recipe_rows(shelf.add()))


@pytest.mark.parametrize("frames", [10**400, 0, -1, "many"])
def test_senseless_facts_of_a_strangers_file_are_not_shown(
    qapp: QApplication, shelf: Shelf, frames: object
) -> None:
    asset = shelf.add_animation(COLOURS)
    assert asset.recipe is not None
    made = msgspec.structs.replace(asset.recipe, facts={"frames": frames, "frames_per_second": 20.0})
    assert "Frames" not in dict(recipe_rows(msgspec.structs.replace(asset, recipe=made)))
