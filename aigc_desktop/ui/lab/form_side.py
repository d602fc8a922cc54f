"""The left side of the lab: which model is looked at, and what stands in its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.tasks import Task
from aigc_desktop.core.library import Library
from aigc_desktop.ui.background import Background
from aigc_desktop.ui.generating import Choice, Generating
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.lab.subject import OWN_FIELDS, Subject
from aigc_desktop.ui.pages.form_column import FormColumn
from aigc_desktop.ui.pages.model_choice import ModelChoice


class FormSide(QWidget):
    """The form column of the Generate page without count and without what the lab sets itself."""

    changed = Signal()

    def __init__(self, generating: Generating, library: Library, bridge: JobBridge, state: QSettings) -> None:
        super().__init__()
        self._generating = generating
        self._state = state
        self._background = Background(self)
        self._last: Subject | None = None
        self.column = FormColumn(self.tr("Generate this point"), has_count=False)
        self.models = ModelChoice(generating, library, self.column.card)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.column)
        self._connect(bridge)
        self._background.run(self._first_choice, self._choose_first)

    def subject(self) -> Subject | None:
        """What is to be looked at; while something in the form is wrong, what was before that."""
        generating, form = self._generating, self.column.form
        if generating.choice is None or generating.schema is None or generating.task is None or form is None:
            self._last = None
        elif not form.errors():
            values = form.values()
            seed = int(values.pop("seed"))
            self._last = Subject(
                generator=generating.choice.entry.id,
                model=generating.choice.model.id,
                task=generating.task,
                schema=generating.schema,
                values=values,
                seed=seed,
                runtime=generating.runtime(),
            )
        return self._last

    def show_recipe(self, recipe: Recipe) -> None:
        """Choose the model of a recipe and show its settings; raises AigcError when the model is gone."""
        choice = self._generating.find(recipe.request.generator, recipe.request.model)
        self._generating.choose(choice, recipe.request.task)
        self.column.set_values({**recipe.request.parameters, "seed": recipe.seed})

    def stop(self) -> None:
        """Keep what is chosen, and end what is being read; called before the window goes."""
        if self._generating.choice is not None:
            self._state.setValue("lab/model", self._generating.choice.model.id)
            self._state.setValue("lab/task", self._generating.task)
        self._background.close()
        self.models.stop()

    def _connect(self, bridge: JobBridge) -> None:
        generating, column = self._generating, self.column
        generating.chosen.connect(self._show_choice)
        generating.form_ready.connect(self._show_form)
        generating.form_failed.connect(column.show_failed)
        column.retry_wanted.connect(generating.ask_again)
        column.task_chosen.connect(self._choose_task)
        column.changed.connect(self.changed)
        bridge.schema_ready.connect(generating.on_schema)
        bridge.error_raised.connect(generating.on_error)
        bridge.asset_saved.connect(lambda event: self.models.on_saved(event.asset))

    def _first_choice(self) -> Choice | None:
        model = str(self._state.value("lab/model", ""))
        choices = self._generating.choices()
        own = [choice for choice in choices if choice.model.id == model]
        return next(iter(own or choices), None)

    def _choose_first(self, choice: Choice | None) -> None:
        if choice is not None and self._generating.choice is None:
            self._generating.choose(choice, cast(Task, self._state.value("lab/task")))

    def _choose_task(self, task: str) -> None:
        if self._generating.choice is not None:
            self._generating.choose(self._generating.choice, cast(Task, task))

    def _show_choice(self, choice: Choice) -> None:
        self.column.show_tasks(choice.entry.manifest.asset_tasks, self._generating.task or "")
        self.column.show_waiting()
        self.changed.emit()

    def _show_form(self, schema: Mapping[str, Any]) -> None:
        own = {name: shape for name, shape in schema["properties"].items() if name not in OWN_FIELDS}
        self.column.show_form({**schema, "properties": own})
