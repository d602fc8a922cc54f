"""The models page: what is on this machine, what was refused and why, and where is looked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.models import Model
from aigc_desktop.core.models import Models, RefusedModel
from aigc_desktop.core.settings import SettingsFile
from aigc_desktop.ui.background import Background
from aigc_desktop.ui.exporting import Exporting
from aigc_desktop.ui.icons import icon
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.theme import DANGER
from aigc_desktop.ui.widgets.cards import Card, CardList, CardModel, Role
from aigc_desktop.ui.widgets.empty_state import EmptyState
from aigc_desktop.ui.widgets.export_row import ExportRow
from aigc_desktop.ui.widgets.fact_panel import FactPanel
from aigc_desktop.ui.widgets.message_bar import MessageBar
from aigc_desktop.ui.widgets.page_frame import PageFrame
from aigc_desktop.ui.widgets.search_bar import SearchBar
from aigc_desktop.ui.words import backend_name, family_name, size_words


@dataclass(frozen=True, slots=True)
class _Found:
    models: tuple[Model, ...]
    refused: tuple[RefusedModel, ...]


class ModelsPage(QWidget):
    """A card for each model, the refused ones last; its facts on the right."""

    model_wanted = Signal(str)

    def __init__(
        self, models: Models, settings: SettingsFile, exporting: Exporting, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._exporting = exporting
        self._settings = settings
        self._background = Background(self)
        self._found: dict[str, Model | RefusedModel] = {}
        self._cards = CardModel(self)
        self._list = CardList(self._cards, self.tr("Models"), self)
        self._bar = SearchBar(self.tr("Search models"), self)
        self._rescan = self._button("again", self.tr("Look again"), self._scan)
        self._add = self._button("plus", self.tr("Add a folder…"), self._choose_folder)
        self._roots = self._button("folder", self.tr("Folders"), self._open_roots)
        self._messages = MessageBar(self)
        self._panel = FactPanel(self.tr("Choose a model to see more of it."), self)
        self._use = self._panel.add_button("generate", self.tr("Use in Generate"), self._want_current)
        self._folder = self._panel.add_button("folder", self.tr("Open folder"), self._open_folder)
        self._export = ExportRow(exporting, self)
        self._panel.add_widget(self._export)
        self._wanted = ""
        self._empty = EmptyState("models", self.tr("Looking for models"), "", self)
        self._places = QStackedWidget(self)
        self._lay_out()
        self._bar.field.textChanged.connect(self._search)
        self._list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())
        self._list.activated.connect(self._want_current)
        self._empty.action.connect(self._choose_folder)
        exporting.made.connect(self._show_new)
        exporting.failed.connect(self._fail)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known; the first time that looks at the disk."""
        self._look(lambda: None)

    def add_folder(self, folder: Path) -> None:
        """Look for models below one more folder, now and from now on."""
        roots = self._settings.value.model_roots
        if str(folder) not in roots:
            self._look(lambda: self._settings.change(model_roots=(*roots, str(folder))), scans=True)

    def remove_folder(self, folder: str) -> None:
        """Look for models below this folder no more; its files stay."""
        roots = tuple(root for root in self._settings.value.model_roots if root != folder)
        self._look(lambda: self._settings.change(model_roots=roots), scans=True)

    def roots_menu(self) -> QMenu:
        """The folders that were added, each with a way to take it back."""
        menu = QMenu(self)
        for root in self._settings.value.model_roots:
            words = self.tr("Stop looking in {folder}").format(folder=root).replace("&", "&&")
            menu.addAction(icon("close"), words, partial(self.remove_folder, root))
        if menu.isEmpty():
            menu.addAction(self.tr("No folder was added yet")).setEnabled(False)
        return menu

    def stop(self) -> None:
        """End what runs behind the page."""
        self._exporting.stop()
        self._background.close()

    # Inside

    def _show_new(self, path: str) -> None:
        self._wanted = path
        self._scan()

    def _button(self, icon_name: str, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(icon_name), text, self)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: act())
        return button

    def _lay_out(self) -> None:
        self._places.addWidget(self._empty)
        self._places.addWidget(self._list)
        frame = PageFrame(self._places, self._panel, "models", self)
        for button in (self._rescan, self._roots, self._add, frame.panel_button(self.tr("Show the facts"))):
            self._bar.add(button)
        frame.put_above(self._bar, self._messages)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)

    def _open_roots(self) -> None:
        menu = self.roots_menu()
        menu.exec(self._roots.mapToGlobal(self._roots.rect().bottomLeft()))
        menu.deleteLater()

    def _scan(self) -> None:
        self._look(lambda: None, scans=True)

    def _look(self, before: Callable[[], object], scans: bool = False) -> None:
        def look() -> _Found:
            before()
            if scans:
                self._models.scan()
            return _Found(self._models.all(), self._models.refused())

        self._rescan.setEnabled(False)
        self._background.run(look, self._show_found, self._fail)

    def _show_found(self, found: _Found) -> None:
        self._rescan.setEnabled(True)
        current = self._cards.card(self._list.currentIndex().row())
        self._found = {model.id: model for model in found.models}
        self._found |= {str(refused.path): refused for refused in found.refused}
        cards = [self._card(model) for model in found.models]
        self._cards.show_cards([*cards, *(self._refused_card(refused) for refused in found.refused)])
        new = next((model.id for model in found.models if model.path == self._wanted), "")
        self._wanted = ""
        shown = new or (current.id if current else "")
        row = self._cards.row_of(shown) if shown else 0
        self._list.setCurrentIndex(self._cards.index(max(0, row)))
        self._settle()

    def _search(self, words: str) -> None:
        self._cards.search(words)
        self._settle()

    def _settle(self) -> None:
        if self._found:
            self._empty.say(self.tr("Nothing matches"), self.tr("No model bears these words."))
        else:
            self._empty.say(
                self.tr("No models yet"),
                self.tr("Add a folder that holds models in diffusers layout, with safetensors files."),
                self.tr("Add a folder…"),
                "plus",
            )
        is_empty = self._cards.rowCount() == 0
        self._places.setCurrentWidget(self._empty if is_empty else self._list)
        self._show_current()

    def _card(self, model: Model) -> Card:
        about = (size_words(model.size_mb), model.licence)
        return Card(
            id=model.id,
            title=model.name,
            text=" · ".join(part for part in (self._family(model), model.class_name) if part),
            state=self.tr("ready"),
            state_role=Role.Highlight,
            tags=(backend_name(model.backend),),
            corner=" · ".join(part for part in about if part),
        )

    def _refused_card(self, refused: RefusedModel) -> Card:
        return Card(
            id=str(refused.path),
            title=refused.path.name,
            text=sentence(refused.error.message),
            state=self.tr("refused"),
            state_role=DANGER,
        )

    def _family(self, model: Model) -> str:
        entries = self._models.generators_for(model)
        return ", ".join(sorted({family_name(entry.manifest.family) for entry in entries}))

    def _current(self) -> Model | RefusedModel | None:
        card = self._cards.card(self._list.currentIndex().row())
        return self._found.get(card.id) if card else None

    def _show_current(self) -> None:
        current = self._current()
        self._use.setVisible(isinstance(current, Model))
        self._folder.setVisible(current is not None)
        self._export.show_model(current if isinstance(current, Model) else None)
        if isinstance(current, Model):
            self._panel.show_facts(current.name, "", self._facts(current))
        elif current is not None:
            where = [(self.tr("Where"), str(current.path))]
            self._panel.show_facts(current.path.name, "", where, current.error)
        else:
            self._panel.show_nothing()

    def _facts(self, model: Model) -> list[tuple[str, str]]:
        entries = self._models.generators_for(model)
        return [
            (self.tr("Id"), model.id),
            (self.tr("Family"), self._family(model)),
            (self.tr("Class"), model.class_name),
            (self.tr("Layout"), model.layout),
            (self.tr("Runtime"), " · ".join(p for p in (backend_name(model.backend), model.precision) if p)),
            (self.tr("Size"), size_words(model.size_mb)),
            (self.tr("Licence"), model.licence or self.tr("not stated")),
            (self.tr("Generators"), ", ".join(entry.manifest.name for entry in entries)),
            (self.tr("Comes with"), model.plugin),
            (self.tr("Where"), model.path),
        ]

    def _want_current(self) -> None:
        if isinstance(current := self._current(), Model):
            self.model_wanted.emit(current.id)

    def _open_folder(self) -> None:
        if (current := self._current()) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(current.path)))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder with models"))
        if chosen:
            self.add_folder(Path(chosen))

    def _fail(self, error: AigcError) -> None:
        self._rescan.setEnabled(True)
        self._messages.show_error(error.info())
