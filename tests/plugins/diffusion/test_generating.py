"""While a job runs: progress, previews, cancelling, what the user is told, and lasting memory."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from aigc_diffusion import hooks

from aigc_desktop.api import Generator, ImageOutput, JobCancelled, Model
from aigc_desktop.api.testing import CPU, ScriptedJob
from tests.plugins.diffusion import tiny
from tests.plugins.diffusion.running import pictures, request


def test_hook_create_generator_makes_one_picture_for_each_seed(
    stable_diffusion: Model, generator: Generator
) -> None:
    wanted = request(stable_diffusion, steps=2, seeds=(1, 2))
    outputs = list(generator.generate(wanted, ScriptedJob(wanted)))
    assert [output.index for output in outputs] == [0, 1]
    assert all(isinstance(o, ImageOutput) and o.image.mode == "RGB" for o in outputs)
    assert outputs[0].facts["scheduler_class"] == "DDIMScheduler"


@pytest.mark.parametrize("class_name", tiny.CLASSES)
def test_every_step_is_reported_with_a_preview(class_name: str, tiny_model: Callable[[str], Model]) -> None:
    model = tiny_model(class_name)
    wanted = request(model, steps=3, width=80, height=64, seeds=(1, 2))
    job = ScriptedJob(wanted)
    pictures(hooks.create_generator(model, CPU), wanted, job=job)
    assert job.fractions == sorted(job.fractions)
    assert job.fractions[0] == 0
    assert job.fractions[-1] == pytest.approx(1)
    assert [step for step, _, _ in job.steps[:5]] == [0, 1, 2, 3, 4]
    assert len(job.previews) == 6
    width, height = job.previews[0].size
    assert width * 64 == height * 80


def test_a_folder_may_bring_its_own_preview_map(own_folder: Path) -> None:
    (own_folder / "latent_rgb.json").write_text(json.dumps({"matrix": [[0, 0, 0]] * 4, "bias": [1, 0, 0]}))
    model = tiny.model(own_folder)
    wanted = request(model, steps=1)
    job = ScriptedJob(wanted)
    pictures(hooks.create_generator(model, CPU), wanted, job=job)
    assert job.previews[0].getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize("class_name", tiny.CLASSES)
def test_a_cancelled_job_stops_within_one_step(class_name: str, tiny_model: Callable[[str], Model]) -> None:
    model = tiny_model(class_name)
    loaded = hooks.create_generator(model, CPU)
    wanted = request(model, steps=5, width=64, height=64)
    job = ScriptedJob(wanted, cancel_at=2)
    with pytest.raises(JobCancelled):
        list(loaded.generate(wanted, job))
    assert [step for step, _, _ in job.steps] == [0, 1, 2]
    assert len(pictures(loaded, wanted)) == 1


def test_changing_the_scheduler_loads_nothing_again(own_folder: Path) -> None:
    model = tiny.model(own_folder)
    loaded = hooks.create_generator(model, CPU)
    for file in own_folder.rglob("*.safetensors"):
        file.unlink()
    first = pictures(loaded, request(model, steps=2, scheduler="euler"))
    second = pictures(loaded, request(model, steps=2, scheduler="unipc"))
    assert first != second


def test_the_end_of_a_long_prompt_is_not_passed_over_in_silence(
    stable_diffusion: Model, generator: Generator
) -> None:
    # The tiny tokenizer knows letters only, so that 25 times three of them fill the 75 places.
    kept = " ".join(["red"] * 25)
    wanted = request(stable_diffusion, steps=1, prompt=f"{kept} unicorn", negative_prompt=f"{kept} cat")
    job = ScriptedJob(wanted)
    made = pictures(generator, wanted, job=job)
    (about_prompt, hint), (about_negative, _) = job.notices
    assert "“unicorn”" in about_prompt
    assert "negative" in about_negative
    assert "“cat”" in about_negative
    assert hint
    exact = request(stable_diffusion, steps=1, prompt=kept, negative_prompt=kept)
    quiet = ScriptedJob(exact)
    assert pictures(generator, exact, job=quiet) == made
    assert quiet.notices == []


def test_a_model_that_also_reads_with_t5_reads_further(tiny_model: Callable[[str], Model]) -> None:
    model = tiny_model("StableDiffusion3Pipeline")
    wanted = request(model, steps=1, prompt="a red star " * 40)
    job = ScriptedJob(wanted)
    pictures(hooks.create_generator(model, CPU), wanted, job=job)
    assert job.notices == []


VOCABULARY = {"en": ["a", "red", "star"], "zh": ["红色", "星星", "的"], "about": "It draws stars."}


@pytest.mark.parametrize(
    ("prompt", "unknown"),
    [
        ("a red star", ""),
        ("A red unicorn, a star and a Unicorn", "“unicorn”, “and”"),
        ("红色的星星", ""),
        ("红色的大象和星星", "“大象和”"),
    ],
)
def test_words_that_the_model_never_saw_are_named(own_folder: Path, prompt: str, unknown: str) -> None:
    (own_folder / "vocabulary.json").write_text(json.dumps(VOCABULARY), "utf-8")
    model = tiny.model(own_folder)
    wanted = request(model, steps=1, prompt=prompt)
    job = ScriptedJob(wanted)
    pictures(hooks.create_generator(model, CPU), wanted, job=job)
    said = [(message, hint) for message, hint in job.notices if "never saw" in message]
    assert len(said) == bool(unknown)
    assert all(unknown in message and hint == "It draws stars." for message, hint in said)


def test_what_the_libraries_say_goes_to_the_log(
    tiny_model: Callable[[str], Model], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    model = tiny_model("StableDiffusionPipeline")
    loaded = hooks.create_generator(model, CPU)
    wanted = request(model, steps=1, prompt="a red star " * 20)
    capfd.readouterr()
    with caplog.at_level(logging.WARNING, logger="plugin.under_test"):
        pictures(loaded, wanted)
    assert any("truncated" in record.message for record in caplog.records)
    assert capfd.readouterr().err == ""


def test_a_closed_generator_runs_no_more(stable_diffusion: Model) -> None:
    loaded = hooks.create_generator(stable_diffusion, CPU)
    loaded.close()
    with pytest.raises(ValueError, match="closed"):
        pictures(loaded, request(stable_diffusion))
