"""From logits to the next token, as pure functions on NumPy arrays: every runtime chooses alike.

Logits are float32, of shape (vocabulary,). A token that is ruled out has the logit minus infinity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Logits: TypeAlias = NDArray[np.float32]
_OUT = np.float32(-np.inf)


@dataclass(frozen=True)
class Sampling:
    """A temperature of 0 takes the likeliest token. A top_k of 0, top_p of 1 and penalty of 1 do nothing."""

    temperature: float = 1.0
    top_k: int = 0
    top_p: float = 1.0
    repetition_penalty: float = 1.0


def choose(logits: Logits, seen: Sequence[int], sampling: Sampling, rng: np.random.Generator) -> int:
    """The next token. `seen` are the tokens of the prompt and of the text so far."""
    if sampling.repetition_penalty != 1:
        logits = penalised(logits, seen, sampling.repetition_penalty)
    if sampling.temperature == 0:
        return int(np.argmax(logits))
    logits = logits / np.float32(sampling.temperature)
    if sampling.top_k:
        logits = keep_top_k(logits, sampling.top_k)
    if sampling.top_p < 1:
        logits = keep_top_p(logits, sampling.top_p)
    return draw(logits, rng)


def penalised(logits: Logits, seen: Sequence[int], penalty: float) -> Logits:
    """Make tokens that were seen less likely: positive logits over `penalty`, negative ones times it.

    Source: CTRL (Keskar et al. 2019), section 4.1.
    """
    changed = logits.copy()
    places = np.unique(np.asarray(seen, dtype=np.int64))
    old = changed[places]
    changed[places] = np.where(old < 0, old * np.float32(penalty), old / np.float32(penalty))
    return changed


def keep_top_k(logits: Logits, count: int) -> Logits:
    """Rule out all but the `count` likeliest tokens, and those as likely as the last of them.

    Source: Fan et al. 2018, "Hierarchical Neural Story Generation".
    """
    if count >= len(logits):
        return logits
    least = np.partition(logits, len(logits) - count)[len(logits) - count]
    return np.where(logits < least, _OUT, logits)


def keep_top_p(logits: Logits, share: float) -> Logits:
    """Rule out all but the likeliest tokens whose probabilities first reach `share`; one always stays.

    Source: nucleus sampling, Holtzman et al. 2019, "The Curious Case of Neural Text Degeneration".
    """
    candidates = np.flatnonzero(np.isfinite(logits))
    order = candidates[np.argsort(-logits[candidates], kind="stable")]
    before = np.cumsum(probabilities(logits[order])) - probabilities(logits[order])
    kept = order[: max(1, int(np.count_nonzero(before < share)))]
    result = np.full_like(logits, _OUT)
    result[kept] = logits[kept]
    return result


def probabilities(logits: Logits) -> NDArray[np.float64]:
    """The softmax of the logits, in float64 so that sums are exact enough to draw from."""
    exponentials = np.exp(logits.astype(np.float64) - float(np.max(logits)))
    shares: NDArray[np.float64] = exponentials / exponentials.sum()
    return shares


def draw(logits: Logits, rng: np.random.Generator) -> int:
    """A token drawn by its probability, with one number of `rng`."""
    reached = np.cumsum(probabilities(logits))
    return int(min(np.searchsorted(reached, rng.random() * reached[-1], side="right"), len(logits) - 1))
