"""The records that the database holds: jobs and assets."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Request
from aigc_desktop.api.tasks import OutputKind

JobState = Literal["queued", "loading", "running", "saving", "finished", "failed", "cancelled"]
JOB_STATES: tuple[str, ...] = get_args(JobState)
ENDED: frozenset[str] = frozenset({"finished", "failed", "cancelled"})


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A request in the queue. Times are seconds since the epoch, 0 while unknown.

    `position` orders the queue. `engine_deaths` counts the engines that died under this job; a second
    death quarantines it. `saved` is the number of its assets that are in the library.
    """

    id: str
    request: Request
    state: JobState = "queued"
    position: float = 0.0
    created_at: float = 0.0
    started_at: float = 0.0
    ended_at: float = 0.0
    engine_deaths: int = 0
    is_quarantined: bool = False
    saved: int = 0
    error: ErrorInfo | None = None

    @property
    def has_ended(self) -> bool:
        """Whether the job is finished, failed or cancelled."""
        return self.state in ENDED


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """A saved result. `file` and `thumbnail` are absolute paths; `thumbnail` may equal `file`.

    `rating` is 0 to 5 stars; `binned_at` is 0 unless the asset lies in the bin. `recipe` is None for a
    file that was added from outside without one. `excerpt` is the beginning of a text.
    """

    id: str
    kind: OutputKind
    file: str
    thumbnail: str
    width: int
    height: int
    created_at: float
    recipe: Recipe | None
    rating: int = 0
    binned_at: float = 0.0
    excerpt: str = ""
