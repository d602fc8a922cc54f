"""What `aigc demo` asks of a starter, out of the parameters that it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request
from aigc_desktop.api.tasks import Task
from aigc_desktop.core.plugins import GeneratorEntry
from aigc_desktop.core.requests import build_request

PROMPTS = (
    "a red star on a white background",
    "a striped blue heart on a yellow background",
    "an outlined green house on a white background",
    "白色背景上的红色爱心",
    "a gradient purple moon on a black background",
    "a small orange flower on a cyan background",
    "a large pink cloud on a blue background",
    "a yellow lightning bolt on a purple background",
    "a red circle next to a blue square on a white background",
    "黄色背景上的条纹蓝色星星",
    "黑色背景上的渐变绿色菱形",
    "粉色背景上的描边紫色月亮",
)
FIRST_SEED = 1
_Values = Mapping[str, Any]


def wishes(
    entry: GeneratorEntry, model: Model, task: Task, schema: Mapping[str, Any], most: int
) -> Iterator[Request]:
    """At most `most` requests: a prompt or a class each, or one of several seeds where neither is taken."""
    shapes = schema["properties"]
    defaults = {name: shape["default"] for name, shape in shapes.items() if "default" in shape}
    varied = list(_varied(task, shapes))[:most]
    for place, values in enumerate(varied):
        count = most if varied == [{}] else 1
        yield build_request(
            entry, model, task, {**defaults, **values}, seed=FIRST_SEED + place, count=count, schema=schema
        )


def label_of(request: Request) -> str:
    """What a picture of the sheet is called."""
    said = request.parameters.get("prompt") or request.parameters.get("label") or ""
    return f"{said} · {request.model}" if said else request.model


def _varied(task: Task, shapes: Mapping[str, Any]) -> Iterator[_Values]:
    if task == "text-to-image":
        yield from ({"prompt": prompt} for prompt in PROMPTS)
    elif "enum" in shapes.get("label", {}):
        yield from ({"label": label} for label in shapes["label"]["enum"])
    else:
        yield {}
