"""The recipe on a tiny scale, and the shipped model through the plain diffusers pipeline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from aigc_diffusion.previews import Previewer
from aigc_diffusion.starter import autoencoder, dataset
from aigc_diffusion.starter.__main__ import PARTS, SHIPPED
from aigc_diffusion.starter.denoiser import new_scheduler, new_unet, train_denoiser
from aigc_diffusion.starter.draw import Icon, Scene
from aigc_diffusion.starter.evaluate import figures_of
from aigc_diffusion.starter.export import export, folder_size, save_preview_map
from aigc_diffusion.starter.recipe import Recipe, Workshop, train_part
from aigc_diffusion.starter.sampling import Settings, open_model, pictures_of
from aigc_diffusion.starter.shapes import SHAPES
from aigc_diffusion.starter.text import new_text_encoder, tokens_of, train_text_encoder
from aigc_diffusion.starter.tokenizer import new_tokenizer
from aigc_diffusion.starter.training import Plan
from aigc_diffusion.starter.transform import BlockTransform, fit_transform
from aigc_diffusion.starter.untyped import Pipeline, diffusers
from aigc_diffusion.starter.verifier import background_present, foreground_present

from aigc_desktop.api import Model

CPU = torch.device("cpu")
SCENES = dataset.scenes(8, dataset.TRAINING)
TINY_CHANNELS = (12, 48, 64, 52)
TINY = Plan(steps=2, batch=4, learning_rate=1e-3)


@pytest.fixture(scope="module")
def drawn() -> torch.Tensor:
    return dataset.pixels(SCENES, 64)


@pytest.fixture(scope="module")
def transform(drawn: torch.Tensor) -> BlockTransform:
    return fit_transform(dataset.normalised(drawn), 24)


def test_every_run_makes_the_same_tokenizer() -> None:
    """Weights are trained in one process and exported in another."""
    code = (
        "import json; from aigc_diffusion.starter.tokenizer import new_tokenizer\n"
        "print(json.dumps(new_tokenizer().get_vocab(), sort_keys=True))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(other.stdout) == new_tokenizer().get_vocab()


def test_a_word_is_a_token_and_nothing_is_lost() -> None:
    tokenizer = new_tokenizer()
    assert tokenizer.tokenize("a striped circle") == ["a</w>", "striped</w>", "circle</w>"]
    assert len(tokenizer.tokenize("红色圆形")) == 4
    assert tokenizer.unk_token_id not in tokenizer("dragon 恐龙", add_special_tokens=False).input_ids
    assert tokens_of(tokenizer, ["a", "b " * 100]).shape == (2, tokenizer.model_max_length)


def test_the_encoder_computes_the_transform(drawn: torch.Tensor, transform: BlockTransform) -> None:
    vae = autoencoder.new_autoencoder(transform, TINY_CHANNELS)
    pictures = dataset.normalised(drawn)
    with torch.no_grad():
        encoded = vae.encode(pictures).latent_dist
    assert torch.allclose(encoded.mean, transform.latents(pictures), atol=0.01)
    assert encoded.std.max() < 0.01


def test_the_decoder_starts_as_mean_colours(drawn: torch.Tensor, transform: BlockTransform) -> None:
    torch.manual_seed(0)
    vae = autoencoder.new_autoencoder(transform, TINY_CHANNELS)
    assert autoencoder.signal_to_noise(vae, drawn) > 15


def test_a_tiny_training_round_trips_through_the_plain_pipeline(
    tmp_path: Path, drawn: torch.Tensor, transform: BlockTransform
) -> None:
    vae, tokenizer = autoencoder.new_autoencoder(transform, TINY_CHANNELS), new_tokenizer()
    autoencoder.train_decoder(vae, drawn, transform, TINY, CPU, tmp_path / "vae.pt")
    latents = autoencoder.encode_all(drawn, transform)
    encoder, unet = new_text_encoder(tokenizer, width=32, layers=1), new_unet(channels=(16, 32), width=32)
    train_text_encoder(encoder, tokenizer, SCENES, TINY, CPU, tmp_path / "text.pt")
    train_denoiser(unet, encoder, tokenizer, SCENES, latents, TINY, CPU, tmp_path / "denoiser.pt")
    export(tmp_path / "model", vae, unet, encoder, tokenizer, new_scheduler())
    save_preview_map(tmp_path / "model", latents, drawn)
    pipeline = open_model(tmp_path / "model")
    assert type(pipeline).__name__ == "StableDiffusionPipeline"
    made = pictures_of(pipeline, ["a red circle", "红色圆形"], Settings(steps=2))
    assert made.shape == (2, 3, 64, 64)


def test_the_whole_recipe_makes_a_model_and_its_judge(tmp_path: Path) -> None:
    recipe = Recipe(drawings=8, text=TINY, decoder=TINY, denoiser=TINY, verifier=TINY)
    for part in PARTS:
        train_part(part, tmp_path, recipe, "cpu")
    workshop = Workshop(tmp_path, recipe, "cpu")
    workshop.export(tmp_path / "model")
    made = pictures_of(open_model(tmp_path / "model"), ["a red circle"], Settings(steps=2))
    figures = figures_of(made, [Scene((Icon("circle", "red"),), "white")], workshop.finished_verifier())
    assert figures.pictures == 1


def test_a_stopped_training_goes_on_where_it_was(
    tmp_path: Path, drawn: torch.Tensor, transform: BlockTransform
) -> None:
    def weights(*stops: int) -> torch.Tensor:
        state = tmp_path / f"{stops}.pt"
        for steps in stops:
            torch.manual_seed(0)
            vae = autoencoder.new_autoencoder(transform, TINY_CHANNELS)
            plan = replace(TINY, steps=steps, warm_up=10)
            autoencoder.train_decoder(vae, drawn, transform, plan, CPU, state)
        return torch.cat([weight.detach().flatten() for weight in vae.decoder.parameters()])

    straight, stopped = weights(3), weights(1, 3)
    assert not torch.equal(weights(1), stopped)
    assert torch.allclose(straight, stopped, atol=1e-3)


@pytest.fixture(scope="module")
def shipped() -> Pipeline:
    return open_model(SHIPPED)


def test_the_shipped_folder_is_complete_and_small() -> None:
    assert folder_size(SHIPPED) <= 20_000_000
    assert not [file for file in SHIPPED.rglob("*") if file.suffix in {".py", ".bin", ".pt", ".ckpt", ".pkl"}]
    assert "CC0" in (SHIPPED / "LICENSE").read_text("utf-8")
    assert "license: cc0-1.0" in (SHIPPED / "README.md").read_text("utf-8")
    index = json.loads((SHIPPED / "model_index.json").read_text("utf-8"))
    assert index["_class_name"] == "StableDiffusionPipeline"


def test_a_preview_is_nearly_the_picture(shipped: Pipeline) -> None:
    drawn = dataset.pixels([Scene((Icon("circle", "red", size="large"),), "white")], 64)
    latents = shipped.vae.encode(dataset.normalised(drawn)).latent_dist.mean
    model = Model(id="icons-64", name="icons-64", path=str(SHIPPED), layout="diffusers")
    preview = np.asarray(Previewer(shipped, model).picture(latents, 64, 64)).astype(float)
    assert preview.shape == (64, 64, 3)
    assert np.abs(preview - drawn[0].permute(1, 2, 0).numpy()).mean() < 10


@pytest.mark.parametrize("prompt", ["a red circle on a white background", "白色背景上的一个红色圆形"])
def test_the_shipped_model_draws_a_red_circle_on_white(shipped: Pipeline, prompt: str) -> None:
    scene = Scene((Icon("circle", "red"),), "white")
    drawn = pictures_of(shipped, [prompt], Settings(seed=7))
    assert background_present(drawn, [scene]).all()
    assert foreground_present(drawn, [scene]).all()


@pytest.mark.parametrize("shape", ["star", "heart", "moon", "house"])
def test_the_shipped_model_draws_the_shape_that_is_asked_for(shipped: Pipeline, shape: str) -> None:
    """Of the drawings of all shapes, that of the asked one covers the picture best."""
    prompt = f"a large flat red {shape} on a white background"
    asked = _covered(pictures_of(shipped, [prompt], Settings(seed=1)))
    scenes = [Scene((Icon(name, "red", size="large"),), "white") for name in SHAPES]
    drawn = _covered(dataset.pixels(scenes, 64))
    overlap = (asked & drawn).flatten(1).sum(dim=1) / (asked | drawn).flatten(1).sum(dim=1)
    assert list(SHAPES)[int(overlap.argmax())] == shape


def _covered(drawn: torch.Tensor) -> torch.Tensor:
    """Where red on white is: (N, h, w) from bytes (N, 3, h, w)."""
    return drawn[:, 1].int() < 128


@pytest.mark.parametrize(
    "scheduler", ["EulerDiscreteScheduler", "DPMSolverMultistepScheduler", "UniPCMultistepScheduler"]
)
def test_the_shipped_model_works_with_other_schedulers(shipped: Pipeline, scheduler: str) -> None:
    parts = dict(shipped.components)
    parts["scheduler"] = getattr(diffusers, scheduler).from_config(shipped.scheduler.config)
    other = diffusers.StableDiffusionPipeline(**parts, requires_safety_checker=False)
    other.set_progress_bar_config(disable=True)
    scene = Scene((Icon("star", "yellow"),), "blue")
    drawn = pictures_of(other, ["a yellow star on a blue background"], Settings(seed=3))
    assert background_present(drawn, [scene]).all()
    assert foreground_present(drawn, [scene]).all()
