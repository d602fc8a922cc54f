"""What the text encoders made of the last prompt is kept: while a latent is moved, it stays the same."""

from __future__ import annotations

from functools import wraps
from typing import Any


def remember_last_prompt(pipeline: Any) -> None:  # noqa: ANN401 - diffusers is partly untyped
    """Let `pipeline` read a prompt again only when anything about it is not as it was the last time."""
    read = pipeline.encode_prompt
    asked: tuple[Any, ...] | None = None
    found: Any = None

    @wraps(read)
    def encode_prompt(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        nonlocal asked, found
        if asked != (arguments, options):
            found = read(*arguments, **options)
            asked = arguments, options
        return found

    pipeline.encode_prompt = encode_prompt
