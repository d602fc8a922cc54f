"""Writes one text: a token at a time, from a reading of the prompt, with the luck of one seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from .network import Reading
from .sampling import Sampling, choose
from .streaming import TextStream

EndedBy = Literal["", "end", "stop", "length"]


@dataclass
class Draft:
    """A text in the making. `ended_by` says why it ended: its own end, a stop string, or its length."""

    prompt: Sequence[int]
    stream: TextStream
    tokens: list[int] = field(default_factory=list)
    ended_by: EndedBy = ""


def write(
    draft: Draft, reading: Reading, ends: AbstractSet[int], room: int, sampling: Sampling, seed: int
) -> Iterator[str]:
    """Write up to `room` tokens into `draft`. After each, what can be shown of the text since the last."""
    rng = np.random.default_rng(seed)
    seen = list(draft.prompt)
    while not draft.ended_by:
        token = choose(reading.logits, seen, sampling, rng)
        seen.append(token)
        draft.tokens.append(token)
        if token in ends:
            draft.ended_by = "end"
            yield draft.stream.finish()
            return
        delta = draft.stream.add(token)
        if draft.stream.is_stopped:
            draft.ended_by = "stop"
        elif len(draft.tokens) == room:
            draft.ended_by = "length"
            delta += draft.stream.finish()
        else:
            reading.read(token)
        yield delta
