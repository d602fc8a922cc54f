"""What the generator needs of a loaded network, whichever runtime it runs on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from aigc_desktop.api import JobContext, Model, ModelOutput, Request

from .sampling import Logits


class Reading(Protocol):
    """A network in the midst of a text: what it has read, as keys and values of its attention."""

    @property
    def logits(self) -> Logits:
        """The logits of the next token, of shape (vocabulary,), on the CPU."""

    def read(self, token: int) -> None:
        """Read one more token."""

    def fork(self) -> Reading:
        """Another reading that goes on from here; neither knows of the other."""


class Network(Protocol):
    """A causal language model on a device."""

    @property
    def vocabulary(self) -> int:
        """How many tokens it knows."""

    @property
    def facts(self) -> Mapping[str, str | int | float]:
        """Lines for the recipe: where and how it runs."""

    def start(self, prompt: Sequence[int]) -> Reading:
        """Read a prompt of at least one token."""

    def export(self, model: Model, request: Request, job: JobContext) -> Iterator[ModelOutput]:
        """The model in another format."""

    def close(self) -> None:
        """Give back the memory of the weights."""
