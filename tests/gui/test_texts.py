"""Texts in the window: on the stage while they are written, and as cards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from aigc_desktop.core.events import TextStreamed
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.pages.results import Results
from aigc_desktop.ui.widgets.asset_card import CardPainter
from tests.gui.conftest import WaitFor
from tests.gui.shelf import Shelf


@pytest.fixture
def results(qapp: QApplication, shelf: Shelf) -> Iterator[Results]:
    results = Results(shelf.library)
    results.resize(900, 600)
    results.show()
    yield results
    results.stop()


def shown(results: Results) -> str:
    (field,) = results.stage.findChildren(QPlainTextEdit)
    return field.toPlainText() if field.isVisible() else ""


def stream(results: Results, delta: str, index: int = 0, job: str = "job") -> None:
    results.on_text(TextStreamed(job_id=job, delta=delta, index=index))


def test_a_text_grows_on_the_stage_as_it_is_written(results: Results) -> None:
    for delta in ("A <b>silly</b>", " mug", "，每只杯子"):
        stream(results, delta)
    assert shown(results) == "A <b>silly</b> mug，每只杯子"


def test_every_text_begins_anew(results: Results) -> None:
    stream(results, "the first")
    stream(results, "the second", index=1)
    assert shown(results) == "the second"
    stream(results, "of another job", index=1, job="other")
    assert shown(results) == "of another job"


def test_a_finished_text_does_not_push_away_the_one_being_written(
    results: Results, shelf: Shelf, wait_for: WaitFor
) -> None:
    stream(results, "the first")
    stream(results, "the sec", index=1)
    results.on_saved(shelf.add_text("the first", job="job", index=0))
    stream(results, "ond", index=1)
    assert shown(results) == "the second"
    results.on_saved(shelf.add_text("the second, saved", job="job", index=1))
    wait_for(lambda: shown(results) == "the second, saved")


def test_who_looks_at_another_result_is_left_alone_and_finds_the_whole_text_after(
    results: Results, shelf: Shelf, wait_for: WaitFor
) -> None:
    older, newer = shelf.add_text("older"), shelf.add_text("newer")
    results.on_saved(older)
    results.on_saved(newer)
    stream(results, "being ")
    results.strip.chosen.emit(older)
    wait_for(lambda: shown(results) == "older")
    stream(results, "writ")
    assert shown(results) == "older"
    results.strip.chosen.emit(newer)
    stream(results, "ten")
    assert shown(results) == "being written"


def painted(asset: Asset) -> QImage:
    image = QImage(200, 230, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    CardPainter(QPalette(), QFont(), 1.0).paint(painter, image.rect(), asset, None)
    painter.end()
    return image


def test_a_card_shows_the_text_itself(qapp: QApplication, shelf: Shelf) -> None:
    one, other = shelf.add_text("A silly mug."), shelf.add_text("每只杯子里都有笑声。")
    assert one.excerpt == "A silly mug."
    assert painted(one) != painted(other)
    assert painted(one) == painted(one)


def test_a_long_text_stays_on_its_card(qapp: QApplication, shelf: Shelf) -> None:
    long = painted(shelf.add_text("word " * 2000))
    empty = painted(shelf.add_text(" "))
    below = long.copy(0, 205, 200, 25)
    assert below == empty.copy(0, 205, 200, 25)


def test_the_strip_shows_the_beginning_of_a_text(results: Results, shelf: Shelf) -> None:
    strips = []
    for text in ("A silly mug.", "A silly mug.", "每只杯子里都有笑声。"):
        results.strip.set_assets([shelf.add_text(text)])
        strips.append(results.strip.grab().toImage())
    assert strips[0] == strips[1] != strips[2]
