"""Autoencoders in ONNX: exported, they make the same as in PyTorch."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnx
import pytest
from aigc_vae import hooks
from PIL import Image

from aigc_desktop.api import AigcError, Generator, Model, ModelOutput, Request, Runtime, Task
from aigc_desktop.api.exporting import compare_pictures
from aigc_desktop.api.testing import CPU, ScriptedJob
from aigc_desktop.core.models.search import inspect
from tests.plugins.vae import tiny
from tests.plugins.vae.running import outputs

ONNX = Runtime(backend="onnx", device="cpu", precision="float32")
TASKS: tuple[Task, ...] = (
    "unconditional-image-generation",
    "image-reconstruction",
    "latent-interpolation",
    "latent-map",
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """A tiny model with a mixture as its prior."""
    folder = tiny.save_conv(tmp_path_factory.mktemp("vae") / "tiny")
    tiny.save_prior(folder, [-1.0, 1.0], [0.5, 0.5], spread=0.5)
    return tiny.model(folder)


@pytest.fixture(scope="module")
def exported(source: Model, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Model]:
    """The tiny model in ONNX, as the application describes it."""
    made: dict[str, Model] = {}

    def get(precision: str) -> Model:
        if precision not in made:
            made[precision] = _export(source, precision, tmp_path_factory.mktemp("onnx") / precision)
        return made[precision]

    return get


def _export(source: Model, precision: str, folder: Path) -> Model:
    wanted = Request(
        generator="vae", model=source.id, task="onnx-export", parameters={"precision": precision}
    )
    job = ScriptedJob(wanted)  # its scratch folder lives as long as it does
    (output,) = hooks.create_generator(source, CPU).generate(wanted, job)
    assert isinstance(output, ModelOutput)
    output.folder.replace(folder)
    return described(folder)


def described(place: Path) -> Model:
    model = inspect(place, place if place.is_dir() else place.parent)
    assert model is not None
    return model


def pictures(generator: Generator, request: Request) -> list[Image.Image]:
    return [output.image for output in outputs(generator, request)]


def wanted(task: Task, folder: Path) -> Request:
    image = str(tiny.picture(folder / "given.png"))
    parameters: dict[str, dict[str, Any]] = {
        "image-reconstruction": {"image": image, "missing": 0.3, "noise": 0.1},
        "latent-interpolation": {"to_seed": 9, "position": 0.4},
    }
    return Request(generator="vae", model="m", task=task, parameters=parameters.get(task, {}), seeds=(1, 2))


@pytest.mark.parametrize("task", TASKS)
def test_both_runtimes_make_the_same(
    task: Task, source: Model, exported: Callable[[str], Model], tmp_path: Path
) -> None:
    model = exported("fp32")
    assert (model.layout, model.class_name, model.precision) == ("onnx", "ConvVae", "float32")
    request = wanted(task, tmp_path)
    before = pictures(hooks.create_generator(source, CPU), request)
    after = pictures(hooks.create_generator(model, ONNX), request)
    assert len(before) == 2
    assert max(compare_pictures(a, b)[0] for a, b in zip(before, after, strict=True)) <= 2


def test_both_runtimes_make_the_same_of_a_point_between_seeds(
    source: Model, exported: Callable[[str], Model], tmp_path: Path
) -> None:
    plain, model = wanted("unconditional-image-generation", tmp_path), exported("fp32")
    request = msgspec.structs.replace(plain, parameters={"latent": "0.6*7 - 0.8*8", "temperature": 0.8})
    before = pictures(hooks.create_generator(source, CPU), request)
    after = pictures(hooks.create_generator(model, ONNX), request)
    assert before[0] == before[1]  # the seed has no part in it
    assert compare_pictures(before[0], after[0])[0] <= 2
    assert before[0] not in pictures(hooks.create_generator(source, CPU), plain)


def test_half_precision_is_near(source: Model, exported: Callable[[str], Model], tmp_path: Path) -> None:
    model = exported("fp16")
    assert model.precision == "float16"
    request = wanted("unconditional-image-generation", tmp_path)
    before = pictures(hooks.create_generator(source, CPU), request)
    after = pictures(hooks.create_generator(model, ONNX), request)
    assert min(compare_pictures(a, b)[1] for a, b in zip(before, after, strict=True)) >= 40


def test_the_decoder_alone_draws_but_takes_no_picture(
    exported: Callable[[str], Model], tmp_path: Path
) -> None:
    alone = described(Path(exported("fp32").path) / "model.onnx")
    generator = hooks.create_generator(alone, ONNX)
    assert pictures(generator, wanted("unconditional-image-generation", tmp_path))
    with pytest.raises(AigcError, match="decoder alone"):
        pictures(generator, wanted("image-reconstruction", tmp_path))


@pytest.fixture(scope="module")
def kl_exported(kl: Model, tmp_path_factory: pytest.TempPathFactory) -> Model:
    """The autoencoder of a diffusion model in ONNX."""
    return _export(kl, "fp32", tmp_path_factory.mktemp("onnx") / "kl")


@pytest.mark.parametrize(("width", "height"), [(32, 32), (50, 21), (96, 64)])
@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_the_autoencoder_of_a_diffusion_model_takes_pictures_of_any_size(
    missing: float, width: int, height: int, kl: Model, kl_exported: Model, tmp_path: Path
) -> None:
    assert (kl_exported.layout, kl_exported.class_name) == ("onnx", "AutoencoderKL")
    values = {"image": str(tiny.picture(tmp_path / "given.png", width, height)), "missing": missing}
    request = Request(generator="vae", model="m", task="image-reconstruction", parameters=values, seeds=(1,))
    (before,) = pictures(hooks.create_generator(kl, CPU), request)
    (after,) = pictures(hooks.create_generator(kl_exported, ONNX), request)
    assert after.size == (width, height)
    assert len(set(before.tobytes())) > 10
    assert compare_pictures(before, after)[0] <= 2


def test_the_autoencoder_of_a_diffusion_model_draws_nothing_alone_in_onnx_either(kl_exported: Model) -> None:
    with pytest.raises(AigcError):
        hooks.parameters("unconditional-image-generation", kl_exported)


def test_float16_is_for_those_alone_that_it_is_large_enough_for(kl: Model, tmp_path: Path) -> None:
    with pytest.raises(AigcError, match="float16 is too small") as caught:
        _export(kl, "fp16", tmp_path / "onnx")
    assert caught.value.code == "export.precision"
    model = tiny.model(tiny.save_kl(tmp_path / "kl", force_upcast=False))
    assert _export(model, "fp16", tmp_path / "half").precision == "float16"


@pytest.mark.parametrize("name", ["model.onnx", "encoder.onnx"])
def test_weights_that_are_no_numbers_make_no_picture(name: str, kl_exported: Model, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(kl_exported.path, tmp_path / "own"))
    network = onnx.load(folder / name)
    largest = max(network.graph.initializer, key=lambda tensor: len(tensor.raw_data))
    largest.raw_data = np.full(len(largest.raw_data) // 4, np.nan, np.float32).tobytes()
    onnx.save(network, folder / name)
    values = {"image": str(tiny.picture(tmp_path / "given.png"))}
    request = Request(generator="vae", model="m", task="image-reconstruction", parameters=values)
    with pytest.raises(AigcError) as caught:
        pictures(hooks.create_generator(described(folder), ONNX), request)
    assert caught.value.code == "model.nan"


def test_neither_torch_nor_anything_like_it_is_imported(exported: Callable[[str], Model]) -> None:
    script = """
import sys, msgspec
from aigc_desktop.api import Model, Request, Runtime
from aigc_desktop.api.testing import ScriptedJob
from aigc_vae import hooks
from PIL import Image
model = msgspec.json.decode(sys.argv[1], type=Model)
request = Request(generator="vae", model="m", task="unconditional-image-generation")
runtime = Runtime(backend="onnx", device="cpu", precision="float32")
list(hooks.create_generator(model, runtime).generate(request, ScriptedJob(request)))
print([name for name in ("torch", "diffusers", "transformers") if name in sys.modules])
"""
    told = msgspec.json.encode(exported("fp32")).decode()
    command = [sys.executable, "-c", script, told]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
