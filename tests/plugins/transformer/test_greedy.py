"""Without luck, the tokens are those of `transformers.generate`, for every architecture."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import torch
from aigc_transformer.backend import load_network
from aigc_transformer.sampling import Sampling
from aigc_transformer.streaming import TextStream
from aigc_transformer.tokens import read_tokens
from aigc_transformer.writing import Draft, write

from aigc_desktop.api import Model
from aigc_desktop.api.testing import CPU
from tests.plugins.transformer import tiny

transformers: Any = import_module("transformers")
NEW = 40


def _ours(model: Model, ids: list[int], penalty: float) -> list[int]:
    network, tokens = load_network(model, CPU), read_tokens(Path(model.path), model.name)
    draft = Draft(ids, TextStream(tokens.decode))
    sampling = Sampling(temperature=0, repetition_penalty=penalty)
    for _ in write(draft, network.start(ids), {0}, NEW, sampling, seed=0):
        pass
    return draft.tokens


def _theirs(model: Model, ids: list[int], penalty: float) -> list[int]:
    module = transformers.AutoModelForCausalLM.from_pretrained(model.path, dtype=torch.float32)
    asked = torch.tensor([ids])
    made = module.generate(
        asked,
        attention_mask=torch.ones_like(asked),
        do_sample=False,
        max_new_tokens=NEW,
        repetition_penalty=penalty,
        pad_token_id=0,
    )
    found: list[int] = made[0, len(ids) :].tolist()
    return found


@pytest.mark.parametrize("penalty", [1.0, 1.3])
@pytest.mark.parametrize("class_name", tiny.CLASSES)
def test_greedy_tokens_are_those_of_transformers(
    class_name: str, penalty: float, tiny_model: Callable[[str], Model]
) -> None:
    model = tiny_model(class_name)
    tokens = read_tokens(Path(model.path), model.name)
    ids = tokens.encode("the small cup holds 一只狐狸", adds_specials=True)
    ours = _ours(model, ids, penalty)
    assert ours == _theirs(model, ids, penalty)
    assert len(set(ours)) > 5, "a model that repeats one token would prove nothing"
