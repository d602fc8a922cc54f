"""Parameters: one frozen struct is the form, the flags, the schema and the validation.

class TextToImage(Params):
    prompt: Annotated[str, param("Prompt", widget="prompt", max_length=4000)] = ""
    steps: Annotated[int, param("Steps", ge=1, le=150)] = 25
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import msgspec

from aigc_desktop.api.errors import AigcError

Widget = Literal["auto", "prompt", "text", "slider", "number", "choice", "size", "switch", "image", "latent"]


class Params(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every parameter type. Give each field a default, a type and `param(...)`."""


P = TypeVar("P", bound=Params)


def param(
    title: str,
    description: str = "",
    *,
    ge: float | None = None,
    le: float | None = None,
    multiple_of: float | None = None,
    max_length: int | None = None,
    widget: Widget = "auto",
    advanced: bool = False,
    unit: str = "",
    step: float | None = None,
    draft: float | None = None,
) -> msgspec.Meta:
    """How a field is shown and what values it takes.

    `title` and `description` are English; the window translates them where it can. `advanced` puts the field
    under Advanced. `step` is the widget's step, `multiple_of` a rule. A `str` with the widget `image` holds
    the absolute path of a picture of the user's; the command line also takes a relative one. One with the
    widget `latent` holds a point of the latent space (`api.latents`). `draft` is used instead of the
    value while something is dragged in the latent lab: less, but quick.
    """
    hints = {"x-widget": widget, "x-advanced": advanced, "x-unit": unit, "x-step": step, "x-draft": draft}
    shown = {k: v for k, v in hints.items() if v not in ("", None, False, "auto")}
    rules = {"ge": ge, "le": le, "multiple_of": multiple_of, "max_length": max_length}
    said = {"description": description or None, "extra_json_schema": shown or None}
    given: dict[str, Any] = {k: v for k, v in {**rules, **said}.items() if v is not None}
    return msgspec.Meta(title=title, **given)


def schema_of(params: type[Params]) -> dict[str, Any]:
    """The JSON Schema of a parameter type: `{"type": "object", "properties": {...}}`, no references.

    Raises TypeError when a field uses a type that a form cannot show.
    """
    (schema,), components = msgspec.json.schema_components((params,), ref_template="{name}")
    resolved: dict[str, Any] = components[schema["$ref"]] if "$ref" in schema else schema
    names = {f.encode_name: f for f in msgspec.structs.fields(params)}
    properties = {name: resolved["properties"][name] for name in names}
    for name, shape in properties.items():
        if "$ref" in shape or "anyOf" in shape:
            raise TypeError(f"{params.__name__}.{name}: forms take str, int, float, bool and Literal only")
    return {
        "type": "object",
        "title": params.__name__,
        "properties": properties,
        "additionalProperties": False,
    }


def convert(params: type[P], values: Mapping[str, Any]) -> P:
    """`values` as an instance of `params`; raises AigcError naming the field and its limits."""
    check(schema_of(params), values)
    try:
        return msgspec.convert(dict(values), params)
    except msgspec.ValidationError as error:
        raise AigcError(
            "parameters.invalid", _sentence(str(error)), "Correct the value and try again."
        ) from error


def check(schema: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Check `values` against a parameter schema; raises AigcError naming the field and its limits."""
    properties: Mapping[str, Mapping[str, Any]] = schema["properties"]
    for name, value in values.items():
        if name not in properties:
            known = ", ".join(properties)
            raise AigcError("parameters.unknown", f"There is no parameter “{name}”.", f"Known are: {known}.")
        _check_value(name, properties[name], value)


def _check_value(name: str, shape: Mapping[str, Any], value: object) -> None:
    if "enum" in shape and value not in shape["enum"]:
        _refuse(name, value, f"one of {', '.join(map(str, shape['enum']))}")
    kind = shape.get("type")
    if kind in _TYPES and not _is_a(kind, value):
        _refuse(name, value, _TYPES[kind][1])
    if isinstance(value, int | float) and kind in ("integer", "number"):
        _check_number(name, shape, value)
    if isinstance(value, str) and len(value) > shape.get("maxLength", len(value)):
        _refuse(name, f"{len(value)} characters", f"at most {shape['maxLength']} characters")


def _check_number(name: str, shape: Mapping[str, Any], value: float) -> None:
    low, high = shape.get("minimum"), shape.get("maximum")
    if value != value or (low is not None and value < low) or (high is not None and value > high):
        _refuse(name, value, _limits(low, high))
    multiple = shape.get("multipleOf")
    if multiple and value % multiple:
        _refuse(name, value, f"a multiple of {multiple}")


def _limits(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"from {low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}"


_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "integer": ((int,), "a whole number"),
    "number": ((int, float), "a number"),
    "string": ((str,), "a piece of text"),
    "boolean": ((bool,), "true or false"),
}


def _is_a(kind: str, value: object) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES[kind][0])


def _refuse(name: str, value: object, wanted: str) -> None:
    raise AigcError(
        "parameters.range",
        f"{name} is {value!r}; it must be {wanted}.",
        f"Choose another value for {name}, or leave it out.",
    )


def _sentence(message: str) -> str:
    field = re.search(r"`\$\.?([\w.]*)`", message)
    return f"{field.group(1)}: {message}" if field else message
