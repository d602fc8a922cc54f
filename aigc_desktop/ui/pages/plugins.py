"""The plugins page: what is installed, what it brings, and what went wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.core.events import ErrorRaised
from aigc_desktop.core.plugins import InstalledPlugin, Plugins
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.theme import DANGER
from aigc_desktop.ui.widgets.cards import Card, CardList, CardModel, Role
from aigc_desktop.ui.widgets.empty_state import EmptyState
from aigc_desktop.ui.widgets.fact_panel import FactPanel
from aigc_desktop.ui.widgets.page_frame import PageFrame
from aigc_desktop.ui.widgets.search_bar import SearchBar
from aigc_desktop.ui.words import backend_name, task_name


class PluginsPage(QWidget):
    """A card for each plugin; its facts on the right."""

    def __init__(self, plugins: Plugins, bridge: JobBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plugins = {plugin.id: plugin for plugin in reversed(plugins.installed)}
        self._order = plugins.installed
        self._failures: dict[str, ErrorInfo] = {}
        self._cards = CardModel(self)
        self._list = CardList(self._cards, self.tr("Plugins"), self)
        self._bar = SearchBar(self.tr("Search plugins"), self)
        self._panel = FactPanel(self.tr("Choose a plugin to see what it brings."), self)
        self._folder = self._panel.add_button("folder", self.tr("Open folder"), self._open_folder)
        self._empty = EmptyState("plugins", "", "", self)
        self._places = QStackedWidget(self)
        self._lay_out()
        self._bar.field.textChanged.connect(self._search)
        self._list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())
        bridge.error_raised.connect(self._note_failure)
        self._show_cards()

    def _lay_out(self) -> None:
        self._places.addWidget(self._list)
        self._places.addWidget(self._empty)
        frame = PageFrame(self._places, self._panel, "plugins", self)
        self._bar.add(frame.panel_button(self.tr("Show the facts")))
        frame.put_above(self._bar)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)

    def _search(self, words: str) -> None:
        self._cards.search(words)
        self._settle()

    def _show_cards(self) -> None:
        row = max(0, self._list.currentIndex().row())
        self._cards.show_cards([self._card(plugin) for plugin in self._order])
        self._list.setCurrentIndex(self._cards.index(row))
        self._settle()

    def _settle(self) -> None:
        is_empty = self._cards.rowCount() == 0
        if self._order:
            self._empty.say(self.tr("Nothing matches"), self.tr("No plugin bears these words."))
        else:
            title, hint = self.tr("No plugin is installed"), self.tr("Plugins bring the generators.")
            self._empty.say(title, hint)
        self._places.setCurrentWidget(self._empty if is_empty else self._list)
        self._show_current()

    def _card(self, plugin: InstalledPlugin) -> Card:
        failure = self._failure(plugin)
        manifest = plugin.manifest
        generators = manifest.generators if manifest else ()
        runtimes = sorted({runtime for generator in generators for runtime in generator.runtimes})
        return Card(
            id=plugin.id,
            title=f"{manifest.name if manifest else plugin.id} {plugin.version}".strip(),
            text=sentence(failure.message) if failure else (manifest.description if manifest else ""),
            state=self.tr("error") if failure else self.tr("ready"),
            state_role=DANGER if failure else Role.Highlight,
            tags=tuple(backend_name(runtime) for runtime in reversed(runtimes)),
            corner=self.tr("first-party") if plugin.is_first_party else plugin.distribution,
        )

    def _failure(self, plugin: InstalledPlugin) -> ErrorInfo | None:
        return plugin.error or self._failures.get(plugin.id)

    def _current(self) -> InstalledPlugin | None:
        card = self._cards.card(self._list.currentIndex().row())
        return self._plugins.get(card.id) if card else None

    def _show_current(self) -> None:
        plugin = self._current()
        self._folder.setVisible(plugin is not None and plugin.package.is_absolute())
        if plugin is None:
            self._panel.show_nothing()
            return
        manifest = plugin.manifest
        title = f"{manifest.name if manifest else plugin.id} {plugin.version}".strip()
        text = manifest.description if manifest else ""
        self._panel.show_facts(title, text, self._facts(plugin), self._failure(plugin))

    def _facts(self, plugin: InstalledPlugin) -> list[tuple[str, str]]:
        facts = [(self.tr("Package"), plugin.distribution)]
        if (manifest := plugin.manifest) is None:
            return facts
        generators = manifest.generators
        tasks = sorted({task_name(task) for generator in generators for task in generator.tasks})
        permissions = sorted({p for generator in generators for p in generator.permissions})
        return [
            (self.tr("Author"), manifest.author),
            (self.tr("Licence"), manifest.licence),
            (self.tr("Generators"), ", ".join(generator.name for generator in generators)),
            (self.tr("Tasks"), ", ".join(tasks)),
            (self.tr("Permissions"), ", ".join(permissions) or self.tr("none")),
            *facts,
        ]

    def _note_failure(self, event: ErrorRaised) -> None:
        if event.error.plugin in self._plugins:
            self._failures[event.error.plugin] = event.error
            self._show_cards()

    def _open_folder(self) -> None:
        if (plugin := self._current()) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(plugin.package)))
