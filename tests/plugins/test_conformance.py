"""Every first-party plugin passes the conformance suite that authors run on theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigc_desktop.api.testing import InstalledPlugin, check_generator, check_plugin, installed
from tests.plugins.diffusion import tiny


@pytest.fixture(scope="module")
def diffusion() -> InstalledPlugin:
    return installed("diffusion")


def test_the_diffusion_plugin_is_sound(diffusion: InstalledPlugin) -> None:
    check_plugin(diffusion)


@pytest.mark.usefixtures("one_thread")
@pytest.mark.parametrize("class_name", ["StableDiffusionPipeline", "FluxPipeline"])
def test_the_diffusion_generator_is_sound(
    diffusion: InstalledPlugin, class_name: str, tmp_path: Path
) -> None:
    model = tiny.model(tiny.save(class_name, tmp_path / class_name))
    values = {"prompt": "a red star", "steps": 2, "width": 64, "height": 64}
    check_generator(diffusion, "diffusion", "text-to-image", model, values)
