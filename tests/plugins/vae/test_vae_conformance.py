"""The plugin passes the conformance suite in each of its tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aigc_desktop.api import Model, Task
from aigc_desktop.api.testing import InstalledPlugin, check_generator, check_plugin, installed
from tests.plugins.vae.running import INTERPOLATE, MAP, RECONSTRUCT, SAMPLE


@pytest.fixture(scope="module")
def plugin() -> InstalledPlugin:
    return installed("vae")


def test_the_plugin_is_sound(plugin: InstalledPlugin) -> None:
    check_plugin(plugin)


@pytest.mark.parametrize(
    ("task", "values"),
    [
        (SAMPLE, {}),
        (INTERPOLATE, {"to_seed": 77, "position": 0.3}),
        (MAP, {"cells": 3}),
    ],
)
def test_the_generator_is_sound(
    plugin: InstalledPlugin, conv: Model, task: Task, values: dict[str, Any]
) -> None:
    check_generator(plugin, "vae", task, conv, values)


@pytest.mark.parametrize("damage", [{"noise": 0.2}, {"missing": 0.5}])
def test_reconstruction_is_sound(
    plugin: InstalledPlugin, conv: Model, photo: Path, damage: dict[str, float]
) -> None:
    check_generator(plugin, "vae", RECONSTRUCT, conv, {"image": str(photo), **damage})


def test_the_autoencoder_of_a_diffusion_model_is_sound(
    plugin: InstalledPlugin, kl: Model, photo: Path
) -> None:
    check_generator(plugin, "vae", RECONSTRUCT, kl, {"image": str(photo), "noise": 0.2})
