"""Folders of one network: language models, and networks saved one by one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.models.search import inspect

GPT2 = {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"]}


@pytest.fixture
def write(tmp_path: Path, tensors: Callable[..., bytes]) -> Callable[[object], Path]:
    """A folder with this `config.json`, weights and a card."""

    def write(config: object) -> Path:
        (tmp_path / "config.json").write_text(json.dumps(config))
        (tmp_path / "model.safetensors").write_bytes(tensors())
        (tmp_path / "README.md").write_text("---\nlicense: cc0-1.0\nmodel_name: Told\n---\n")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("config", "layout", "class_name"),
    [
        (GPT2, "transformers", "GPT2LMHeadModel"),
        ({"_class_name": "AutoencoderKL"}, "safetensors", "AutoencoderKL"),
    ],
)
def test_the_configuration_says_what_it_is(
    write: Callable[[object], Path], config: object, layout: str, class_name: str
) -> None:
    folder = write(config)
    (folder / "chat_template.jinja").write_text("{{ messages }}")
    model = inspect(folder, folder)
    assert model is not None
    assert (model.layout, model.class_name, model.licence, model.name) == (
        layout,
        class_name,
        "cc0-1.0",
        "Told",
    )
    assert model.config["config.json"] == config
    assert model.config["chat_template.jinja"] == "{{ messages }}"
    assert model.size_mb > 0


@pytest.mark.parametrize("config", [{}, [], {"model_type": "gpt2"}, {"_class_name": 3}])
def test_other_configurations_are_no_models(write: Callable[[object], Path], config: object) -> None:
    folder = write(config)
    assert inspect(folder, folder) is None


def test_missing_weights_pickles_and_code_are_refused(write: Callable[[object], Path]) -> None:
    folder = write(GPT2)
    (folder / "modeling_gpt2.py").write_text("")
    assert code_of(folder) == "model.code"
    (folder / "modeling_gpt2.py").unlink()
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    assert code_of(folder) == "model.pickle"
    (folder / "pytorch_model.bin").unlink()
    assert code_of(folder) == "model.incomplete"


def test_a_missing_shard_is_named(write: Callable[[object], Path]) -> None:
    folder = write(GPT2)
    shards = {"weight_map": {"a": "model.safetensors", "b": "model-2.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(shards))
    with pytest.raises(AigcError, match=r"model-2\.safetensors is missing"):
        inspect(folder, folder)


def code_of(folder: Path) -> str:
    with pytest.raises(AigcError) as caught:
        inspect(folder, folder)
    return caught.value.code
