"""Model folders, made byte by byte: what is wrong with each is meant."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from aigc_desktop.core.models import Models
from aigc_desktop.core.paths import Paths
from aigc_desktop.core.plugins import discover


@pytest.fixture
def tensors() -> Callable[..., bytes]:
    """The bytes of a safetensors file."""

    def tensors(header: object = None, data: bytes = bytes(24), *, length: int | None = None) -> bytes:
        if header is None:
            header = {
                "__metadata__": {"format": "pt"},
                "b": {"dtype": "F16", "shape": [4], "data_offsets": [16, 24]},
                "a": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]},
            }
        text = header if isinstance(header, bytes) else json.dumps(header).encode()
        return struct.pack("<Q", len(text) if length is None else length) + text + data

    return tensors


@pytest.fixture
def make_model(tensors: Callable[..., bytes]) -> Callable[..., Path]:
    """Make a sound folder in diffusers layout."""

    def make_model(folder: Path, class_name: str = "StableDiffusionPipeline") -> Path:
        index = {
            "_class_name": class_name,
            "scheduler": ["diffusers", "DDIMScheduler"],
            "unet": ["diffusers", "UNet2DConditionModel"],
            "tokenizer": ["transformers", "CLIPTokenizer"],
            "safety_checker": [None, None],
            "requires_safety_checker": False,
        }
        files = {
            "model_index.json": json.dumps(index),
            "scheduler/scheduler_config.json": '{"lambda_min_clipped": -Infinity}',
            "unet/config.json": '{"sample_size": 8}',
            "tokenizer/tokenizer_config.json": '{"model_max_length": 77}',
            "tokenizer/vocab.json": json.dumps({f"word{k}": k for k in range(9000)}),
            "README.md": "---\nlicense: cc0-1.0\ntags:\n- art\n---\n# A model\n\nlicense: not this\n",
        }
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        (folder / "unet/diffusion_pytorch_model.safetensors").write_bytes(tensors())
        return folder

    return make_model


@pytest.fixture
def models(paths: Paths, site: Path, install: Callable[..., Path]) -> Models:
    """The models below `paths.models`, for one installed generator that loads StableDiffusionPipeline."""
    install("painter")
    return Models(lambda: (paths.models,), discover([str(site)]))
