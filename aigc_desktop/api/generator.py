"""What a plugin implements, and what it is given while a job runs."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from aigc_desktop.api.outputs import Output
from aigc_desktop.api.requests import Request

if TYPE_CHECKING:
    from PIL.Image import Image

Preview = Callable[[], "Image"]
"""Computes a small picture of the state of the job. Called only when it will be shown."""


class JobContext(Protocol):
    """The narrow window through which a running generator talks to the application."""

    @property
    def indices(self) -> tuple[int, ...]:
        """Which entries of `Request.seeds` to make. Fewer than all after an interrupted job."""

    @property
    def scratch_dir(self) -> Path:
        """An empty folder of this job's own. It is removed when the job ends."""

    @property
    def log(self) -> logging.Logger:
        """A logger that bears the plugin's name; what it says is shown on the plugin's page."""

    def progress(self, step: int, total: int, message: str = "", preview: Preview | None = None) -> None:
        """Report that `step` of `total` steps of the current stage are done.

        Raises JobCancelled when the user cancelled. Call it once a step, in the thread of `generate`.
        """

    def stage(self, offset: float, length: float) -> AbstractContextManager[None]:
        """Let `progress` inside the `with` block cover `offset` to `offset + length` of this stage.

        Both are fractions of the surrounding stage, 0 to 1. Stages nest.
        """

    def notice(self, message: str, hint: str = "") -> None:
        """Tell the user something worth knowing that is no failure, in one sentence."""

    def stream_text(self, delta: str, index: int = 0) -> None:
        """Show more of the text of output `index` while it is being written, one output after the other."""

    def rng(self, index: int) -> random.Random:
        """A random generator for output `index` that depends on `Request.seeds[index]` alone."""


class Generator(Protocol):
    """A loaded model, ready to run. Made by the `create_generator` hook, used for many jobs."""

    def generate(self, request: Request, job: JobContext) -> Iterable[Output]:
        """Yield one output for each index in `job.indices`, each as soon as it is finished.

        Output k must depend on `request.seeds[k]` and not on how many outputs are made together.
        Raise AigcError for what the user can mend; let JobCancelled pass through.
        """

    def close(self) -> None:
        """Give back memory and files. Called once; no call follows it.

        The process ends right after the last one: handlers of `atexit` do not run, so tidy up here.
        """
