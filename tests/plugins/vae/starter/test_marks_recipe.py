"""The recipe from the first drawing to the figures of a finished folder, on a handful of marks."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from aigc_vae import hooks
from aigc_vae.backend import load_codec
from aigc_vae.network import ConvVae
from aigc_vae.prior import prior_of
from aigc_vae.sizes import ConvVaeSizes
from aigc_vae.starter.evaluate import evaluate
from aigc_vae.starter.export import export, settled
from aigc_vae.starter.recipe import Recipe, Workshop
from aigc_vae.starter.training import Plan, rate_at, train

from aigc_desktop.api.testing import CPU
from tests.plugins.vae import tiny
from tests.plugins.vae.running import MAP, SAMPLE, outputs, request

SIZES = ConvVaeSizes(image_size=64, latent_size=18, channels=(4, 4, 4, 8))
SHORT = Plan(steps=4, batch=8, learning_rate=1e-3, warm_up=2, checkpoint_every=2)
RECIPE = Recipe(drawings=60, sizes=SIZES, vae=SHORT, verifier=SHORT)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    made = Workshop(tmp_path_factory.mktemp("work"), RECIPE, "cpu")
    made.train()
    made.train_verifier()
    return made


@pytest.fixture(scope="module")
def folder(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("made") / "marks"
    export(target, workshop.finished_vae(), workshop.encoded(), workshop.marks)
    return target


def test_the_finished_folder_draws_and_maps(folder: Path) -> None:
    model = tiny.model(folder)
    loaded = hooks.create_generator(model, CPU)
    first, second = outputs(loaded, request(model, SAMPLE, seeds=(1, 2)))
    assert first.image.size == (64, 64)
    assert first.image != second.image
    assert "mixture" in str(first.facts["prior"])
    (sheet,) = outputs(loaded, request(model, MAP, cells=2))
    assert sheet.image.size == (128, 128)


def test_the_axes_of_the_map_are_in_the_folder(folder: Path) -> None:
    config = tiny.model(folder).config["config.json"]
    assert [len(axis) for axis in config["map_axes"]] == [18, 18]


def test_the_folder_holds_the_averaged_weights_in_half_precision(folder: Path, workshop: Workshop) -> None:
    saved = tiny.safetensors.load_file(folder / "model.safetensors")
    assert {tensor.dtype for tensor in saved.values() if tensor.ndim > 1} == {torch.float16}
    own = workshop.finished_vae().state_dict()["decoder.0.weight"]
    torch.testing.assert_close(saved["decoder.0.weight"].float(), own, atol=1e-3, rtol=1e-2)


def test_variances_that_float16_cannot_hold_are_exported_all_the_same() -> None:
    torch.manual_seed(1)
    vae = ConvVae(SIZES).eval()
    norms = [module for module in vae.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    for norm in norms:
        torch.nn.init.uniform_(norm.running_var, 0.5, 2e5)  # type: ignore[arg-type]
        torch.nn.init.normal_(norm.weight)
    pictures = torch.rand(2, 3, 64, 64) * 2 - 1
    copied = settled(vae)
    torch.testing.assert_close(copied.encode(pictures).mean, vae.encode(pictures).mean)
    variances = [value for name, value in copied.state_dict().items() if name.endswith("running_var")]
    assert len(variances) == len(norms)
    assert all(bool((variance == 1).all()) for variance in variances)


def test_a_finished_folder_can_be_measured(folder: Path, workshop: Workshop) -> None:
    model = tiny.model(folder)
    prior = prior_of(model, SIZES)
    assert prior is not None
    codec = load_codec(model, SIZES, CPU)
    figures = evaluate(codec, prior, workshop.finished_verifier(), workshop.drawings, total=20)
    assert 0 < figures["reconstruction"]["psnr"] < 30
    assert figures["reconstruction"]["ssim"] < 1
    assert figures["samples"]["recognised"] < 0.5  # after four steps nothing is a mark
    noisy = figures["reconstruction, noise"]
    assert noisy["psnr_damaged"] == pytest.approx(20, abs=2.5)  # a tenth of the range, cut at its ends


def test_a_stopped_training_goes_on_to_the_same_end(tmp_path: Path) -> None:
    whole = _trained(tmp_path / "whole.pt", stops_at=None)
    with pytest.raises(KeyboardInterrupt):
        _trained(tmp_path / "stopped.pt", stops_at=3)
    resumed = _trained(tmp_path / "stopped.pt", stops_at=None)
    torch.testing.assert_close(resumed.state_dict(), whole.state_dict(), rtol=0, atol=0)


def _trained(state: Path, stops_at: int | None) -> torch.nn.Module:
    """A small regression, the data of whose steps depend on their numbers."""
    torch.manual_seed(0)
    module = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 1))

    def loss(step: int) -> torch.Tensor:
        if step == stops_at:
            raise KeyboardInterrupt
        inputs = torch.randn(8, 3, generator=torch.Generator().manual_seed(step))
        error: torch.Tensor = module(inputs) - inputs.sum(dim=1, keepdim=True)
        return error.square().mean()

    return train(module, loss, SHORT, state)


def test_the_rate_rises_and_then_falls_to_a_fiftieth() -> None:
    plan = Plan(steps=100, batch=1, learning_rate=1.0, warm_up=10)
    rates = [rate_at(step, plan) for step in (0, 9, 10, 55, 100)]
    assert rates == pytest.approx([0.1, 1.0, 1.0, 0.51, 0.02])
