"""The plugins page: what is installed, and what failed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.core.events import ErrorRaised, Events
from aigc_desktop.core.plugins import Plugins, discover
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.pages.plugins import PluginsPage
from aigc_desktop.ui.widgets.cards import CardList
from tests.gui.conftest import WaitFor
from tests.plugins.installing import SCRIPTED, install, write_plugin


@pytest.fixture
def plugins(tmp_path: Path) -> Plugins:
    install(SCRIPTED, tmp_path)
    write_plugin(tmp_path, "broken", hooks="", generators="this is no TOML")
    return discover([str(tmp_path)])


@pytest.fixture
def events() -> Events:
    return Events()


@pytest.fixture
def page(qapp: QApplication, plugins: Plugins, events: Events) -> Iterator[PluginsPage]:
    bridge = JobBridge(events)
    page = PluginsPage(plugins, bridge)
    page.resize(1364, 870)
    page.show()
    yield page
    bridge.close()


def spoken(page: PluginsPage) -> list[str]:
    model = page.findChildren(CardList)[0].model()
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    return [str(model.data(model.index(row, 0), role)) for row in range(model.rowCount())]


def choose(page: PluginsPage, row: int) -> None:
    cards = page.findChildren(CardList)[0]
    cards.setCurrentIndex(cards.model().index(row, 0))


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def row_of(page: PluginsPage, name: str) -> int:
    return next(row for row, words in enumerate(spoken(page)) if words.lower().startswith(name))


def test_each_plugin_is_ready_or_says_what_is_wrong(
    page: PluginsPage, plugins: Plugins, wait_for: WaitFor
) -> None:
    assert len(spoken(page)) == 2
    assert ", ready." in spoken(page)[row_of(page, "scripted")]
    assert ", error." in spoken(page)[row_of(page, "broken")]
    choose(page, row_of(page, "broken"))
    error = next(plugin.error for plugin in plugins.installed if plugin.error)
    wait_for(lambda: error.message in words_on(page) and error.hint in words_on(page))


def test_the_facts_of_a_plugin(page: PluginsPage, plugins: Plugins, wait_for: WaitFor) -> None:
    choose(page, row_of(page, "scripted"))
    manifest = next(plugin.manifest for plugin in plugins.installed if plugin.manifest)
    expected = (manifest.licence, *(generator.name for generator in manifest.generators))
    wait_for(lambda: all(words in words_on(page) for words in expected))


def test_a_failure_in_the_engine_is_shown_on_its_card(
    page: PluginsPage, events: Events, wait_for: WaitFor
) -> None:
    error = ErrorInfo(code="plugin.raised", message="It stumbled.", hint="Update it.", plugin="scripted")
    events.publish(ErrorRaised(error=error))
    wait_for(lambda: ", error. It stumbled." in spoken(page)[row_of(page, "scripted")])


def test_search_narrows_the_cards(page: PluginsPage) -> None:
    field = page.findChildren(QLineEdit)[0]
    field.setText("scripted")
    assert len(spoken(page)) == 1
    field.setText("zeppelin")
    assert "Nothing matches" in words_on(page)


def test_every_control_has_a_name(page: PluginsPage) -> None:
    controls = [w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [w for w in controls if w.isVisible() and not w.accessibleName()] == []
