"""The noise of a seed is PyTorch's, without PyTorch."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
import torch

from aigc_desktop.api.noise import Noise, normal


@pytest.mark.parametrize("seed", [0, 7, 2**31, 2**32 + 7, 2**53 - 1])
@pytest.mark.parametrize("shape", [(16,), (17,), (100,), (1, 4, 64, 64)])
def test_values_are_those_of_torch(seed: int, shape: tuple[int, ...]) -> None:
    drawn = torch.randn(shape, generator=torch.Generator("cpu").manual_seed(seed)).numpy()
    ours = normal(seed, shape)
    assert ours.dtype == np.float32
    assert ours.shape == shape
    np.testing.assert_allclose(ours, drawn, rtol=0, atol=2e-6)


def test_a_stream_goes_on_as_torch_goes_on() -> None:
    source, ours = torch.Generator("cpu").manual_seed(3), Noise(3)
    for shape in ((2, 9), (16,), (5, 5)):
        drawn = torch.randn(shape, generator=source).numpy()
        np.testing.assert_allclose(ours.normal(shape), drawn, rtol=0, atol=2e-6)


def test_too_few_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 16"):
        normal(0, (15,))


def test_torch_is_not_needed() -> None:
    draw = "from aigc_desktop.api.noise import normal; normal(1, (16,))"
    code = f"import sys; {draw}; print('torch' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
