"""Flags, their limits and their help, all out of a parameter schema."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aigc_desktop.api.errors import AigcError

Schema = Mapping[str, Any]
_PREFIX = "parameter:"
_SWITCH = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


def add_flags(parser: argparse.ArgumentParser, schema: Schema) -> None:
    """Add a flag for each parameter, unless the parser has one of that name: `-s` reaches all of them."""
    group = parser.add_argument_group("parameters of this model (also: -s NAME=VALUE)")
    for name, shape in schema["properties"].items():
        flag = "--" + name.replace("_", "-")
        if flag not in parser._option_string_actions:
            group.add_argument(flag, dest=_PREFIX + name, metavar=_metavar(shape), help=_help(shape))


def values(schema: Schema, args: argparse.Namespace, pairs: Sequence[str]) -> dict[str, Any]:
    """Every parameter: its default, or what a flag or `NAME=VALUE` says, the latter last."""
    given = {
        name.removeprefix(_PREFIX): text
        for name, text in vars(args).items()
        if name.startswith(_PREFIX) and text is not None
    }
    given.update(split(pair) for pair in pairs)
    shapes = schema["properties"]
    defaults = {name: shape["default"] for name, shape in shapes.items() if "default" in shape}
    return defaults | {name: parse(shapes.get(name, {}), text) for name, text in given.items()}


def split(pair: str) -> tuple[str, str]:
    """`NAME=VALUE` as a pair."""
    name, equals, text = pair.partition("=")
    if not equals or not name:
        raise AigcError("usage.pair", f"“{pair}” is not NAME=VALUE.", "Write for instance: -s steps=30")
    return name.strip().replace("-", "_"), text


def parse(shape: Mapping[str, Any], text: str) -> object:
    """The value that `text` means, or `text` itself where it means none: checking names the limits then."""
    if "enum" in shape:
        return next((choice for choice in shape["enum"] if str(choice) == text), text)
    if shape.get("x-widget") == "image" and text:
        return str(Path(text).expanduser().absolute())
    kind = shape.get("type")
    if kind == "boolean":
        return _SWITCH.get(text.lower(), text)
    try:
        return {"integer": int, "number": float}[kind](text) if kind in ("integer", "number") else text
    except ValueError:
        return text


def limits(shape: Mapping[str, Any]) -> str:
    """What a parameter may be, in words: `from 1 to 150`, `one of a, b`."""
    if "enum" in shape:
        return "one of " + ", ".join(map(str, shape["enum"]))
    if shape.get("type") == "boolean":
        return "true or false"
    if "maxLength" in shape:
        return f"at most {shape['maxLength']} characters"
    low, high = shape.get("minimum"), shape.get("maximum")
    span = f"from {low} to {high}" if None not in (low, high) else ""
    span = span or (f"at least {low}" if low is not None else f"at most {high}" if high is not None else "")
    steps = f"a multiple of {shape['multipleOf']}" if "multipleOf" in shape else ""
    return ", ".join(part for part in (span, steps) if part)


def _help(shape: Mapping[str, Any]) -> str:
    said = shape.get("description") or shape.get("title", "")
    unit = f" in {shape['x-unit']}" if "x-unit" in shape else ""
    parts = [f"{said.rstrip('.')}{unit}", limits(shape), _default(shape)]
    return "; ".join(part for part in parts if part).replace("%", "%%")


def _default(shape: Mapping[str, Any]) -> str:
    default = shape.get("default", "")
    if isinstance(default, bool):
        return f"default {str(default).lower()}"
    return f"default {default}" if default != "" else ""


def _metavar(shape: Mapping[str, Any]) -> str:
    kind = "image" if shape.get("x-widget") == "image" else shape.get("type", "")
    return {"integer": "N", "number": "X", "boolean": "YES|NO", "image": "FILE"}.get(kind, "TEXT")
