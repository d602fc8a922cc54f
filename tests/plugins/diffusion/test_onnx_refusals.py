"""What cannot be drawn with in ONNX Runtime is refused in one sentence, with a way out."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from aigc_diffusion import hooks
from onnx import helper

from aigc_desktop.api import AigcError
from tests.plugins.diffusion import conversion
from tests.plugins.diffusion.conversion import ONNX, described, edit
from tests.plugins.diffusion.running import pictures, request
from tests.unit.api import onnx_files

SEED = 41


def refused(folder: Path) -> AigcError:
    """Why a folder is not loaded, or not drawn with."""
    with pytest.raises(AigcError) as caught:
        _draw(folder)
    assert caught.value.hint
    return caught.value


def _draw(folder: Path) -> None:
    model = described(folder)
    pictures(hooks.create_generator(model, ONNX), request(model, steps=1))


@pytest.mark.parametrize("name", ["text_encoder", "unet", "vae_decoder"])
def test_a_missing_network_is_named(own: Path, name: str) -> None:
    (own / name / "model.onnx").unlink()
    refusal = refused(own)
    assert refusal.code == "model.incomplete"
    assert name in refusal.message


@pytest.mark.parametrize("name", ["unet", "vae_decoder"])
def test_a_missing_configuration_is_named(own: Path, name: str) -> None:
    (own / name / "config.json").unlink()
    refusal = refused(own)
    assert refusal.code in ("model.damaged", "model.incomplete")
    assert name in refusal.message


@pytest.mark.parametrize("name", ["text_encoder", "unet", "vae_decoder"])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_no_numbers_make_no_picture(own: Path, name: str, value: float) -> None:
    conversion.change_tensors(own / name / "model.onnx", lambda array: np.full_like(array, value))
    assert refused(own).code == "model.nan"


def test_a_network_of_another_shape_is_a_sentence(own: Path) -> None:
    shutil.copy(own / "vae_decoder" / "model.onnx", own / "unet" / "model.onnx")
    assert refused(own).code == "model.inputs"
    edit(own / "vae_decoder" / "config.json", latent_channels=5)
    assert refused(own).code in ("model.inputs", "model.run")


def test_a_unet_that_gives_what_was_not_asked_for_is_a_sentence(own: Path) -> None:
    sides = {"sample": ("n", 4, "h", "w"), "timestep": (1,), "encoder_hidden_states": ("n", 77, 32)}
    inputs = [onnx_files.value(name, shape) for name, shape in sides.items()]
    node = helper.make_node("Identity", ["encoder_hidden_states"], ["y"])
    outputs = [onnx_files.value("y", (None, None, None))]
    onnx_files.write(own / "unet" / "model.onnx", [node], inputs=inputs, outputs=outputs)
    refusal = refused(own)
    assert refusal.code == "model.inputs"
    assert "UNet" in refusal.message


def test_a_damaged_network_is_refused(own: Path) -> None:
    file = own / "unet" / "model.onnx"
    file.write_bytes(file.read_bytes()[:-1000])
    assert refused(own).code == "model.damaged"


def test_a_tokenizer_of_another_model_is_refused(own: Path) -> None:
    edit(own / "text_encoder" / "config.json", vocab_size=40)
    refusal = refused(own)
    assert refusal.code == "model.tokenizer"
    assert "40" in refusal.message


def test_a_scheduler_that_is_not_there_is_named(own: Path) -> None:
    edit(own / "scheduler" / "scheduler_config.json", prediction_type="score")
    refusal = refused(own)
    assert refusal.code == "model.class"
    assert "DDIMScheduler" in refusal.message


def test_a_distilled_model_whose_unet_takes_no_guidance_is_refused(own: Path) -> None:
    edit(own / "unet" / "config.json", time_cond_proj_dim=8)
    refusal = refused(own)
    assert refusal.code == "model.inputs"
    assert "timestep_cond" in refusal.message
