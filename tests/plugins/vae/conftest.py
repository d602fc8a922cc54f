"""Tiny models, built once a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from aigc_vae import hooks

from aigc_desktop.api import Generator, Model
from aigc_desktop.api.testing import CPU
from tests.plugins.vae import tiny


@pytest.fixture(scope="session", autouse=True)
def _always_one_thread(one_thread: None) -> None:
    """For every test in this folder."""


@pytest.fixture(scope="session")
def conv(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """A ConvVae with the standard normal prior, never to be changed."""
    return tiny.model(tiny.save_conv(tmp_path_factory.mktemp("tiny") / "conv"))


@pytest.fixture(scope="session")
def kl(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """An AutoencoderKL, never to be changed."""
    return tiny.model(tiny.save_kl(tmp_path_factory.mktemp("tiny") / "kl"))


@pytest.fixture(scope="session")
def generator(conv: Model) -> Iterator[Generator]:
    """The ConvVae, loaded once for all tests that only run it."""
    loaded = hooks.create_generator(conv, CPU)
    yield loaded
    loaded.close()


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """A ConvVae that the test may break."""
    return tiny.save_conv(tmp_path / "broken")


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture of the network's size."""
    return tiny.picture(tmp_path_factory.mktemp("photos") / "photo.png")
