"""What cannot be loaded is refused in one sentence, with a way out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import torch
from aigc_gan import hooks

from aigc_desktop.api import AigcError, Model
from aigc_desktop.api.testing import CPU
from tests.plugins.gan import tiny
from tests.plugins.gan.running import pictures, request


def _change(folder: Path, change: Callable[[dict[str, torch.Tensor]], None]) -> None:
    tensors = tiny.safetensors.load_file(folder / tiny.WEIGHTS)
    change(tensors)
    tiny.safetensors.save_file(tensors, folder / tiny.WEIGHTS)


def _refusal(folder: Path) -> AigcError:
    with pytest.raises(AigcError) as caught:
        hooks.create_generator(tiny.model(folder), CPU)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_weights_that_are_no_numbers_are_refused_by_name(own_folder: Path, value: float) -> None:
    def spoil(tensors: dict[str, torch.Tensor]) -> None:
        tensors["mapping.layers.1.weight"][3, 2] = value

    _change(own_folder, spoil)
    refusal = _refusal(own_folder)
    assert refusal.code == "model.nan"
    assert "mapping.layers.1.weight" in refusal.message


def test_a_truncated_file_is_refused(own_folder: Path) -> None:
    content = (own_folder / tiny.WEIGHTS).read_bytes()
    (own_folder / tiny.WEIGHTS).write_bytes(content[: len(content) // 2])
    assert _refusal(own_folder).code == "model.damaged"


def test_a_file_that_is_gone_is_refused(own_folder: Path) -> None:
    (own_folder / tiny.WEIGHTS).unlink()
    assert _refusal(own_folder).code == "model.damaged"


def test_a_missing_tensor_is_refused_not_made_up(own_folder: Path) -> None:
    def drop_one(tensors: dict[str, torch.Tensor]) -> None:
        del tensors["mean_w"]

    _change(own_folder, drop_one)
    refusal = _refusal(own_folder)
    assert refusal.code == "model.damaged"
    assert "mean_w" in refusal.details


def test_a_tensor_too_many_is_refused(own_folder: Path) -> None:
    def add_one(tensors: dict[str, torch.Tensor]) -> None:
        tensors["surplus"] = torch.zeros(3)

    _change(own_folder, add_one)
    assert "surplus" in _refusal(own_folder).details


def test_a_tensor_of_the_wrong_shape_is_refused(own_folder: Path) -> None:
    def cut(tensors: dict[str, torch.Tensor]) -> None:
        tensors["synthesis.start.values"] = tensors["synthesis.start.values"][:, 1:].contiguous()

    _change(own_folder, cut)
    refusal = _refusal(own_folder)
    assert refusal.code == "model.damaged"
    assert "synthesis.start.values" in refusal.details


@pytest.mark.parametrize(
    "change",
    [
        {"channels": [8, 8]},
        {"channels": [12, 8, -6]},
        {"channels": "many"},
        {"image_size": 20},
        {"image_size": 10**9},
        {"latent_size": 8},
        {"classes": ["brick", "brick", "wood"]},
        {"classes": ["", "brick"]},
        {"mapping_layers": 10**6},
    ],
)
def test_a_configuration_that_makes_no_sense_is_refused(own_folder: Path, change: dict[str, object]) -> None:
    path = own_folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")
    assert _refusal(own_folder).code == "model.damaged"
    with pytest.raises(AigcError):
        hooks.parameters("unconditional-image-generation", tiny.model(own_folder))


def test_weights_of_another_configuration_are_refused(own_folder: Path) -> None:
    path = own_folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"classes": ["a", "b"]}), "utf-8")
    assert _refusal(own_folder).code == "model.damaged"


def test_a_class_that_the_plugin_does_not_know_is_refused(own_folder: Path) -> None:
    path = own_folder / "config.json"
    path.write_text(json.dumps({"_class_name": "OtherGenerator"}), "utf-8")
    refusal = _refusal(own_folder)
    assert refusal.code == "model.class"
    assert "OtherGenerator" in refusal.message


def test_a_folder_without_a_configuration_is_refused(own_folder: Path) -> None:
    model = msgspec.structs.replace(tiny.model(own_folder), config={})
    with pytest.raises(AigcError) as caught:
        hooks.create_generator(model, CPU)
    assert caught.value.code == "model.damaged"


def test_a_folder_that_is_gone_is_refused(own_folder: Path) -> None:
    gone = msgspec.structs.replace(tiny.model(own_folder), path=str(own_folder / "gone"))
    with pytest.raises(AigcError) as caught:
        hooks.create_generator(gone, CPU)
    assert caught.value.code == "model.missing"


@pytest.mark.parametrize("class_name", tiny.NAMES)
def test_weights_in_half_precision_are_loaded_as_the_runtime_wants(
    class_name: str, tmp_path: Path, tiny_model: Callable[[str], Model]
) -> None:
    folder = tiny.save(tiny.SIZES[class_name], tmp_path / "half")

    def halve(tensors: dict[str, torch.Tensor]) -> None:
        tensors.update({n: t.half() for n, t in tensors.items() if t.is_floating_point()})

    _change(folder, halve)
    half, exact = tiny.model(folder), tiny_model(class_name)
    made = pictures(hooks.create_generator(half, CPU), request(half))[0].tobytes()
    whole = pictures(hooks.create_generator(exact, CPU), request(exact))[0].tobytes()
    assert max(abs(a - b) for a, b in zip(made, whole, strict=True)) <= 3
