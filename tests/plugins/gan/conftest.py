"""Tiny models, built once a session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aigc_desktop.api import Model
from tests.plugins.gan import tiny


@pytest.fixture(scope="session", autouse=True)
def _always_one_thread(one_thread: None) -> None:
    """For every test in this folder."""


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Model]:
    """The tiny model of a class; built when first asked for, never to be changed."""
    made: dict[str, Model] = {}

    def get(class_name: str) -> Model:
        if class_name not in made:
            folder = tmp_path_factory.mktemp("tiny") / class_name
            made[class_name] = tiny.model(tiny.save(tiny.SIZES[class_name], folder))
        return made[class_name]

    return get


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """A tiny style generator that the test may break."""
    return tiny.save(tiny.SIZES["StyleGenerator"], tmp_path / "broken")
