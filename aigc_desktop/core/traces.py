"""Where a job leaves its traces."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from aigc_desktop.core.events import Events
from aigc_desktop.core.job_store import JobStore
from aigc_desktop.core.library import Library


@dataclass(frozen=True, slots=True)
class Traces:
    """The job's row, its assets, the events about it, the folder its engine writes into, and the models'."""

    store: JobStore
    library: Library
    events: Events
    incoming: Path
    models: Path

    def folder(self, job_id: str) -> Path:
        """Where the engine puts finished files of a job until they are placed."""
        return self.incoming / job_id

    def tidy(self, job_id: str) -> None:
        """Remove what the engine left there."""
        shutil.rmtree(self.folder(job_id), ignore_errors=True)
