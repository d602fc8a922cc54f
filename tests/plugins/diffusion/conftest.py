"""Tiny models, built once a session."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aigc_diffusion import hooks

from aigc_desktop.api import Generator, Model, ModelOutput
from aigc_desktop.api.testing import CPU
from tests.plugins.diffusion import conversion, tiny


@pytest.fixture(scope="session", autouse=True)
def _always_one_thread(one_thread: None) -> None:
    """For every test in this folder."""


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Model]:
    """The tiny model of a pipeline class; built when first asked for, never to be changed."""
    made: dict[str, Model] = {}

    def get(class_name: str) -> Model:
        if class_name not in made:
            made[class_name] = tiny.model(tiny.save(class_name, tmp_path_factory.mktemp("tiny") / class_name))
        return made[class_name]

    return get


@pytest.fixture(scope="session")
def stable_diffusion(tiny_model: Callable[[str], Model]) -> Model:
    """The tiny Stable Diffusion."""
    return tiny_model("StableDiffusionPipeline")


@pytest.fixture(scope="session")
def generator(stable_diffusion: Model) -> Iterator[Generator]:
    """The tiny Stable Diffusion, loaded once for all tests that only run it."""
    loaded = hooks.create_generator(stable_diffusion, CPU)
    yield loaded
    loaded.close()


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """A tiny Stable Diffusion that the test may break."""
    return tiny.save("StableDiffusionPipeline", tmp_path / "broken")


@pytest.fixture(scope="session")
def whole(stable_diffusion: Model, generator: Generator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny Stable Diffusion exported to ONNX in float32."""
    folder = tmp_path_factory.mktemp("fp32") / "whole"
    conversion.export(generator, stable_diffusion, folder)
    return folder


@pytest.fixture(scope="session")
def least(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """A Stable Diffusion that is quick to export, never to be changed."""
    folder = tmp_path_factory.mktemp("least") / "The Least"
    return tiny.model(tiny.save("StableDiffusionPipeline", folder, **tiny.least()))


@pytest.fixture(scope="session")
def half(least: Model, tmp_path_factory: pytest.TempPathFactory) -> tuple[ModelOutput, Path]:
    """The same exported in float16 and for another opset, and what the generator said of it."""
    folder = tmp_path_factory.mktemp("fp16") / "half"
    loaded = hooks.create_generator(least, CPU)
    return conversion.export(loaded, least, folder, precision="fp16", opset=18), folder


@pytest.fixture(scope="session")
def exported(whole: Path) -> Model:
    """The exported model, never to be changed."""
    return conversion.described(whole)


@pytest.fixture
def own(whole: Path, tmp_path: Path) -> Path:
    """An exported model that the test may break."""
    return Path(shutil.copytree(whole, tmp_path / "own"))
