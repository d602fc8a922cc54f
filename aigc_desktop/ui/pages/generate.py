"""The Generate page: from a prompt to a saved picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QSettings, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.tasks import Task
from aigc_desktop.core.library import Library
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.background import Background
from aigc_desktop.ui.generating import Choice, Generating
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.pages.form_column import WIDTH, FormColumn
from aigc_desktop.ui.pages.model_choice import ModelChoice
from aigc_desktop.ui.pages.restoring import Restoring
from aigc_desktop.ui.pages.results import Results

_NARROW = 1120
"""Below this width of the page the side panel folds away."""


class GeneratePage(QWidget):
    """Form, stage, strip and recipe. What stands in the form is there again after a restart."""

    models_wanted = Signal()
    explore_wanted = Signal(Recipe)

    def __init__(self, generating: Generating, library: Library, bridge: JobBridge, state: QSettings) -> None:
        super().__init__()
        self.generating = generating
        self._library = library
        self._state = state
        self.column = FormColumn(self.tr("Generate"))
        self.results = Results(library)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._models = ModelChoice(generating, library, self.column.card)
        self._restoring = Restoring(generating, self.column, self.results.messages, state)
        self._background = Background(self)
        self._wants_panel = bool(state.value("generate/panel", True, type=bool))
        self._lay_out()
        self._add_actions()
        self._connect_form()
        self._connect_results(bridge)
        self._background.run(generating.choices, lambda _: self._restoring.restore(), self._show_failure)

    def use_model(self, model: str) -> None:
        """Choose a model by its id."""
        self._restoring.use_model(model)

    def use_recipe(self, recipe: Recipe) -> None:
        """Put the settings of a recipe into the form."""
        self._restoring.use_recipe(recipe)

    def use_picture(self, path: Path) -> None:
        """Put the settings that a picture holds into the form."""
        self._restoring.use_picture(path)

    def run_again(self, recipe: Recipe) -> None:
        """Run a recipe once more, as it is."""
        self.generating.again(recipe)

    def generate(self, is_next: bool = False) -> None:
        """Queue what the form says."""
        seed = self.column.seed
        if self.column.form is None or self.column.form.errors() or seed is None:
            return
        if not seed.is_locked:
            seed.roll()
        values = self.column.values()
        self.column.history.add(str(values.get("prompt", "")))
        chosen_seed, count = values.pop("seed"), values.pop("count")
        if self.generating.submit(values, chosen_seed, count, is_next=is_next) is not None:
            self._restoring.save()

    def refresh(self) -> None:
        """Models may have come since there was none to choose."""
        if self._restoring.is_done and self.generating.choice is None:
            self._restoring.restore()

    def stop(self) -> None:
        """Keep form and layout, and end what is being read; called before the window goes."""
        self._restoring.save()
        self._state.setValue("generate/split", self.split.saveState())
        self._state.setValue("generate/results", self.results.saveState())
        self._state.setValue("generate/panel", self._wants_panel)
        self._background.close()
        self._models.stop()
        self.results.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW
        if is_narrow != (event.oldSize().width() < _NARROW) or event.oldSize().width() < 0:
            self.results.panel.setVisible(self._wants_panel and not is_narrow)

    def _lay_out(self) -> None:
        self.split.addWidget(self.column)
        self.split.addWidget(self.results)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([WIDTH, 1000])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.split)
        for name, splitter in (("split", self.split), ("results", self.results)):
            if state := self._state.value(f"generate/{name}"):
                splitter.restoreState(state)

    def _add_actions(self) -> None:
        self._action(self.tr("Generate"), self.generate, "Ctrl+Return", "Ctrl+Enter")
        next_keys = ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")
        self._action(self.tr("Generate next"), lambda: self.generate(is_next=True), *next_keys)
        self._action(self.tr("Cancel the running job"), self.generating.cancel, "Esc")
        self._action(self.tr("Choose a model"), self._models.open_list, "Ctrl+M")
        self._action(self.tr("Write the prompt"), self.column.focus_prompt, "Ctrl+L")
        self._action(self.tr("Show or hide the recipe"), self._toggle_panel, "Ctrl+I")

    def _action(self, text: str, run: Callable[[], object], *keys: str) -> None:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda: run())
        self.addAction(action)

    def _connect_form(self) -> None:
        generating, column = self.generating, self.column
        generating.chosen.connect(self._show_choice)
        generating.form_ready.connect(self._show_form)
        generating.form_failed.connect(column.show_failed)
        generating.failed.connect(self.results.messages.show_error)
        generating.submitted.connect(self.results.follow)
        column.retry_wanted.connect(generating.ask_again)
        column.generate_wanted.connect(lambda: self.generate())
        column.task_chosen.connect(self._choose_task)
        self._models.more_wanted.connect(self.models_wanted)

    def _connect_results(self, bridge: JobBridge) -> None:
        generating, results = self.generating, self.results
        results.progress.cancel_wanted.connect(generating.cancel)
        results.panel.settings_wanted.connect(self.use_recipe)
        results.panel.explore_wanted.connect(self.explore_wanted)
        results.panel.generate_again.connect(self.run_again)
        results.panel.folder_wanted.connect(self._open_folder)
        bridge.schema_ready.connect(generating.on_schema)
        bridge.error_raised.connect(generating.on_error)
        bridge.job_changed.connect(results.on_job)
        bridge.job_progressed.connect(results.on_progress)
        bridge.job_noticed.connect(results.on_notice)
        bridge.text_streamed.connect(results.on_text)
        bridge.assets_changed.connect(results.on_assets_changed)
        bridge.asset_saved.connect(lambda event: self._on_saved(event.asset))

    def _show_choice(self, choice: Choice) -> None:
        self.column.show_tasks(choice.entry.manifest.asset_tasks, self.generating.task or "")
        self.column.show_waiting()

    def _show_form(self, schema: Mapping[str, Any]) -> None:
        self.column.show_form(schema)
        self._restoring.on_form()

    def _choose_task(self, task: str) -> None:
        if self.generating.choice is not None:
            self.generating.choose(self.generating.choice, cast(Task, task))

    def _on_saved(self, asset: Asset) -> None:
        self.results.on_saved(asset)
        self._models.on_saved(asset)

    def _show_failure(self, error: AigcError) -> None:
        self.results.messages.show_error(error.info())

    def _open_folder(self, asset_id: str) -> None:
        try:
            file = Path(self._library.get(asset_id).file)
        except AigcError as error:
            self._show_failure(error)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))

    def _toggle_panel(self) -> None:
        self._wants_panel = not self.results.panel.isVisible()
        self.results.panel.setVisible(self._wants_panel)
