"""Run as a program: makes three pictures, and kills itself without warning at the moment named.

    python -m tests.e2e.crashing HOME MOMENT [animation]

With `animation` it makes two animations instead.

A moment is `state:NAME` (a job has just reached that state), `asset:N` (the N-th row was just committed)
or `replace:N` (just before the N-th file is moved into the library). At `never` it prints the process id of
its engine and waits to be killed, with a long job under way.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from aigc_desktop.api.requests import Animation
from aigc_desktop.core.app import open_app
from aigc_desktop.core.events import AssetSaved, CoreEvent, JobChanged
from tests.e2e.driving import Driver


def die() -> None:
    """What `kill -9` and a power cut have in common: nobody is told."""
    os.kill(os.getpid(), signal.SIGKILL)


class Bomb:
    """Counts what happens and goes off at its moment."""

    def __init__(self, moment: str) -> None:
        self._kind, _, self._when = moment.partition(":")
        self._counts = {"asset": 0, "replace": 0}

    def on_event(self, event: CoreEvent) -> None:
        """Goes off at a state or after a row."""
        if isinstance(event, JobChanged) and (self._kind, self._when) == ("state", event.job.state):
            die()
        if isinstance(event, AssetSaved):
            self._count("asset")

    def watch_files(self) -> None:
        """Goes off before a file is moved into the library."""
        plain = os.replace

        def replace(source: str | Path, target: str | Path) -> None:
            if "incoming" in Path(source).parts:
                self._count("replace")
            plain(source, target)

        os.replace = replace  # type: ignore[assignment]

    def _count(self, kind: str) -> None:
        self._counts[kind] += 1
        if (self._kind, self._when) == (kind, str(self._counts[kind])):
            die()


def main(home: str, moment: str, what: str = "pictures") -> None:
    """Open the application, make three pictures, and say so should nothing have killed it."""
    app = open_app(Path(home))
    app.models.scan()
    bomb = Bomb(moment)
    bomb.watch_files()
    app.events.subscribe(bomb.on_event)
    driver = Driver(app)
    if moment == "never":
        driver.wait_state(driver.submit(steps=150, delay_s=1.0), "running")
        print(*app.worker.engine_pids(), flush=True)
        signal.pause()
    if what == "animation":
        animation = Animation(keyframes=("1", "2"), frames=4)
        driver.finish(driver.submit(count=2, animation=animation, latent="", steps=1))
    else:
        driver.finish(driver.submit(count=3, delay_s=0.01))
    print("survived", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
