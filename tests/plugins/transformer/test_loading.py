"""What cannot be loaded is refused in one sentence, with a way out."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch
from aigc_transformer import hooks

from aigc_desktop.api import AigcError, Model
from aigc_desktop.api.testing import CPU
from tests.plugins.transformer import tiny
from tests.plugins.transformer.running import outputs, request

safetensors: Any = import_module("safetensors.torch")
WEIGHTS = "model.safetensors"


def _change(folder: Path, change: Callable[[dict[str, torch.Tensor]], None]) -> None:
    tensors = safetensors.load_file(folder / WEIGHTS)
    change(tensors)
    safetensors.save_file(tensors, folder / WEIGHTS, metadata={"format": "pt"})


def _refusal(folder: Path, model: Model) -> AigcError:
    """What is said of `folder`, found as `model` before it was broken: core refuses much of it already."""
    with pytest.raises(AigcError) as caught:
        hooks.create_generator(msgspec.structs.replace(model, path=str(folder)), CPU)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_weights_that_are_no_numbers_are_refused_by_name(own_folder: Path, gpt2: Model, value: float) -> None:
    def spoil(tensors: dict[str, torch.Tensor]) -> None:
        tensors["transformer.h.1.mlp.c_fc.weight"][-1, -1] = value

    _change(own_folder, spoil)
    refusal = _refusal(own_folder, gpt2)
    assert refusal.code == "model.nan"
    assert "h.1.mlp.c_fc" in refusal.message


def test_a_truncated_file_is_refused(own_folder: Path, gpt2: Model) -> None:
    content = (own_folder / WEIGHTS).read_bytes()
    (own_folder / WEIGHTS).write_bytes(content[: len(content) // 2])
    assert _refusal(own_folder, gpt2).code == "model.damaged"


def test_a_missing_tensor_is_refused_not_made_up(own_folder: Path, gpt2: Model) -> None:
    def drop_one(tensors: dict[str, torch.Tensor]) -> None:
        del tensors["transformer.h.0.attn.c_attn.weight"]

    _change(own_folder, drop_one)
    refusal = _refusal(own_folder, gpt2)
    assert refusal.code == "model.damaged"
    assert "c_attn" in refusal.details


def test_a_tensor_of_the_wrong_shape_is_refused(own_folder: Path, gpt2: Model) -> None:
    def shorten(tensors: dict[str, torch.Tensor]) -> None:
        tensors["transformer.wte.weight"] = tensors["transformer.wte.weight"][:-1].contiguous()

    _change(own_folder, shorten)
    assert _refusal(own_folder, gpt2).code == "model.damaged"


@pytest.mark.parametrize("file", [WEIGHTS, "config.json"])
def test_a_missing_file_is_refused(own_folder: Path, gpt2: Model, file: str) -> None:
    (own_folder / file).unlink()
    assert _refusal(own_folder, gpt2).code == "model.damaged"


def test_a_missing_tokenizer_is_refused(own_folder: Path, gpt2: Model) -> None:
    (own_folder / "tokenizer.json").unlink()
    assert _refusal(own_folder, gpt2).code == "model.tokenizer"


def test_a_tokenizer_in_its_older_form_is_read(own_folder: Path, gpt2: Model) -> None:
    file = own_folder / "tokenizer.json"
    bpe = json.loads(file.read_text("utf-8"))["model"]
    file.unlink()
    tiny.write_json(own_folder / "vocab.json", bpe["vocab"])
    merges = "\n".join(" ".join(pair) for pair in bpe["merges"])
    (own_folder / "merges.txt").write_text(f"#version: 0.2\n{merges}\n", "utf-8")
    specials = dict.fromkeys(("bos_token", "eos_token", "unk_token"), tiny.END)
    tiny.write_json(own_folder / "tokenizer_config.json", specials)
    older = tiny.model(own_folder)
    ours = outputs(hooks.create_generator(older, CPU), request(older, prompt="a fox 狐狸"))
    assert ours == outputs(hooks.create_generator(gpt2, CPU), request(gpt2, prompt="a fox 狐狸"))


def test_a_tokenizer_that_makes_no_sense_is_refused(own_folder: Path, gpt2: Model) -> None:
    (own_folder / "tokenizer.json").write_text('{"version": "1.0"}')
    assert _refusal(own_folder, gpt2).code == "model.tokenizer"


def test_a_tokenizer_with_tokens_beyond_the_vocabulary_is_refused(own_folder: Path, gpt2: Model) -> None:
    larger = tiny.tokenizer()
    larger.add_tokens(["fox", "river"])
    larger.save(str(own_folder / "tokenizer.json"))
    refusal = _refusal(own_folder, gpt2)
    assert refusal.code == "model.tokenizer"
    assert str(larger.get_vocab_size() - 1) in refusal.message


def test_pickled_weights_are_refused(own_folder: Path, gpt2: Model) -> None:
    torch.save({}, own_folder / "pytorch_model.bin")
    assert _refusal(own_folder, gpt2).code == "model.pickle"


def test_a_folder_with_code_is_refused(own_folder: Path, gpt2: Model) -> None:
    (own_folder / "modeling_fox.py").write_text("raise SystemExit\n")
    assert _refusal(own_folder, gpt2).code == "model.code"


def test_the_code_that_a_config_names_is_never_looked_for(own_folder: Path) -> None:
    config = json.loads((own_folder / "config.json").read_text())
    foreign = {"AutoModelForCausalLM": "someone/fox--modeling_fox.Fox"}
    tiny.write_json(own_folder / "config.json", {**config, "auto_map": foreign})
    model = tiny.model(own_folder)
    assert len(outputs(hooks.create_generator(model, CPU), request(model))) == 1


def test_a_kind_that_only_code_could_load_is_refused(own_folder: Path) -> None:
    foreign = {"AutoModelForCausalLM": "modeling_fox.Fox", "AutoConfig": "configuration_fox.Fox"}
    config = {"model_type": "fox", "architectures": ["FoxForCausalLM"], "auto_map": foreign}
    tiny.write_json(own_folder / "config.json", config)
    refusal = _refusal(own_folder, tiny.model(own_folder))
    assert refusal.code == "model.class"
    assert "fox" in refusal.message


def test_a_model_that_reads_ahead_is_refused(own_folder: Path) -> None:
    config = tiny.transformers.BertConfig(
        vocab_size=300, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4
    )
    folder = own_folder.parent / "bert"
    tiny.transformers.BertLMHeadModel(config).save_pretrained(folder)
    tiny.tokenizer().save(str(folder / "tokenizer.json"))
    model = tiny.model(folder)
    refusal = _refusal(folder, model)
    assert refusal.code == "model.class"


def test_a_folder_that_is_gone_is_refused(gpt2: Model) -> None:
    assert _refusal(Path(gpt2.path) / "gone", gpt2).code == "model.missing"


def test_precision_is_that_of_the_runtime(gpt2: Model) -> None:
    half = msgspec.structs.replace(CPU, precision="bfloat16")
    (output,) = outputs(hooks.create_generator(gpt2, half), request(gpt2))
    assert output.facts["precision"] == "bfloat16"
