"""The starter that is shipped keeps what its card says, on a few marks that it never saw."""

from __future__ import annotations

from pathlib import Path

import aigc_vae
import numpy as np
import pytest
import torch
from aigc_vae import hooks
from aigc_vae.backend import TorchCodec, load_codec
from aigc_vae.sizes import read_sizes
from aigc_vae.starter import dataset
from aigc_vae.starter.evaluate import reconstruction_figures

from aigc_desktop.api import Model
from aigc_desktop.api.testing import CPU
from tests.plugins.vae import tiny
from tests.plugins.vae.running import SAMPLE, picture

FOLDER = Path(aigc_vae.__file__).parent / "models" / "marks-64"
MOST_BYTES = 8_000_000


@pytest.fixture(scope="module")
def marks() -> Model:
    return tiny.model(FOLDER)


@pytest.fixture(scope="module")
def codec(marks: Model) -> TorchCodec:
    return load_codec(marks, read_sizes(marks), CPU)


def test_it_is_small_and_free_and_has_a_card() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= MOST_BYTES
    assert (FOLDER / "README.md").read_text("utf-8").startswith("---\nlicense: cc0-1.0\n")
    assert "CC0" in (FOLDER / "LICENSE").read_text("utf-8")


def test_it_keeps_marks_that_it_never_saw(codec: TorchCodec) -> None:
    held_out = dataset.normalised(dataset.pixels(dataset.marks(40, dataset.HELD_OUT)))
    figures = reconstruction_figures(codec, held_out)
    assert figures["psnr"] >= 22
    assert figures["ssim"] >= 0.85


def test_its_samples_are_marks_on_an_even_ground(marks: Model) -> None:
    loaded = hooks.create_generator(marks, CPU)
    made = [np.asarray(picture(loaded, marks, SAMPLE, seed=seed), np.float32) for seed in range(12)]
    for pixels in made:
        frame = np.concatenate([pixels[:2].reshape(-1, 3), pixels[-2:].reshape(-1, 3)])
        assert frame.std(axis=0).max() < 12
        assert np.abs(pixels - frame.mean(axis=0)).max() > 60


def test_its_weights_are_those_of_an_export(marks: Model) -> None:
    saved = tiny.safetensors.load_file(FOLDER / "model.safetensors")
    assert {tensor.dtype for tensor in saved.values() if tensor.ndim > 1} == {torch.float16}
    assert len(marks.config["config.json"]["map_axes"]) == 2
