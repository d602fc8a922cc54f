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
from aigc_diffusion import hooks

from aigc_desktop.api import AigcError, ImageOutput, Model
from aigc_desktop.api.testing import CPU, ScriptedJob
from tests.plugins.diffusion import tiny
from tests.plugins.diffusion.running import pictures, request

safetensors: Any = import_module("safetensors.torch")

UNET = "unet/diffusion_pytorch_model.safetensors"
ENCODER = "text_encoder/model.safetensors"


def _change(file: Path, change: Callable[[dict[str, torch.Tensor]], None]) -> str:
    """Change the tensors of a safetensors file; returns the name of the largest tensor."""
    tensors = safetensors.load_file(file)
    largest = max(tensors, key=lambda name: tensors[name].numel())
    change(tensors)
    safetensors.save_file(tensors, file, metadata={"format": "pt"})
    return str(largest)


def _refusal(folder: Path) -> AigcError:
    with pytest.raises(AigcError) as caught:
        hooks.create_generator(tiny.model(folder), CPU)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("file", [UNET, ENCODER])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_weights_that_are_no_numbers_are_refused_by_name(own_folder: Path, file: str, value: float) -> None:
    def spoil(tensors: dict[str, torch.Tensor]) -> None:
        max(tensors.values(), key=torch.Tensor.numel).view(-1)[-1] = value

    name = _change(own_folder / file, spoil)
    refusal = _refusal(own_folder)
    assert refusal.code == "model.nan"
    assert name.split(".")[-2] in refusal.message


@pytest.mark.parametrize("file", [UNET, ENCODER])
def test_a_truncated_file_is_refused(own_folder: Path, file: str) -> None:
    content = (own_folder / file).read_bytes()
    (own_folder / file).write_bytes(content[: len(content) // 2])
    assert _refusal(own_folder).code == "model.damaged"


@pytest.mark.parametrize("file", [UNET, ENCODER])
def test_a_missing_tensor_is_refused_not_made_up(own_folder: Path, file: str) -> None:
    def drop_one(tensors: dict[str, torch.Tensor]) -> None:
        del tensors[min(tensors)]

    _change(own_folder / file, drop_one)
    refusal = _refusal(own_folder)
    assert refusal.code == "model.damaged"
    assert Path(file).parent.name in refusal.message


@pytest.mark.parametrize("file", [UNET, ENCODER])
def test_a_tensor_of_the_wrong_shape_is_refused(own_folder: Path, file: str) -> None:
    def shorten(tensors: dict[str, torch.Tensor]) -> None:
        name = max(tensors, key=lambda name: tensors[name].numel())
        tensors[name] = tensors[name][:-1].contiguous()

    _change(own_folder / file, shorten)
    assert _refusal(own_folder).code == "model.damaged"


@pytest.mark.parametrize("file", [UNET, ENCODER, "tokenizer/tokenizer.json", "unet/config.json"])
def test_a_missing_file_is_refused(own_folder: Path, file: str) -> None:
    (own_folder / file).unlink()
    assert _refusal(own_folder).code == "model.damaged"


def test_a_tokenizer_that_makes_no_sense_is_refused(own_folder: Path) -> None:
    (own_folder / "tokenizer" / "tokenizer.json").write_text('{"version": "1.0"}')
    assert _refusal(own_folder).code == "model.damaged"


def test_pickled_weights_are_refused(own_folder: Path) -> None:
    torch.save({}, own_folder / "unet" / "diffusion_pytorch_model.bin")
    refusal = _refusal(own_folder)
    assert refusal.code == "model.pickle"
    assert "unet" in refusal.message


def test_a_folder_with_code_is_refused(own_folder: Path) -> None:
    (own_folder / "unet" / "pipeline.py").write_text("raise SystemExit\n")
    assert _refusal(own_folder).code == "model.code"


@pytest.mark.parametrize(
    "entry", [["diffusers", "NoSuchModel"], ["os", "system"], ["diffusers", "logging"], ["unet", "My2DModel"]]
)
def test_a_component_of_an_unknown_class_is_refused(own_folder: Path, entry: list[str]) -> None:
    index = json.loads((own_folder / "model_index.json").read_text())
    (own_folder / "model_index.json").write_text(json.dumps({**index, "unet": entry}))
    refusal = _refusal(own_folder)
    assert refusal.code == "model.class"
    assert entry[1] in refusal.message


def test_a_pipeline_of_an_unknown_class_is_refused(stable_diffusion: Model) -> None:
    other = msgspec.structs.replace(stable_diffusion, class_name="AudioLDMPipeline")
    with pytest.raises(AigcError, match="AudioLDMPipeline") as caught:
        hooks.create_generator(other, CPU)
    assert caught.value.code == "model.class"


def test_a_folder_that_is_gone_is_refused(stable_diffusion: Model) -> None:
    gone = msgspec.structs.replace(stable_diffusion, path=str(Path(stable_diffusion.path) / "gone"))
    with pytest.raises(AigcError) as caught:
        hooks.create_generator(gone, CPU)
    assert caught.value.code == "model.missing"


def test_weights_in_half_precision_are_found(tmp_path: Path) -> None:
    parts = tiny.parts("StableDiffusionPipeline")
    pipeline = tiny.diffusers.StableDiffusionPipeline(**parts).to(torch.float16)
    pipeline.save_pretrained(tmp_path / "half", variant="fp16")
    model = tiny.model(tmp_path / "half")
    made = pictures(hooks.create_generator(model, CPU), request(model, steps=1))
    assert made[0].size == (64, 64)


def test_precision_is_that_of_the_runtime(stable_diffusion: Model) -> None:
    half = msgspec.structs.replace(CPU, precision="bfloat16")
    loaded = hooks.create_generator(stable_diffusion, half)
    wanted = request(stable_diffusion, steps=2)
    (output,) = loaded.generate(wanted, ScriptedJob(wanted))
    assert isinstance(output, ImageOutput)
    assert output.facts["precision"] == "bfloat16"
    assert pictures(hooks.create_generator(stable_diffusion, CPU), wanted)[0] != output.image
