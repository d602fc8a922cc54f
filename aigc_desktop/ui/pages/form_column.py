"""The left column of the Generate page: the model, its form, and the button that starts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.ui.forms.form import Form
from aigc_desktop.ui.forms.history import PromptHistory
from aigc_desktop.ui.forms.prompt import PromptField
from aigc_desktop.ui.forms.seed import SeedField
from aigc_desktop.ui.run_fields import with_run_fields
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.widgets.drop_down import DropDown
from aigc_desktop.ui.widgets.model_card import ModelCard
from aigc_desktop.ui.widgets.primary_button import PrimaryButton
from aigc_desktop.ui.words import task_name

WIDTH = 328
MOST_TABS = 3
_NARROWEST = 288


class FormColumn(QFrame):
    """Shows the form of whatever is chosen. What stands in it survives a change of model where it can."""

    generate_wanted = Signal(bool)
    task_chosen = Signal(str)
    retry_wanted = Signal()
    changed = Signal()

    def __init__(self, verb: str, *, has_count: bool = True, parent: QWidget | None = None) -> None:
        """`verb` stands on the button. Without a count the form makes one asset at a time."""
        super().__init__(parent)
        self._has_count = has_count
        self.setProperty("surface", "panel")
        self.setProperty("edge", "right")
        self.history = PromptHistory()
        self.form: Form | None = None
        self.card = ModelCard()
        self._pending: dict[str, Any] = {}
        self._tasks = QHBoxLayout()
        self._tasks.setSpacing(16)
        self._tasks.setContentsMargins(0, 0, 16, 0)
        self._area = _area()
        self.button = PrimaryButton(verb, "Ctrl+Enter")
        self.button.clicked.connect(lambda: self.generate_wanted.emit(False))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 0, 16)
        rows.setSpacing(12)
        rows.addLayout(_indented(self.card))
        rows.addLayout(self._tasks)
        rows.addWidget(self._area, 1)
        rows.addLayout(_indented(self.button))
        self.setMinimumWidth(_NARROWEST)
        self.show_waiting()

    @property
    def seed(self) -> SeedField | None:
        """The seed field, once there is a form."""
        field = self.form.field("seed") if self.form else None
        return field if isinstance(field, SeedField) else None

    def show_waiting(self) -> None:
        """Say that the form is on its way."""
        if self.form is not None:
            self._pending = self._kept() | self._pending
        self.form = None
        self._area.setWidget(_note(self.tr("Asking the engine which settings this model takes…")))
        self.button.setEnabled(False)

    def show_failed(self, error: ErrorInfo) -> None:
        """Say that the form could not be had, and offer to ask again."""
        place = QWidget()
        rows = QVBoxLayout(place)
        rows.setContentsMargins(0, 0, 16, 0)
        rows.addWidget(_note(sentence(error.message)))
        retry = QPushButton(self.tr("Ask again"))
        retry.clicked.connect(self.retry_wanted)
        rows.addWidget(retry)
        rows.addStretch(1)
        self._area.setWidget(place)

    def show_form(self, schema: Mapping[str, Any]) -> None:
        """Make the form, with what stood in the one before where it applies."""
        self.form = Form(with_run_fields(schema, has_count=self._has_count), self.history)
        self._area.setWidget(self.form)
        self.set_values(self._pending)
        self._pending = {}
        self.form.changed.connect(self._check)
        self._check()
        self.changed.emit()

    def show_tasks(self, tasks: tuple[str, ...], current: str) -> None:
        """Show what the generator can do, if it is more than one thing."""
        while (item := self._tasks.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if len(tasks) > MOST_TABS:
            self._tasks.addWidget(self._task_list(tasks, current), 1)
            return
        for task in tasks if len(tasks) > 1 else ():
            button = QPushButton(task_name(task))
            button.setProperty("kind", "tab")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(task == current)
            button.clicked.connect(lambda _=False, t=task: self.task_chosen.emit(t))
            self._tasks.addWidget(button)
        self._tasks.addStretch(1)

    def _task_list(self, tasks: tuple[str, ...], current: str) -> DropDown:
        """More tasks than there is room for tabs."""
        chosen = DropDown()
        chosen.setAccessibleName(self.tr("Task"))
        for task in tasks:
            chosen.addItem(task_name(task), task)
        chosen.setCurrentIndex(tasks.index(current))
        chosen.activated.connect(lambda row: self.task_chosen.emit(tasks[row]))
        return chosen

    def values(self) -> dict[str, Any]:
        """All values, seed and count among them; what waits for a form while there is none."""
        return self.form.values() if self.form else dict(self._pending)

    def set_values(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Show values, now or as soon as the form is there; returns those that it cannot take."""
        if self.form is None:
            self._pending.update(values)
            return ()
        return self.form.set_values(values)

    def focus_prompt(self) -> None:
        """Put the cursor where writing begins."""
        field = self.form.field("prompt") if self.form else None
        if isinstance(field, PromptField):
            field.edit.setFocus()
        elif self.form is not None and self.form.fields:
            self.form.fields[0].setFocus()

    def _kept(self) -> dict[str, Any]:
        """What means the same for every model."""
        values = self.values()
        same = ("prompt", "negative_prompt", "count")
        kept = {name: values[name] for name in same if name in values}
        if self.seed is not None and self.seed.is_locked:
            kept["seed"] = values["seed"]
        return kept

    def _check(self) -> None:
        self.button.setEnabled(self.form is not None and not self.form.errors())
        self.changed.emit()


def _area() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _note(text: str) -> QLabel:
    note = QLabel(text)
    note.setTextFormat(Qt.TextFormat.PlainText)
    note.setProperty("role", "dim")
    note.setWordWrap(True)
    note.setAlignment(Qt.AlignmentFlag.AlignTop)
    return note


def _indented(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 16, 0)
    row.addWidget(widget)
    return row
