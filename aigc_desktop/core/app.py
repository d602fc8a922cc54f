"""Puts the collaborators together. Nothing is global: who needs one is given it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from aigc_desktop.core.catalogue import Catalogue
from aigc_desktop.core.database import Database
from aigc_desktop.core.dispatcher import Dispatcher
from aigc_desktop.core.engine_pool import EnginePool
from aigc_desktop.core.engine_start import Process
from aigc_desktop.core.events import Events
from aigc_desktop.core.inbox import Inbox
from aigc_desktop.core.job_store import JobStore
from aigc_desktop.core.jobs import JobQueue
from aigc_desktop.core.lab_store import LabStore
from aigc_desktop.core.library import Library
from aigc_desktop.core.live import LiveLane
from aigc_desktop.core.models import Models
from aigc_desktop.core.paths import Paths, default_home
from aigc_desktop.core.plugins import Plugins, discover
from aigc_desktop.core.schemas import SchemaDesk, Schemas
from aigc_desktop.core.sessions import Session, live_sessions, open_session
from aigc_desktop.core.settings import SettingsFile
from aigc_desktop.core.traces import Traces
from aigc_desktop.core.worker import Worker


@dataclass(frozen=True, slots=True)
class App:
    """The whole application without its window. Close it when done."""

    paths: Paths
    settings: SettingsFile
    lab: LabStore
    events: Events
    plugins: Plugins
    models: Models
    schemas: Schemas
    queue: JobQueue
    library: Library
    worker: Worker
    session: Session
    database: Database
    adopted: int

    def close(self) -> None:
        """End the engines and let go of everything. A job that ran is queued again at the next start."""
        self.worker.stop()
        self.session.close()
        self.database.close()


def open_app(home: Path | None = None, *, adopts: bool = False, spare: Process | None = None) -> App:
    """Open the application's state under `home` and start its worker.

    With `adopts`, unfinished jobs of sessions that are dead are taken over; then the queue is paused.
    `spare` is the process of an engine that was started ahead.
    """
    paths = Paths((home or default_home()).absolute())
    paths.make()
    database = Database(paths.database)
    events = Events()
    inbox: Inbox = SimpleQueue()
    settings = SettingsFile(paths.settings)
    session = open_session(paths)
    alive = live_sessions(paths) | {session.id}
    store = JobStore(database, events, session.id)
    adopted = store.adopt(alive) if adopts else 0
    plugins = discover()
    models = Models(lambda: (paths.models, *map(Path, settings.value.model_roots)), plugins)
    library = Library(paths, database, events)
    queue = JobQueue(store, events, inbox, is_paused=adopted > 0)
    pool = EnginePool(plugins, events, inbox, paths, spare)
    schemas = Schemas(database, plugins, events, inbox)
    catalogue = Catalogue(plugins, models, database)
    traces = Traces(store, library, events, paths.incoming / session.id, paths.models)
    dispatcher = Dispatcher(queue, pool, catalogue, traces, inbox)
    lane = LiveLane(catalogue, pool, events, dispatcher.is_working)
    desk = SchemaDesk(schemas, plugins, pool, events)
    worker = Worker(inbox, pool, dispatcher, desk, lane, plugins, events)
    worker.start(first=lambda: library.sweep(alive) if adopts else None)
    return App(
        paths=paths,
        settings=settings,
        lab=LabStore(paths.lab),
        events=events,
        plugins=plugins,
        models=models,
        schemas=schemas,
        queue=queue,
        library=library,
        worker=worker,
        session=session,
        database=database,
        adopted=adopted,
    )
