"""What the lab looks at: a model with settings, and single pictures of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from aigc_desktop.api.latents import LATENT
from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.api.tasks import Task

STYLE = "style_latent"
MIX_FROM, MIX_TO = "mix_from_layer", "mix_to_layer"
OWN_FIELDS = (LATENT, STYLE, MIX_FROM, MIX_TO)
"""Parameters that the lab sets itself; its form leaves them out."""

_encoder = msgspec.json.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class Look:
    """One picture that somebody wants to see. Equal pictures have equal keys.

    A draft is quick and may be rough; the others are as a job would make them.
    """

    key: bytes
    request: Request
    is_draft: bool


@dataclass(frozen=True)
class Subject:
    """A model and what stands in its form. `values` hold every parameter but the lab's own."""

    generator: str
    model: str
    task: Task
    schema: Mapping[str, Any]
    values: Mapping[str, Any]
    seed: int
    runtime: Runtime

    @property
    def has_latents(self) -> bool:
        """Whether there is anything to explore."""
        return self._widget(LATENT) == "latent"

    @property
    def can_mix(self) -> bool:
        """Whether the model takes the style of one point into the picture of another."""
        return self._widget(STYLE) == "latent" and {MIX_FROM, MIX_TO} <= self.schema["properties"].keys()

    @property
    def layers(self) -> int:
        """How many layers can be mixed."""
        return int(self.schema["properties"][MIX_TO].get("maximum", 0)) if self.can_mix else 0

    @property
    def has_drafts(self) -> bool:
        """Whether a draft is another picture than the finished one."""
        return bool(self._drafts())

    def parameters(self, latent: str, mix: Mapping[str, Any]) -> dict[str, Any]:
        """All parameters of the picture at a point; `mix` are the lab's own ones beside the latent."""
        return {**self.values, LATENT: latent, **mix}

    def look(self, latent: str, mix: Mapping[str, Any] | None = None, *, is_draft: bool = True) -> Look:
        """The picture at a point."""
        drafts = self._drafts() if is_draft else {}
        request = Request(
            generator=self.generator,
            model=self.model,
            task=self.task,
            parameters={**self.parameters(latent, mix or {}), **drafts},
            seeds=(self.seed,),
            runtime=self.runtime,
        )
        return Look(_encoder.encode(request), request, is_draft or not self._drafts())

    def _drafts(self) -> dict[str, Any]:
        shapes: Mapping[str, Mapping[str, Any]] = self.schema["properties"]
        drafts = {name: shape["x-draft"] for name, shape in shapes.items() if "x-draft" in shape}
        return {name: draft for name, draft in drafts.items() if self.values.get(name, draft) > draft}

    def _widget(self, name: str) -> str:
        return str(self.schema["properties"].get(name, {}).get("x-widget", ""))
