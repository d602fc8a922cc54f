"""Language models in ONNX: exported with their cache, they write the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import onnx
import pytest
from aigc_transformer import hooks

from aigc_desktop.api import AigcError, Model, ModelOutput, Request, Runtime
from aigc_desktop.api.testing import CPU, ScriptedJob, check_generator, installed
from aigc_desktop.core.models.search import inspect
from tests.plugins.transformer import tiny
from tests.plugins.transformer.running import outputs, request, texts

ONNX = Runtime(backend="onnx", device="cpu", precision="float32")
EXPORTED = ("GPT2LMHeadModel", "LlamaForCausalLM")


def described(folder: Path) -> Model:
    model = inspect(folder, folder)
    assert model is not None
    return model


def export(source: Model, target: Path, **parameters: object) -> Model:
    wanted = Request(generator="transformer", model=source.id, task="onnx-export", parameters=parameters)
    job = ScriptedJob(wanted)  # its scratch folder lives as long as it does
    (output,) = hooks.create_generator(source, CPU).generate(wanted, job)
    assert isinstance(output, ModelOutput)
    output.folder.replace(target)
    return described(target)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Model, Model]]:
    """A tiny model of a class, and what it was exported to."""
    made: dict[str, tuple[Model, Model]] = {}

    def get(class_name: str) -> tuple[Model, Model]:
        if class_name not in made:
            folder = tmp_path_factory.mktemp("lm")
            source = described(tiny.save(class_name, folder / "source"))
            made[class_name] = source, export(source, folder / "exported")
        return made[class_name]

    return get


@pytest.mark.parametrize("class_name", EXPORTED)
def test_both_runtimes_write_the_same(class_name: str, pair: Callable[[str], tuple[Model, Model]]) -> None:
    source, exported = pair(class_name)
    assert (exported.layout, exported.class_name, exported.precision) == ("onnx", class_name, "float32")
    before, after = hooks.create_generator(source, CPU), hooks.create_generator(exported, ONNX)
    for temperature, penalty in ((0.0, 1.0), (0.0, 1.3), (1.0, 1.0)):
        wanted = request(
            source, seeds=(1, 2), temperature=temperature, repetition_penalty=penalty, max_new_tokens=40
        )
        assert texts(before, wanted) == texts(after, wanted)


def test_the_exported_generator_is_sound(pair: Callable[[str], tuple[Model, Model]]) -> None:
    _, exported = pair("GPT2LMHeadModel")
    values = {"prompt": "a quiet fox", "max_new_tokens": 6}
    check_generator(installed("transformer"), "transformer", "text-generation", exported, values, ONNX)


def test_a_text_does_not_depend_on_its_neighbours(pair: Callable[[str], tuple[Model, Model]]) -> None:
    _, exported = pair("GPT2LMHeadModel")
    generator = hooks.create_generator(exported, ONNX)
    together = texts(generator, request(exported, seeds=(3, 4, 5)))
    assert [texts(generator, request(exported, seeds=(seed,)))[0] for seed in (3, 4, 5)] == together


def test_the_context_is_respected(pair: Callable[[str], tuple[Model, Model]]) -> None:
    _, exported = pair("GPT2LMHeadModel")
    job = ScriptedJob(wanted := request(exported, temperature=0.0, max_new_tokens=tiny.CONTEXT))
    (output,) = outputs(hooks.create_generator(exported, ONNX), wanted, job)
    total = int(output.facts["prompt_tokens"]) + int(output.facts["tokens"])
    assert total <= tiny.CONTEXT


def test_an_export_without_a_cache_is_refused(
    pair: Callable[[str], tuple[Model, Model]], tmp_path: Path
) -> None:
    source, _ = pair("GPT2LMHeadModel")
    ids = onnx.helper.make_tensor_value_info("input_ids", onnx.TensorProto.INT64, [1, "n"])
    logits = onnx.helper.make_tensor_value_info("logits", onnx.TensorProto.FLOAT, [1, "n"])
    cast = onnx.helper.make_node("Cast", ["input_ids"], ["logits"], to=onnx.TensorProto.FLOAT)
    graph = onnx.helper.make_graph([cast], "g", [ids], [logits])
    opset = onnx.helper.make_opsetid("", 18)
    onnx.save(onnx.helper.make_model(graph, opset_imports=[opset], ir_version=10), tmp_path / "model.onnx")
    (tmp_path / "config.json").write_text(json.dumps(source.config["config.json"]))
    with pytest.raises(AigcError, match="without its cache"):
        hooks.create_generator(described(tmp_path), ONNX)


def test_neither_torch_nor_anything_like_it_is_imported(
    pair: Callable[[str], tuple[Model, Model]],
) -> None:
    _, exported = pair("GPT2LMHeadModel")
    script = """
import sys, msgspec
from aigc_desktop.api import Model, Request, Runtime
from aigc_desktop.api.testing import ScriptedJob
from aigc_transformer import hooks
model = msgspec.json.decode(sys.argv[1], type=Model)
request = Request(generator="transformer", model="m", task="text-generation",
                  parameters={"prompt": "a quiet fox", "max_new_tokens": 4})
runtime = Runtime(backend="onnx", device="cpu", precision="float32")
list(hooks.create_generator(model, runtime).generate(request, ScriptedJob(request)))
print([name for name in ("torch", "diffusers", "transformers") if name in sys.modules])
"""
    told = msgspec.json.encode(exported).decode()
    command = [sys.executable, "-c", script, told]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
