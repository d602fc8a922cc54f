"""What was found out about how a picture was made, in our words, whichever program wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from aigc_desktop.api.recipe import Recipe

Value: TypeAlias = str | int | float | bool


@dataclass(frozen=True, slots=True)
class FoundSettings:
    """Settings read from a picture. All texts but those in `recipe` are cleaned and safe to show.

    `dialect` is `aigc` or `a1111`. `parameters` bear our names and types (`prompt`, `steps`,
    `guidance_scale`, `scheduler`, `width`, ...) and hold only what was found; they are not checked against
    any generator. `model` is the name the file gives. `others` is what has no word of ours. `recipe` is
    the whole recipe, exactly as written, where the file holds one.
    """

    dialect: str
    parameters: dict[str, Value] = field(default_factory=dict)
    seed: int | None = None
    model: str = ""
    model_hash: str = ""
    others: dict[str, str] = field(default_factory=dict)
    recipe: Recipe | None = None

    @property
    def prompt(self) -> str:
        """The prompt, or an empty string."""
        return str(self.parameters.get("prompt", ""))

    @property
    def negative_prompt(self) -> str:
        """The negative prompt, or an empty string."""
        return str(self.parameters.get("negative_prompt", ""))
