"""Out of memory is not the end: one measure after the other, each told, and at last the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch
from aigc_diffusion.backend import DiffusionGenerator
from aigc_diffusion.loading import load_pipeline
from aigc_diffusion.memory import Ladder, is_out_of_memory
from aigc_diffusion.pipeline import Pipeline
from aigc_diffusion.traits import read_traits

from aigc_desktop.api import AigcError, Model, Runtime
from aigc_desktop.api.testing import CPU, ScriptedJob
from tests.plugins.diffusion import tiny
from tests.plugins.diffusion.running import pictures, request


@pytest.fixture
def model(tmp_path: Path) -> Model:
    return tiny.model(tiny.save("StableDiffusionPipeline", tmp_path / "tiny"))


@pytest.fixture
def pipeline(model: Model) -> Pipeline:
    return load_pipeline(model, read_traits(model), CPU)


@pytest.fixture
def generator(model: Model, pipeline: Pipeline) -> DiffusionGenerator:
    return DiffusionGenerator(pipeline, model, read_traits(model), CPU)


@contextmanager
def failing(network: torch.nn.Module, times: int) -> Iterator[None]:
    """For the first `times` calls the network asks for more memory than any machine has."""
    left = [times]

    def ask_too_much(*_: object) -> None:
        if left[0] > 0:
            left[0] -= 1
            torch.empty(2**60, dtype=torch.uint8)

    hook = network.register_forward_pre_hook(ask_too_much)
    yield
    hook.remove()


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
        RuntimeError("cuDNN error: CUDNN_STATUS_NOT_SUPPORTED"),
        RuntimeError("CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate(handle)"),
    ],
)
def test_out_of_memory_is_recognised_in_all_its_words(error: Exception) -> None:
    assert is_out_of_memory(error)


def test_the_words_of_this_torch_are_known() -> None:
    with pytest.raises(RuntimeError) as caught:
        torch.empty(2**60, dtype=torch.uint8)
    assert is_out_of_memory(caught.value)


@pytest.mark.parametrize(
    "error", [RuntimeError("mat1 and mat2 shapes cannot be multiplied"), ValueError("out of memory")]
)
def test_other_errors_are_not_taken_for_it(error: Exception) -> None:
    assert not is_out_of_memory(error)


def test_the_picture_comes_all_the_same_and_the_user_is_told(
    generator: DiffusionGenerator, pipeline: Pipeline, model: Model
) -> None:
    wanted = request(model, steps=2, seeds=(1, 2))
    job = ScriptedJob(wanted)
    with failing(pipeline.components["unet"], times=1):
        made = pictures(generator, wanted, job=job)
    assert len(made) == 2
    assert len(job.notices) == 1
    assert made == pictures(generator, wanted)


def test_tiled_decoding_ends_with_the_job(
    generator: DiffusionGenerator, pipeline: Pipeline, model: Model
) -> None:
    wanted = request(model, steps=1, width=128, height=128)
    before = pictures(generator, wanted)
    job = ScriptedJob(wanted)
    with failing(pipeline.components["vae"].decoder, times=2):
        (output,) = generator.generate(wanted, job)
    assert output.facts["tiled_decoding"] == "yes"
    assert [("tiles" in message) for message, _ in job.notices] == [False, True]
    assert pictures(generator, wanted) == before


def test_when_nothing_helps_the_job_fails_with_the_numbers_and_the_next_one_runs(
    generator: DiffusionGenerator, pipeline: Pipeline, model: Model
) -> None:
    wanted = request(model, steps=1)
    with failing(pipeline.components["unet"], times=100), pytest.raises(AigcError) as caught:
        pictures(generator, wanted)
    assert caught.value.code == "memory.exhausted"
    assert "64 x 64" in caught.value.message
    assert "MiB are free" in caught.value.message
    assert caught.value.hint
    assert len(pictures(generator, wanted)) == 1


def test_the_batch_is_halved_before_the_model_leaves_the_device(pipeline: Pipeline) -> None:
    wanted = request(Model(id="m", name="m", path="", layout="diffusers"))
    job = ScriptedJob(wanted)
    ladder = Ladder(pipeline, Runtime(backend="torch", device="cpu", precision="float32"), job, batch=4)
    batches = []
    for _ in range(4):
        ladder.climb("out of memory", "4 pictures")
        batches.append(ladder.batch)
    assert batches == [4, 4, 2, 1]
    with pytest.raises(AigcError, match="not enough memory"):
        ladder.climb("out of memory", "4 pictures")


def test_an_error_that_is_no_lack_of_memory_is_not_retried(
    generator: DiffusionGenerator, pipeline: Pipeline, model: Model
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("shapes do not fit")

    hook = pipeline.components["unet"].register_forward_pre_hook(break_down)
    job = ScriptedJob(request(model, steps=1))
    with pytest.raises(RuntimeError, match="shapes do not fit"):
        pictures(generator, job.request, job=job)
    hook.remove()
    assert job.notices == []
