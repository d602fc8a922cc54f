"""The models page on real folders and a real plugin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from aigc_desktop.core.inbox import Inbox
from aigc_desktop.core.job_store import JobStore
from aigc_desktop.core.jobs import JobQueue
from aigc_desktop.core.models import Models
from aigc_desktop.core.plugins import discover
from aigc_desktop.core.schemas import Schemas
from aigc_desktop.core.settings import SettingsFile
from aigc_desktop.ui.exporting import Exporting
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.pages.models import ModelsPage
from aigc_desktop.ui.widgets.cards import CardList
from tests.gui.conftest import WaitFor
from tests.gui.shelf import Shelf
from tests.plugins.installing import SCRIPTED, install, write_model


@dataclass
class Place:
    """A page with what it stands on."""

    page: ModelsPage
    models: Models
    settings: SettingsFile
    folder: Path


@pytest.fixture
def place(qapp: QApplication, tmp_path: Path, shelf: Shelf) -> Iterator[Place]:
    install(SCRIPTED, tmp_path / "site")
    settings = SettingsFile(tmp_path / "settings.json")
    plugins = discover([str(tmp_path / "site")])
    models = Models(lambda: [Path(root) for root in settings.value.model_roots], plugins)
    bridge = JobBridge(shelf.events)
    inbox: Inbox = SimpleQueue()
    queue = JobQueue(JobStore(shelf.database, shelf.events, "session"), shelf.events, inbox)
    schemas = Schemas(shelf.database, plugins, shelf.events, inbox)
    page = ModelsPage(models, settings, Exporting(models, schemas, queue, bridge))
    page.resize(1364, 870)
    page.show()
    yield Place(page, models, settings, tmp_path)
    page.stop()
    bridge.close()


def titles(page: ModelsPage) -> list[str]:
    model = page.findChildren(CardList)[0].model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def choose(page: ModelsPage, title: str) -> None:
    cards = page.findChildren(CardList)[0]
    cards.setCurrentIndex(cards.model().index(titles(page).index(title), 0))


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(page: QWidget, text: str) -> None:
    button = next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_models_that_plugins_bring_are_listed(place: Place, wait_for: WaitFor) -> None:
    wait_for(lambda: len(titles(place.page)) == 1)
    wait_for(lambda: "ScriptedPipeline" in words_on(place.page))


def test_a_folder_is_added_and_remembered(place: Place, wait_for: WaitFor) -> None:
    wait_for(lambda: titles(place.page))
    root = place.folder / "mine"
    write_model(root / "sunset")
    place.page.add_folder(root)
    wait_for(lambda: "sunset" in titles(place.page))
    assert place.settings.value.model_roots == (str(root),)
    wanted: list[str] = []
    place.page.model_wanted.connect(wanted.append)
    choose(place.page, "sunset")
    press(place.page, "Use in Generate")
    assert wanted == [place.models.find("sunset").id]


def test_a_model_folder_itself_may_be_added_and_taken_back(place: Place, wait_for: WaitFor) -> None:
    wait_for(lambda: titles(place.page))
    place.page.add_folder(write_model(place.folder / "mine" / "sunset"))
    wait_for(lambda: "sunset" in titles(place.page))
    place.page.roots_menu().actions()[0].trigger()
    wait_for(lambda: "sunset" not in titles(place.page))
    assert place.settings.value.model_roots == ()
    assert not place.page.roots_menu().actions()[0].isEnabled()


def test_a_refused_folder_says_why_and_the_way_out(place: Place, wait_for: WaitFor) -> None:
    wait_for(lambda: titles(place.page))
    bad = write_model(place.folder / "mine" / "poisoned")
    (bad / "weights.bin").write_bytes(b"\x80\x04pickle")
    place.page.add_folder(place.folder / "mine")
    wait_for(lambda: "poisoned" in titles(place.page))
    choose(place.page, "poisoned")
    refused = place.models.refused()[0]
    wait_for(lambda: refused.error.message in words_on(place.page))
    assert refused.error.hint in words_on(place.page)
    assert not any(
        b.text() == "Use in Generate" and b.isVisible() for b in place.page.findChildren(QPushButton)
    )


def test_looking_again_finds_what_was_added_meanwhile(place: Place, wait_for: WaitFor) -> None:
    place.settings.change(model_roots=(str(place.folder / "mine"),))
    wait_for(lambda: titles(place.page))
    write_model(place.folder / "mine" / "late")
    press(place.page, "Look again")
    wait_for(lambda: "late" in titles(place.page))


def test_search_narrows_the_cards(place: Place, wait_for: WaitFor) -> None:
    wait_for(lambda: titles(place.page))
    field = place.page.findChildren(QLineEdit)[0]
    QTest.keyClicks(field, "scripted")
    assert len(titles(place.page)) == 1
    QTest.keyClicks(field, " zeppelin")
    assert "Nothing matches" in words_on(place.page)


def test_every_control_has_a_name(place: Place) -> None:
    controls = [w for w in place.page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [w for w in controls if w.isVisible() and not w.accessibleName()] == []
