"""The parameter schemas of generators, asked of engines once and remembered."""

from __future__ import annotations

import hashlib
import threading
from typing import Any

import msgspec

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.models import Model
from aigc_desktop.api.tasks import Task
from aigc_desktop.core.database import Database
from aigc_desktop.core.engine_pool import EnginePool
from aigc_desktop.core.engine_process import EngineProcess
from aigc_desktop.core.events import CoreEvent, ErrorRaised, Events, SchemaReady
from aigc_desktop.core.inbox import Inbox, SchemaWanted
from aigc_desktop.core.plugins import Plugins
from aigc_desktop.messages import Describe, Described, DescribeFailed


class Schemas:
    """Answers from the database at once, or has an engine asked. May be used from any thread."""

    def __init__(self, database: Database, plugins: Plugins, events: Events, inbox: Inbox) -> None:
        self._database = database
        self._plugins = plugins
        self._events = events
        self._inbox = inbox

    def get(self, generator: str, task: Task, model: Model) -> dict[str, Any] | None:
        """The schema, or None: then it was asked for, and SchemaReady or ErrorRaised follows."""
        key = self._key(generator, task, model)
        schema = self.cached(key)
        if schema is None:
            self._inbox.put(SchemaWanted(key, generator, task, model))
        return schema

    def wait(self, generator: str, task: Task, model: Model, timeout_s: float) -> dict[str, Any]:
        """The schema, waited for; raises AigcError when it is not there in `timeout_s`."""
        arrived = threading.Event()
        failed: list[ErrorInfo] = []

        def listen(event: CoreEvent) -> None:
            if isinstance(event, ErrorRaised):
                failed.append(event.error)
            if isinstance(event, ErrorRaised | SchemaReady):
                arrived.set()

        unsubscribe = self._events.subscribe(listen)
        try:
            schema = self.get(generator, task, model)
            while schema is None:
                came = arrived.wait(timeout_s)
                arrived.clear()
                schema = self.cached(self._key(generator, task, model))
                if schema is None:
                    _give_up(failed, came)
            return schema
        finally:
            unsubscribe()

    def cached(self, key: str) -> dict[str, Any] | None:
        """What the database remembers under `key`."""
        row = (
            self._database.connection().execute("SELECT schema FROM schemas WHERE key = ?", (key,)).fetchone()
        )
        return None if row is None else msgspec.json.decode(row[0], type=dict[str, Any])

    def remember(self, key: str, schema: dict[str, Any]) -> None:
        """Keep a schema for later starts."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO schemas (key, schema) VALUES (?, ?)",
                (key, msgspec.json.encode(schema).decode()),
            )

    def _key(self, generator: str, task: Task, model: Model) -> str:
        """Stands for all that the answer depends on: the plugin's version and the model's headers."""
        plugin = self._plugins.generator(generator).plugin
        asked = (plugin.id, plugin.version, generator, task, model.id, model.class_name, model.config)
        return hashlib.sha256(msgspec.json.encode(asked, order="sorted")).hexdigest()


class SchemaDesk:
    """Carries the questions to engines. Used by the worker's thread only."""

    def __init__(self, schemas: Schemas, plugins: Plugins, pool: EnginePool, events: Events) -> None:
        self._schemas = schemas
        self._plugins = plugins
        self._pool = pool
        self._events = events
        self._open: dict[str, tuple[SchemaWanted, EngineProcess]] = {}

    def ask(self, wanted: SchemaWanted) -> None:
        """Ask the generator's engine, unless that question is open already."""
        if wanted.key in self._open:
            return
        try:
            entry = self._plugins.generator(wanted.generator)
            engine = self._pool.engine_for(entry, wanted.model)
        except AigcError as error:
            self._events.publish(ErrorRaised(error=error.info()))
            return
        self._open[wanted.key] = (wanted, engine)
        engine.send(
            Describe(
                key=wanted.key,
                plugin=entry.plugin.id,
                generator=wanted.generator,
                task=wanted.task,
                model=wanted.model,
            )
        )

    def on_event(self, event: Described | DescribeFailed) -> None:
        """An engine answered."""
        wanted = self._open.pop(event.key, None)
        if wanted is None:
            return
        if isinstance(event, DescribeFailed):
            self._events.publish(ErrorRaised(error=event.error))
            return
        self._schemas.remember(event.key, event.schema)
        self._events.publish(
            SchemaReady(generator=wanted[0].generator, task=wanted[0].task, model_id=wanted[0].model.id)
        )

    def on_engine_gone(self, engine: EngineProcess, error: ErrorInfo) -> None:
        """Questions to a dead engine stay unanswered, and somebody should know."""
        lost = [key for key, (_, asked) in self._open.items() if asked is engine]
        for key in lost:
            del self._open[key]
        if lost:
            self._events.publish(ErrorRaised(error=error))


def _give_up(failed: list[ErrorInfo], came: bool) -> None:
    if failed:
        error = failed[0]
        raise AigcError(error.code, error.message, error.hint, error.details)
    if not came:
        raise AigcError(
            "engine.slow",
            "The engine did not say in time which parameters this generator takes.",
            "Try again.",
        )
