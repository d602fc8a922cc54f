"""Drives a real application in a test: its events are recorded, and a test waits for what it expects."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Animation, Request, seed_range
from aigc_desktop.core.app import App
from aigc_desktop.core.events import CoreEvent
from aigc_desktop.core.library import AssetQuery
from aigc_desktop.core.records import Asset, Job

LIMIT_S = 60.0
E = TypeVar("E")


class Driver:
    """An application with the scripted plugin, and everything it said."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.events: list[CoreEvent] = []
        self._news = threading.Condition()
        app.events.subscribe(self._listen)

    def submit(
        self,
        count: int = 1,
        seed: int = 1,
        task: str = "text-to-image",
        animation: Animation | None = None,
        **parameters: str | float,
    ) -> Job:
        """Queue a request to the scripted generator."""
        request = Request(
            generator="scripted",
            model=self.model.id,
            task=task,  # type: ignore[arg-type]
            parameters=parameters,
            seeds=seed_range(seed, count),
            animation=animation,
        )
        return self.app.queue.submit(request)

    @property
    def model(self) -> Model:
        """The scripted plugin's own model."""
        return self.app.models.for_generator("scripted")[0]

    def finish(self, job: Job) -> Job:
        """Wait until the job has ended, and return it."""
        return self.wait_until(lambda: self._ended(job.id), f"the end of job {job.id}")

    def wait_state(self, job: Job, state: str) -> Job:
        """Wait until the job is in `state`."""

        def reached() -> Job | None:
            now = self.app.queue.get(job.id)
            return now if now.state == state else None

        return self.wait_until(reached, f"job {job.id} to be {state}")

    def wait_for(self, kind: type[E], matches: Callable[[E], bool] = lambda _: True) -> E:
        """Wait for an event of `kind` that matches; events of the past count."""

        def seen() -> E | None:
            return next((e for e in self.events if isinstance(e, kind) and matches(e)), None)

        return self.wait_until(seen, kind.__name__)

    def wait_until(self, ready: Callable[[], E | None], what: str) -> E:
        """Wait for `ready` to return something, looking again at each event."""
        with self._news:
            for _ in range(int(LIMIT_S * 10)):
                found = ready()
                if found is not None:
                    return found
                self._news.wait(0.1)
        raise AssertionError(
            f"waited {LIMIT_S:.0f} s in vain for {what}; the last events: {self.events[-5:]}"
        )

    def assets(self) -> list[Asset]:
        """What is in the library, newest first."""
        keys = self.app.library.keys(AssetQuery())
        found = self.app.library.assets(keys)
        return [found[key] for key in keys]

    def _ended(self, job_id: str) -> Job | None:
        job = self.app.queue.get(job_id)
        return job if job.has_ended else None

    def _listen(self, event: CoreEvent) -> None:
        with self._news:
            self.events.append(event)
            self._news.notify_all()
