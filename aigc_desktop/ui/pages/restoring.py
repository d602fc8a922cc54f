"""Puts settings into the form: those of last time, of a recipe, of a picture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, QSettings

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.tasks import Task
from aigc_desktop.media.metadata import FoundSettings, read_settings
from aigc_desktop.ui.draft import Draft, load_draft, save_draft
from aigc_desktop.ui.generating import Generating
from aigc_desktop.ui.pages.form_column import FormColumn
from aigc_desktop.ui.widgets.message_bar import MessageBar


class Restoring(QObject):
    """What a form cannot take is named; the rest is shown, at once or as soon as the form is there."""

    def __init__(
        self, generating: Generating, column: FormColumn, messages: MessageBar, state: QSettings
    ) -> None:
        super().__init__(column)
        self._generating = generating
        self._column = column
        self._messages = messages
        self._state = state
        self._draft = load_draft(state)
        self._is_first_form = True
        self.is_done = False
        column.history.extend(self._draft.prompts)

    def restore(self) -> None:
        """Choose what was chosen last time, or the first model there is."""
        self.is_done = True
        draft = self._draft
        try:
            choice = self._generating.find(draft.generator, draft.model) if draft.model else None
        except AigcError:
            choice = None  # the model of last time is gone; the first one takes its place
        self._column.set_values(draft.values)
        if choice is not None:
            self._generating.choose(choice, cast(Task, draft.task))
        elif choices := self._generating.choices():
            self._generating.choose(choices[0])

    def on_form(self) -> None:
        """A form is there. The first one gets its switches back, and the cursor."""
        if not self._is_first_form:
            return
        self._is_first_form = False
        form, seed = self._column.form, self._column.seed
        if form is not None and seed is not None:
            form.advanced.open(self._draft.is_advanced_open)
            seed.lock(self._draft.is_seed_locked)
        self._column.focus_prompt()

    def save(self) -> None:
        """Keep the form for next time."""
        choice, column = self._generating.choice, self._column
        draft = Draft(
            generator=choice.entry.id if choice else "",
            model=choice.model.id if choice else "",
            task=self._generating.task or "",
            values=column.values(),
            is_seed_locked=column.seed is not None and column.seed.is_locked,
            is_advanced_open=column.form is not None and column.form.advanced.is_open,
            prompts=column.history.prompts,
        )
        save_draft(self._state, draft)

    def use_model(self, model: str) -> None:
        """Choose a model by its id."""
        try:
            self._generating.choose(self._generating.find("", model))
        except AigcError as error:
            self._messages.show_error(error.info())
            return
        self._column.focus_prompt()

    def use_recipe(self, recipe: Recipe) -> None:
        """Show the settings of a recipe, with its model where that is still here."""
        request = recipe.request
        try:
            choice = self._generating.find(request.generator, request.model)
        except AigcError as error:
            self._messages.show_error(error.info())
        else:
            if (choice, request.task) != (self._generating.choice, self._generating.task):
                self._generating.choose(choice, request.task)
        self._take({**request.parameters, "seed": recipe.seed, "count": 1})

    def use_picture(self, path: Path) -> None:
        """Show the settings that a picture holds."""
        try:
            found = read_settings(path)
        except AigcError as error:
            self._messages.show_error(error.info())
            return
        if found is None:
            self._messages.show_notice(
                self.tr("{0} holds no settings.").format(path.name),
                self.tr("Pictures made here, and those of programs that write “parameters”, hold theirs."),
            )
        elif found.recipe is not None:
            self.use_recipe(found.recipe)
        else:
            self._use_found(found)

    def _use_found(self, found: FoundSettings) -> None:
        seed = {} if found.seed is None else {"seed": found.seed}
        self._take({**found.parameters, **seed})

    def _take(self, values: Mapping[str, Any]) -> None:
        left = self._column.set_values(values)
        if left:
            names = ", ".join(sorted(left))
            self._messages.show_notice(
                self.tr("Some settings do not fit this model and stay as they were: {0}.").format(names)
            )
        self._column.focus_prompt()
