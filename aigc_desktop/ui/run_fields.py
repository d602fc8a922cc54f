"""Seed and count: what every run needs beside the generator's own parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aigc_desktop.api.requests import MAX_SEED
from aigc_desktop.ui.forms.kinds import kind_of

MAX_COUNT = 999
COUNT = {"type": "integer", "title": "Count", "minimum": 1, "maximum": MAX_COUNT, "default": 1}
SEED = {"type": "integer", "title": "Seed", "minimum": 0, "maximum": MAX_SEED, "default": 0}


def with_run_fields(schema: Mapping[str, Any], *, has_count: bool = True) -> dict[str, Any]:
    """`schema` with count and seed behind the size, or behind the prompts where there is no size."""
    properties: dict[str, Any] = dict(schema["properties"])
    first = [name for name, shape in properties.items() if kind_of(shape) == "prompt"]
    first += [name for name in ("width", "height") if name in properties]
    ordered = {name: properties[name] for name in first}
    if has_count:
        ordered["count"] = {**COUNT, "x-widget": "number"}
    ordered["seed"] = {**SEED, "x-widget": "seed"}
    return {**schema, "properties": ordered | properties}
