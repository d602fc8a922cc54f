"""Tiny models, built once a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aigc_transformer import hooks

from aigc_desktop.api import Generator, Model
from aigc_desktop.api.testing import CPU
from tests.plugins.transformer import tiny


@pytest.fixture(scope="session", autouse=True)
def _always_one_thread(one_thread: None) -> None:
    """For every test in this folder."""


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Model]:
    """The tiny model of a class; built when first asked for, never to be changed."""
    made: dict[str, Model] = {}

    def get(class_name: str) -> Model:
        if class_name not in made:
            made[class_name] = tiny.model(tiny.save(class_name, tmp_path_factory.mktemp("tiny") / class_name))
        return made[class_name]

    return get


@pytest.fixture(scope="session")
def gpt2(tiny_model: Callable[[str], Model]) -> Model:
    """The tiny GPT-2."""
    return tiny_model("GPT2LMHeadModel")


@pytest.fixture(scope="session")
def generator(gpt2: Model) -> Iterator[Generator]:
    """The tiny GPT-2, loaded once for all tests that only run it."""
    loaded = hooks.create_generator(gpt2, CPU)
    yield loaded
    loaded.close()


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """A tiny GPT-2 that the test may break."""
    return tiny.save("GPT2LMHeadModel", tmp_path / "broken")
