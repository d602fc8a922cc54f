"""The form of a model is made for it, from its configuration files alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from aigc_transformer import hooks
from aigc_transformer.traits import read_traits

from aigc_desktop.api import AigcError, Model
from aigc_desktop.api.parameters import schema_of
from tests.plugins.transformer import tiny


def _with(model: Model, **files: object) -> Model:
    """`model` with other JSON files in its folder, `_` for `.json`."""
    named = {name if name.endswith("jinja") else f"{name}.json": content for name, content in files.items()}
    return msgspec.structs.replace(model, config={**model.config, **named})


def _properties(model: Model) -> Mapping[str, Any]:
    properties: Mapping[str, Any] = schema_of(hooks.parameters("text-generation", model))["properties"]
    return properties


def test_hook_parameters_answers_from_the_config(gpt2: Model) -> None:
    properties = _properties(msgspec.structs.replace(gpt2, path="/nowhere"))
    assert next(iter(properties)) == "prompt"
    assert properties["prompt"]["x-widget"] == "prompt"
    assert properties["max_new_tokens"]["maximum"] == tiny.CONTEXT
    assert properties["max_new_tokens"]["default"] == tiny.CONTEXT
    assert {"temperature", "top_k", "top_p", "repetition_penalty", "stop"} <= set(properties)


def test_only_a_model_with_a_chat_template_can_chat(gpt2: Model) -> None:
    plain = {"system", "use_chat_template"}
    assert not plain & set(_properties(gpt2))
    template = "{{ messages[0].content }}"
    several = [{"name": "tool_use", "template": "x"}, {"name": "default", "template": template}]
    for model in (
        _with(gpt2, tokenizer_config={"chat_template": template}),
        _with(gpt2, tokenizer_config={"chat_template": several}),
        _with(gpt2, **{"chat_template.jinja": template}),
    ):
        assert plain <= set(_properties(model))
        assert read_traits(model).chat_template == template


def test_defaults_are_those_of_the_folder_then_of_the_makers(gpt2: Model) -> None:
    makers = {"do_sample": True, "temperature": 0.6, "top_k": 20, "top_p": 0.9, "max_new_tokens": 7}
    model = _with(gpt2, generation_config=makers)
    assert _properties(model)["temperature"]["default"] == 0.6
    assert _properties(model)["max_new_tokens"]["default"] == 7
    model = _with(gpt2, generation_config=makers, aigc_defaults={"temperature": 0.0, "prompt": "Dear"})
    assert _properties(model)["temperature"]["default"] == 0.0
    assert _properties(model)["top_k"]["default"] == 20
    assert _properties(model)["prompt"]["default"] == "Dear"


@pytest.mark.parametrize("value", ["hot", None, -1, 99, True, float("nan")])
def test_defaults_that_make_no_sense_are_left_out(gpt2: Model, value: object) -> None:
    model = _with(gpt2, aigc_defaults={"temperature": value, "top_k": value if value != 99 else 5000})
    assert read_traits(model).usual == read_traits(gpt2).usual


@pytest.mark.parametrize(
    ("config", "tokenizer", "context"),
    [
        ({"max_position_embeddings": 4096}, {}, 4096),
        ({"n_positions": 1024}, {"model_max_length": 512}, 512),
        ({"max_position_embeddings": 2048}, {"model_max_length": 1e30}, 2048),
        ({"text_config": {"max_position_embeddings": 333}}, {}, 333),
        ({}, {}, 0),
    ],
)
def test_the_context_is_the_smallest_that_is_declared(
    gpt2: Model, config: Mapping[str, Any], tokenizer: Mapping[str, Any], context: int
) -> None:
    assert read_traits(_with(gpt2, config=config, tokenizer_config=tokenizer)).context == context


@pytest.mark.parametrize(("told", "ends"), [(7, {7}), ([7, 9], {7, 9}), (None, set())])
def test_ends_are_one_several_or_none(gpt2: Model, told: object, ends: set[int]) -> None:
    assert read_traits(_with(gpt2, generation_config={"eos_token_id": told})).ends == ends


def test_a_folder_without_a_config_is_refused(tmp_path: Path) -> None:
    model = Model(id="x", name="x", path=str(tmp_path), layout="transformers")
    with pytest.raises(AigcError) as caught:
        hooks.parameters("text-generation", model)
    assert caught.value.code == "model.damaged"
