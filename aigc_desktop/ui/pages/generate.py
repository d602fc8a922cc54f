"""The Generate page: from a prompt to a saved picture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.core.library import AssetQuery, Library
from aigc_desktop.core.records import Asset
from aigc_desktop.media.metadata import FoundSettings, read_settings
from aigc_desktop.ui.background import Background
from aigc_desktop.ui.draft import Draft, load_draft, save_draft
from aigc_desktop.ui.forms.history import PromptHistory
from aigc_desktop.ui.generating import Choice, Generating
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.pages.form_column import WIDTH, FormColumn
from aigc_desktop.ui.pages.results import Results
from aigc_desktop.ui.widgets.model_list import ModelList
from aigc_desktop.ui.words import backend_name, family_name, size_words

_NARROW = 1120
"""Below this width of the page the side panel folds away."""


class GeneratePage(QWidget):
    """Form, stage, strip and recipe. What stands in the form is there again after a restart."""

    models_wanted = Signal()

    def __init__(self, generating: Generating, library: Library, bridge: JobBridge, state: QSettings) -> None:
        super().__init__()
        self.generating = generating
        self._library = library
        self._state = state
        self._draft = load_draft(state)
        self.column = FormColumn(PromptHistory(self._draft.prompts))
        self.results = Results(library)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._wants_panel = True
        self._is_restored = False
        self._has_been_ready = False
        self._picture_file = ""
        self._background = Background(self)
        self._lay_out()
        self._add_actions()
        self._connect(bridge)
        self._background.run(generating.choices, lambda _: self._restore(), self._show_failure)

    # What others may ask of it

    def use_model(self, model: str) -> None:
        """Choose a model by its id."""
        try:
            self.generating.choose(self.generating.find("", model))
        except AigcError as error:
            self._show_failure(error)
            return
        self.column.focus_prompt()

    def use_recipe(self, recipe: Recipe) -> None:
        """Put the settings of a recipe into the form."""
        request = recipe.request
        values = {**request.parameters, "seed": recipe.seed, "count": 1}
        try:
            choice = self.generating.find(request.generator, request.model)
        except AigcError as error:
            self._show_failure(error)
            self._take(values)
            return
        if self._differs(choice, request.task):
            self.generating.choose(choice, request.task)
        self._take(values)
        self.column.focus_prompt()

    def use_picture(self, path: Path) -> None:
        """Put the settings that a picture holds into the form."""
        try:
            found = read_settings(path)
        except AigcError as error:
            self._show_failure(error)
            return
        if found is None:
            self.results.messages.show_notice(
                self.tr("{0} holds no settings.").format(path.name),
                self.tr("Pictures made here, and those of programs that write “parameters”, hold theirs."),
            )
        elif found.recipe is not None:
            self.use_recipe(found.recipe)
        else:
            self._use_found(found)

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
            self.save()

    def save(self) -> None:
        """Keep the form for next time."""
        choice, column = self.generating.choice, self.column
        draft = Draft(
            generator=choice.entry.id if choice else "",
            model=choice.model.id if choice else "",
            task=self.generating.task or "",
            values=column.values(),
            is_seed_locked=column.seed is not None and column.seed.is_locked,
            is_advanced_open=column.form is not None and column.form.advanced.is_open,
            prompts=column.history.prompts,
        )
        save_draft(self._state, draft)
        self._state.setValue("generate/split", self.split.saveState())
        self._state.setValue("generate/results", self.results.saveState())
        self._state.setValue("generate/panel", self._wants_panel)

    def stop(self) -> None:
        """Keep the form and end what is being read; called before the window goes."""
        self.save()
        self._background.close()
        self.results.stop()

    def refresh(self) -> None:
        """The page is visited again: models may have come."""
        if self._is_restored and self.generating.choice is None:
            self._choose_first()

    # Inside

    def _lay_out(self) -> None:
        self.split.addWidget(self.column)
        self.split.addWidget(self.results)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(1, 1)
        self.column.setMinimumWidth(288)
        self.split.setSizes([WIDTH, 1000])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.split)
        if state := self._state.value("generate/split"):
            self.split.restoreState(state)
        if state := self._state.value("generate/results"):
            self.results.restoreState(state)
        self._wants_panel = self._state.value("generate/panel", True, type=bool) is not False

    def _add_actions(self) -> None:
        self._action(self.tr("Generate"), ("Ctrl+Return", "Ctrl+Enter"), self.generate)
        self._action(
            self.tr("Generate next"),
            ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
            lambda: self.generate(is_next=True),
        )
        self._action(self.tr("Cancel the running job"), ("Esc",), self.generating.cancel)
        self._action(self.tr("Choose a model"), ("Ctrl+M",), self._open_models)
        self._action(self.tr("Write the prompt"), ("Ctrl+L",), self.column.focus_prompt)
        self._action(self.tr("Show or hide the recipe"), ("Ctrl+I",), self._toggle_panel)
        self._action(self.tr("Star the result"), (".",), self.results.star)
        self._action(self.tr("Move the result to the bin"), ("Del",), self.results.bin)

    def _action(self, text: str, keys: tuple[str, ...], run: Any) -> None:  # noqa: ANN401 - a slot
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda: run())
        self.addAction(action)

    def _connect(self, bridge: JobBridge) -> None:
        generating, results, column = self.generating, self.results, self.column
        generating.chosen.connect(self._show_choice)
        generating.form_ready.connect(self._show_form)
        generating.form_failed.connect(column.show_failed)
        column.retry_wanted.connect(generating.ask_again)
        generating.failed.connect(results.messages.show_error)
        generating.submitted.connect(results.follow)
        column.generate_wanted.connect(lambda: self.generate())
        column.task_chosen.connect(self._choose_task)
        column.card.clicked.connect(self._open_models)
        results.progress.cancel_wanted.connect(generating.cancel)
        results.panel.settings_wanted.connect(self.use_recipe)
        results.panel.generate_again.connect(self.run_again)
        results.panel.folder_wanted.connect(self._open_folder)
        results.thumbnails.loaded.connect(self._show_picture)
        bridge.schema_ready.connect(generating.on_schema)
        bridge.error_raised.connect(generating.on_error)
        bridge.job_changed.connect(results.on_job)
        bridge.job_progressed.connect(results.on_progress)
        bridge.job_noticed.connect(results.on_notice)
        bridge.text_streamed.connect(results.on_text)
        bridge.assets_changed.connect(results.on_assets_changed)
        bridge.asset_saved.connect(lambda event: self._on_saved(event.asset))

    def _restore(self) -> None:
        self._is_restored = True
        draft = self._draft
        try:
            choice = self.generating.find(draft.generator, draft.model) if draft.model else None
        except AigcError:
            choice = None  # the model of last time is gone; the first one takes its place
        if choice is None:
            self._choose_first()
        else:
            self.generating.choose(choice, draft.task or None)  # type: ignore[arg-type]
        self._take(draft.values)
        if self.column.form is not None:
            self.column.form.advanced.open(draft.is_advanced_open)
        if self.column.seed is not None:
            self.column.seed.lock(draft.is_seed_locked)

    def _choose_first(self) -> None:
        if choices := self.generating.choices():
            self.generating.choose(choices[0])

    def _choose_task(self, task: str) -> None:
        if self.generating.choice is not None:
            self.generating.choose(self.generating.choice, task)  # type: ignore[arg-type]

    def _differs(self, choice: Choice, task: str) -> bool:
        return (choice, task) != (self.generating.choice, self.generating.task)

    def _take(self, values: Mapping[str, Any]) -> None:
        left = self.column.set_values(values)
        if left:
            self.results.messages.show_notice(
                self.tr("Some settings do not fit this model and stay as they were: {0}.").format(
                    ", ".join(sorted(left))
                )
            )

    def _use_found(self, found: FoundSettings) -> None:
        values: dict[str, Any] = dict(found.parameters)
        if found.seed is not None:
            values["seed"] = found.seed
        self._take(values)
        self.column.focus_prompt()

    def _show_form(self, schema: Mapping[str, Any]) -> None:
        self.column.show_form(schema)
        if not self._has_been_ready:
            self._has_been_ready = True
            self.column.focus_prompt()

    def _show_choice(self, choice: Choice) -> None:
        self.column.card.show_model(*_described(choice))
        self.column.show_tasks(choice.entry.manifest.tasks, self.generating.task or "")
        self.column.show_waiting()
        self._picture_file = self._newest_picture(choice)
        self._show_picture()

    def _newest_picture(self, choice: Choice) -> str:
        keys = self._library.keys(AssetQuery(model=choice.model.id, kind="image"))[:1]
        found = list(self._library.assets(keys).values())
        return found[0].thumbnail if found else ""

    def _show_picture(self) -> None:
        side = round(40 * self.devicePixelRatioF())
        if self._picture_file:
            self.results.thumbnails.want([self._picture_file], side)
        picture = self.results.thumbnails.pixmap(self._picture_file)
        self.column.card.show_picture(picture or QPixmap())

    def _show_failure(self, error: AigcError) -> None:
        self.results.messages.show_error(error.info())

    def _on_saved(self, asset: Asset) -> None:
        self.results.on_saved(asset)
        choice = self.generating.choice
        recipe = asset.recipe
        if choice is not None and recipe is not None and recipe.request.model == choice.model.id:
            self._picture_file = asset.thumbnail
            self._show_picture()

    def _open_models(self) -> None:
        choices = self.generating.choices()
        rows = [_described(choice)[:2] for choice in choices]
        now = self.generating.choice
        listed = ModelList(rows, choices.index(now) if now in choices else 0, self)
        listed.chosen.connect(lambda row: self.generating.choose(choices[row]))
        listed.more_wanted.connect(self.models_wanted)
        listed.open_below(self.column.card)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW
        if is_narrow != (event.oldSize().width() < _NARROW) or event.oldSize().width() < 0:
            self.results.panel.setVisible(self._wants_panel and not is_narrow)


def _described(choice: Choice) -> tuple[str, str, str]:
    """A model's name, a line about it, and the runtimes it can use."""
    model, manifest = choice.model, choice.entry.manifest
    about = (family_name(manifest.family), size_words(model.size_mb), model.licence)
    badge = " · ".join(backend_name(backend) for backend in manifest.runtimes)
    return model.name, " · ".join(part for part in about if part), badge
