"""The plugin passes the conformance suite that authors run on theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aigc_desktop.api import Model
from aigc_desktop.api.testing import InstalledPlugin, check_generator, check_plugin, installed


@pytest.fixture(scope="module")
def plugin() -> InstalledPlugin:
    return installed("transformer")


def test_the_plugin_is_sound(plugin: InstalledPlugin) -> None:
    check_plugin(plugin)


@pytest.mark.parametrize("class_name", ["GPT2LMHeadModel", "LlamaForCausalLM"])
def test_the_generator_is_sound(
    plugin: InstalledPlugin, class_name: str, tiny_model: Callable[[str], Model]
) -> None:
    values = {"prompt": "a quiet fox", "max_new_tokens": 8, "temperature": 1.0}
    check_generator(plugin, "transformer", "text-generation", tiny_model(class_name), values)
