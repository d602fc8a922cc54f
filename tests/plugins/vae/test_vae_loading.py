"""What cannot be loaded is refused in one sentence, with a way out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from aigc_vae import hooks

from aigc_desktop.api import AigcError, Model
from aigc_desktop.api.testing import CPU
from tests.plugins.vae import tiny
from tests.plugins.vae.running import SAMPLE, picture

WEIGHTS = {"conv": "model.safetensors", "kl": "diffusion_pytorch_model.safetensors"}
SAVE: dict[str, Callable[[Path], Path]] = {"conv": tiny.save_conv, "kl": tiny.save_kl}
KINDS = tuple(WEIGHTS)


def _change(file: Path, change: Callable[[dict[str, torch.Tensor]], None]) -> None:
    tensors = tiny.safetensors.load_file(file)
    change(tensors)
    tiny.safetensors.save_file(tensors, file, metadata={"format": "pt"})


def _refusal(folder: Path) -> AigcError:
    with pytest.raises(AigcError) as caught:
        hooks.create_generator(tiny.model(folder), CPU)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_weights_that_are_no_numbers_are_refused_by_name(kind: str, value: float, tmp_path: Path) -> None:
    folder = SAVE[kind](tmp_path / kind)

    def spoil(tensors: dict[str, torch.Tensor]) -> None:
        max(tensors.values(), key=torch.Tensor.numel).view(-1)[-1] = value

    _change(folder / WEIGHTS[kind], spoil)
    refusal = _refusal(folder)
    assert refusal.code == "model.nan"
    assert "weight" in refusal.message


@pytest.mark.parametrize("kind", KINDS)
def test_a_truncated_file_is_refused(kind: str, tmp_path: Path) -> None:
    folder = SAVE[kind](tmp_path / kind)
    content = (folder / WEIGHTS[kind]).read_bytes()
    (folder / WEIGHTS[kind]).write_bytes(content[: len(content) // 2])
    assert _refusal(folder).code == "model.damaged"


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_tensor_is_refused_not_made_up(kind: str, tmp_path: Path) -> None:
    folder = SAVE[kind](tmp_path / kind)
    _change(folder / WEIGHTS[kind], lambda tensors: tensors.__delitem__(min(tensors)))
    refusal = _refusal(folder)
    assert refusal.code == "model.damaged"
    assert "missing" in refusal.details


@pytest.mark.parametrize("kind", KINDS)
def test_a_tensor_of_the_wrong_shape_is_refused(kind: str, tmp_path: Path) -> None:
    folder = SAVE[kind](tmp_path / kind)

    def shorten(tensors: dict[str, torch.Tensor]) -> None:
        name = max(tensors, key=lambda name: tensors[name].numel())
        tensors[name] = tensors[name][:-1].contiguous()

    _change(folder / WEIGHTS[kind], shorten)
    assert _refusal(folder).code == "model.damaged"


def test_a_tensor_that_does_not_belong_is_refused(own_folder: Path) -> None:
    _change(own_folder / WEIGHTS["conv"], lambda tensors: tensors.update(stray=torch.zeros(1)))
    assert "stray" in _refusal(own_folder).details


def test_a_folder_without_weights_is_refused(own_folder: Path) -> None:
    (own_folder / WEIGHTS["conv"]).unlink()
    assert _refusal(own_folder).code == "model.damaged"


@pytest.mark.parametrize(
    "change",
    [
        {"image_size": 18},
        {"latent_size": 0},
        {"channels": []},
        {"channels": "many"},
        {"map_axes": [[1.0, 0.0], [0.0, 1.0]]},
    ],
)
def test_a_configuration_that_does_not_fit_together_is_refused(
    own_folder: Path, change: dict[str, Any]
) -> None:
    file = own_folder / "config.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | change), "utf-8")
    with pytest.raises(AigcError) as caught:
        hooks.parameters(SAMPLE, tiny.model(own_folder))
    assert caught.value.code == "model.damaged"


def test_a_class_that_is_not_known_is_refused(own_folder: Path) -> None:
    file = own_folder / "config.json"
    file.write_text(json.dumps({"_class_name": "VQModel"}), "utf-8")
    assert _refusal(own_folder).code == "model.class"


def test_without_diffusers_only_its_models_are_refused(
    conv: Model, kl: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "diffusers", None)
    refusal = _refusal(Path(kl.path))
    assert refusal.code == "model.library"
    assert "diffusers" in refusal.hint
    assert picture(hooks.create_generator(conv, CPU), conv, SAMPLE)


def test_half_precision_weights_are_read(conv: Model, own_folder: Path) -> None:
    def halve(tensors: dict[str, torch.Tensor]) -> None:
        for name, tensor in tensors.items():
            if tensor.is_floating_point():
                tensors[name] = tensor.half()

    _change(own_folder / WEIGHTS["conv"], halve)
    model = tiny.model(own_folder)
    made = picture(hooks.create_generator(model, CPU), model, SAMPLE)
    whole = picture(hooks.create_generator(conv, CPU), conv, SAMPLE)
    assert made.size == whole.size
