"""Models whose layers attend to a window that slides along: exported, they write the same far beyond it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from aigc_transformer import hooks
from aigc_transformer.backend import load_network
from aigc_transformer.masks import masks_of, windows_of
from aigc_transformer.network import Network
from aigc_transformer.onnx_backend import load_onnx_network
from numpy.typing import NDArray

from aigc_desktop.api import AigcError
from aigc_desktop.api.testing import CPU
from tests.plugins.transformer import tiny
from tests.plugins.transformer.running import request, texts
from tests.plugins.transformer.test_onnx import ONNX, described, export

WINDOW = 16
MIXED = {"use_sliding_window": True, "sliding_window": WINDOW, "max_window_layers": 1}
MODELS: dict[str, dict[str, Any]] = {
    "MistralForCausalLM": {},
    "Qwen2ForCausalLM": MIXED,
    "Gemma2ForCausalLM": {},
    "Gemma3ForCausalLM": {},
}
TOKENS = np.random.default_rng(2).integers(0, 200, 60).tolist()
FAR = 40


def path(network: Network) -> NDArray[np.float32]:
    """The logits after a prompt longer than the window, and after each of twenty further tokens."""
    reading = network.start(TOKENS[:FAR])
    found = [reading.logits]
    for token in TOKENS[FAR:]:
        reading.read(token)
        found.append(reading.logits)
    return np.stack(found)


@pytest.mark.parametrize("class_name", MODELS)
def test_both_runtimes_see_the_same_beyond_the_window(class_name: str, tmp_path: Path) -> None:
    source = described(tiny.save(class_name, tmp_path / "source", **MODELS[class_name]))
    exported = export(source, tmp_path / "exported")
    theirs, ours = path(load_network(source, CPU)), path(load_onnx_network(exported, ONNX))
    assert np.abs(ours - theirs).max() <= 1e-4 * np.abs(theirs).max()
    wide = {**MODELS[class_name], "sliding_window": tiny.CONTEXT}
    other = path(load_network(described(tiny.save(class_name, tmp_path / "wide", **wide)), CPU))
    assert np.abs(other - theirs).max() > 0.01 * np.abs(theirs).max()  # or this test tests nothing
    before, after = hooks.create_generator(source, CPU), hooks.create_generator(exported, ONNX)
    wanted = request(source, prompt="a", seeds=(1, 2), temperature=1.0, max_new_tokens=40)
    assert texts(before, wanted) == texts(after, wanted)


@pytest.mark.parametrize(
    ("config", "windows"),
    [
        (tiny.transformers.GPT2Config(), {"full_attention": None}),
        (tiny.transformers.MistralConfig(sliding_window=7), {"sliding_attention": 7}),
        (tiny.transformers.MistralConfig(sliding_window=None), {"full_attention": None}),
        (tiny.transformers.Qwen2Config(sliding_window=7), {"full_attention": None}),
        (
            tiny.transformers.Qwen2Config(**{**MIXED, "num_hidden_layers": 2}),
            {"full_attention": None, "sliding_attention": WINDOW},
        ),
    ],
)
def test_the_windows_are_those_of_the_configuration(config: object, windows: dict[str, int | None]) -> None:
    assert windows_of(config, "M") == windows


def test_layers_of_another_kind_are_refused() -> None:
    config = tiny.transformers.Qwen3NextConfig()
    with pytest.raises(AigcError, match="linear_attention") as caught:
        windows_of(config, "M")
    assert caught.value.code == "export.class"
    assert caught.value.hint


def test_a_mask_shows_the_window_and_hides_padding() -> None:
    seen, positions = torch.tensor([[0, 1, 1, 1, 1]]), torch.tensor([[3, 4]])
    masks = masks_of({"full_attention": None, "sliding_attention": 2}, seen, positions, torch.float32)
    assert isinstance(masks, dict)
    shown = {kind: (mask[0, 0] == 0).int().tolist() for kind, mask in masks.items()}
    assert shown["full_attention"] == [[0, 1, 1, 1, 0], [0, 1, 1, 1, 1]]
    assert shown["sliding_attention"] == [[0, 0, 1, 1, 0], [0, 0, 0, 1, 1]]
    alone = masks_of({"full_attention": None}, seen, positions, torch.float16)
    assert isinstance(alone, torch.Tensor)
    assert alone.dtype == torch.float16
