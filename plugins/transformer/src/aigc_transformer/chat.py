"""The chat template of a model: a small program in Jinja, run where it can do no harm."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NoReturn

from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from aigc_desktop.api import AigcError

_MOST_CHARACTERS = 1_000_000
_MOST_REPEATS = 10_000


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which also refuses to multiply texts and numbers beyond all measure."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's
        counts = [value for value in (left, right) if isinstance(value, int)]
        is_plain = isinstance(left, int | float) and isinstance(right, int | float)
        if max(counts, default=0) > _MOST_REPEATS and not (is_plain and operator == "*"):
            raise TemplateError(f"{operator} makes too much")
        return super().call_binop(context, operator, left, right)


def render(
    template: str, messages: list[dict[str, str]], specials: Mapping[str, str], model_name: str
) -> str:
    """The text in which the model expects the messages, ready for its answer.

    Raises AigcError `model.template` for a template that is broken, or that wants what it may not have.
    """
    try:
        made = _environment().from_string(template)
        return "".join(_bounded(made.generate(messages=messages, add_generation_prompt=True, **specials)))
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        raise AigcError(
            "model.template",
            f"The chat template of “{model_name}” cannot be used: {error}.",
            "Turn the chat off for this model, or get a newer version of it.",
        ) from error


def _bounded(parts: Iterable[str]) -> Iterator[str]:
    length = 0
    for part in parts:
        length += len(part)
        if length > _MOST_CHARACTERS:
            raise TemplateError(f"it writes more than {_MOST_CHARACTERS} characters")
        yield part


def messages_of(system: str, prompt: str) -> list[dict[str, str]]:
    """One question, after what the model is told about how to answer."""
    told = [{"role": "system", "content": system}] if system else []
    return [*told, {"role": "user", "content": prompt}]


def _environment() -> _Sandbox:
    environment = _Sandbox(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"], auto_reload=False
    )
    environment.filters["tojson"] = _tojson
    environment.globals["raise_exception"] = _raise
    environment.globals["strftime_now"] = _strftime_now
    return environment


def _tojson(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _strftime_now(form: str) -> str:
    return datetime.now().astimezone().strftime(form)


def _raise(message: str) -> NoReturn:
    raise TemplateError(message)
