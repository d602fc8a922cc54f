"""What an engine without PyTorch will use must not import it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_LOOK = "import importlib, sys; importlib.import_module(sys.argv[1]); print(*sys.modules)"


@pytest.mark.parametrize("module", ["sampling", "streaming", "tokens", "chat", "writing", "generator"])
def test_it_needs_neither_torch_nor_transformers(module: str) -> None:
    command = [sys.executable, "-c", _LOOK, f"aigc_transformer.{module}"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert f"aigc_transformer.{module}" in loaded
    assert not {"torch", "transformers", "onnxruntime"} & set(loaded)
