"""The sampling functions do what those of transformers do."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import pytest
import torch
from aigc_transformer.sampling import (
    Logits,
    Sampling,
    choose,
    draw,
    keep_top_k,
    keep_top_p,
    penalised,
    probabilities,
)

generation: Any = import_module("transformers.generation.logits_process")
SIZE = 500


@pytest.fixture(params=range(5))
def logits(request: pytest.FixtureRequest) -> Logits:
    return np.random.default_rng(request.param).normal(0, 3, SIZE).astype(np.float32)


def _theirs(processor: Any, logits: Logits, seen: list[int] | None = None) -> Logits:  # noqa: ANN401 - untyped
    ids = torch.tensor([seen or [0]])
    result: Logits = processor(ids, torch.from_numpy(logits.copy())[None])[0].numpy()
    return result


@pytest.mark.parametrize("count", [1, 2, 40, SIZE, 2 * SIZE])
def test_top_k_keeps_what_transformers_keeps(logits: Logits, count: int) -> None:
    theirs = _theirs(generation.TopKLogitsWarper(count), logits)
    assert np.array_equal(keep_top_k(logits, count), theirs)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9, 0.999])
def test_top_p_keeps_what_transformers_keeps(logits: Logits, share: float) -> None:
    theirs = _theirs(generation.TopPLogitsWarper(share), logits)
    assert np.array_equal(keep_top_p(logits, share), theirs)


def test_top_p_of_nothing_keeps_the_likeliest(logits: Logits) -> None:
    assert np.flatnonzero(np.isfinite(keep_top_p(logits, 0.0))) == [np.argmax(logits)]


def test_top_p_after_top_k_counts_only_what_is_left(logits: Logits) -> None:
    kept = keep_top_p(keep_top_k(logits, 5), 0.95)
    both = _theirs(generation.TopPLogitsWarper(0.95), _theirs(generation.TopKLogitsWarper(5), logits))
    assert np.array_equal(kept, both)


@pytest.mark.parametrize("penalty", [0.7, 1.2, 2.5])
def test_the_penalty_is_that_of_transformers(logits: Logits, penalty: float) -> None:
    seen = [3, 3, 17, 256, 499]
    theirs = _theirs(generation.RepetitionPenaltyLogitsProcessor(penalty), logits, seen)
    assert np.allclose(penalised(logits, seen, penalty), theirs, rtol=1e-6)


def test_nothing_given_is_changed(logits: Logits) -> None:
    before = logits.copy()
    choose(logits, [1, 2], Sampling(0.7, 20, 0.9, 1.3), np.random.default_rng(0))
    assert np.array_equal(logits, before)


def test_a_temperature_of_zero_takes_the_likeliest(logits: Logits) -> None:
    chosen = {choose(logits, [], Sampling(temperature=0), np.random.default_rng(seed)) for seed in range(5)}
    assert chosen == {int(np.argmax(logits))}


def test_draws_come_as_often_as_their_probability_says() -> None:
    logits = np.log(np.array([0.5, 0.25, 0.0625, 0.1875], np.float32))
    rng = np.random.default_rng(0)
    drawn = np.bincount([draw(logits, rng) for _ in range(20_000)], minlength=4) / 20_000
    assert np.allclose(drawn, probabilities(logits), atol=0.01)


def test_what_is_ruled_out_is_never_drawn() -> None:
    logits = np.array([-np.inf, 0, -np.inf, 1, -np.inf], np.float32)
    rng = np.random.default_rng(0)
    assert {draw(logits, rng) for _ in range(500)} == {1, 3}


def test_high_temperature_evens_out_and_low_sharpens(logits: Logits) -> None:
    def distinct(temperature: float) -> int:
        rng = np.random.default_rng(0)
        return len({choose(logits, [], Sampling(temperature), rng) for _ in range(300)})

    assert distinct(0.1) < distinct(1.0) < distinct(5.0)
