"""The recipe of an asset: what it was made from and what made it."""

from __future__ import annotations

from typing import Any

import msgspec

from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.api.tasks import Family


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """How an asset was made: enough to make it again, and what made it. Stored in the row and in the file.

    `request.runtime` is the resolved one. `index` is the asset's place in `request.seeds`.
    `duration_s` is the time of this output alone.
    """

    request: Request
    index: int
    job_id: str
    family: Family
    model_name: str
    model_hash: str
    plugin: str
    plugin_version: str
    app_version: str
    device_name: str
    licence: str = ""
    created_at: float = 0.0
    duration_s: float = 0.0
    libraries: dict[str, str] = {}
    facts: dict[str, Any] = {}

    @property
    def seed(self) -> int:
        """The seed of this asset alone."""
        return self.request.seeds[self.index]

    @property
    def prompt(self) -> str:
        """The prompt, or an empty string where the generator takes none."""
        return str(self.request.parameters.get("prompt", ""))

    @property
    def runtime(self) -> Runtime:
        """Where it ran, with no field left at `auto`."""
        return self.request.runtime
