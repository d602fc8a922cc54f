"""What is about to be generated: the chosen generator and model, its parameters, and the jobs made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.models import Model
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Animation, Runtime
from aigc_desktop.api.tasks import Task
from aigc_desktop.core.events import ErrorRaised, SchemaReady
from aigc_desktop.core.jobs import JobQueue
from aigc_desktop.core.models import Models
from aigc_desktop.core.plugins import GeneratorEntry
from aigc_desktop.core.records import Job
from aigc_desktop.core.requests import build_request, request_again
from aigc_desktop.core.schemas import Schemas
from aigc_desktop.core.worker import Worker


@dataclass(frozen=True, slots=True)
class Choice:
    """A model, and the generator that loads it."""

    entry: GeneratorEntry
    model: Model


def makes_pictures(choice: Choice) -> bool:
    """Whether what comes out can be looked at."""
    return "image" in choice.entry.manifest.outputs


class Generating(QObject):
    """Knows what is chosen, asks for its form, and submits. It has no widget and knows none."""

    chosen = Signal(object)
    form_ready = Signal(dict)
    form_failed = Signal(ErrorInfo)
    failed = Signal(ErrorInfo)
    submitted = Signal(Job)

    def __init__(
        self,
        models: Models,
        schemas: Schemas,
        queue: JobQueue,
        worker: Worker,
        runtime: Callable[[], Runtime],
        parent: QObject | None = None,
        suits: Callable[[Choice], bool] = lambda choice: True,
    ) -> None:
        """`suits` says which of all models can be chosen here."""
        super().__init__(parent)
        self._models = models
        self._schemas = schemas
        self._queue = queue
        self._worker = worker
        self.runtime = runtime
        self._suits = suits
        self.choice: Choice | None = None
        self.task: Task | None = None
        self.schema: Mapping[str, Any] | None = None

    def choices(self) -> list[Choice]:
        """Everything that can be chosen, the models that came with plugins first."""
        models = self._models
        every = (Choice(entry, model) for model in models.all() for entry in models.generators_for(model))
        return [choice for choice in every if self._suits(choice)]

    def find(self, generator: str, model: str) -> Choice:
        """The choice a recipe or a draft names; raises AigcError when the model or its plugin is gone."""
        found = self._models.find(model)
        for entry in self._models.generators_for(found):
            if generator in ("", entry.id):
                return Choice(entry, found)
        raise AigcError(
            "generator.unknown",
            f"No installed plugin loads {found.name} as “{generator}”.",
            "Install the plugin, or choose another model.",
        )

    def choose(self, choice: Choice, task: Task | None = None) -> None:
        """Make `choice` the current one. Its form follows by `form_ready`, at once if it is known."""
        self.choice = choice
        tasks = choice.entry.manifest.asset_tasks
        self.task = task if task in tasks else tasks[0]
        self.schema = None
        self.chosen.emit(choice)
        self._ask()
        if self.choice is choice:
            self._worker.warm(choice.entry.id, choice.model, self.runtime())

    def on_schema(self, event: SchemaReady) -> None:
        """The parameters of some generator have become known."""
        if self.choice is None or self.schema is not None:
            return
        ours = (self.choice.entry.id, self.task, self.choice.model.id)
        if (event.generator, event.task, event.model_id) == ours:
            self._ask()

    def on_error(self, event: ErrorRaised) -> None:
        """Something failed outside any job; while a form is awaited, that is why it does not come."""
        if self.choice is not None and self.schema is None:
            self.form_failed.emit(event.error)

    def ask_again(self) -> None:
        """Ask for the form of what is chosen once more."""
        if self.choice is not None:
            self.choose(self.choice, self.task)

    def submit(
        self,
        values: Mapping[str, Any],
        seed: int,
        count: int,
        *,
        is_next: bool = False,
        animation: Animation | None = None,
    ) -> Job | None:
        """Queue what the form says; `is_next` puts it before everything that waits."""
        if self.choice is None or self.task is None or self.schema is None:
            return None
        try:
            request = build_request(
                self.choice.entry,
                self.choice.model,
                self.task,
                values,
                seed=seed,
                count=count,
                schema=self.schema,
                runtime=self.runtime(),
                animation=animation,
            )
            return self._announce(self._queue.submit(request), is_next)
        except AigcError as error:
            self.failed.emit(error.info())
            return None

    def again(self, recipe: Recipe) -> Job | None:
        """Queue a recipe as it is: the same pixels once more."""
        try:
            return self._announce(self._queue.submit(request_again(recipe)), is_next=False)
        except AigcError as error:
            self.failed.emit(error.info())
            return None

    def cancel(self) -> None:
        """Cancel the job that runs, or the first that waits."""
        active = [job for job in self._queue.jobs() if not job.has_ended]
        active.sort(key=lambda job: job.state == "queued")
        if active:
            self._queue.cancel(active[0].id)

    def _announce(self, job: Job, is_next: bool) -> Job:
        waiting = [j.id for j in self._queue.jobs() if j.state == "queued" and j.id != job.id]
        if is_next and waiting:
            self._queue.move(job.id, waiting[0])
        self.submitted.emit(job)
        return job

    def _ask(self) -> None:
        if self.choice is None:
            return
        try:
            schema = self._schemas.get(self.choice.entry.id, cast(Task, self.task), self.choice.model)
        except AigcError as error:
            self.failed.emit(error.info())
            return
        if schema is not None:
            self.schema = schema
            self.form_ready.emit(schema)
