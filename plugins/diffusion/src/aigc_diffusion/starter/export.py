"""The finished model folder: plain diffusers layout in float16, and a linear map for previews."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeAlias

import torch
from torch import nn
from transformers import CLIPTextModel, CLIPTokenizer

from aigc_diffusion.traits import DEFAULTS_FILE
from aigc_diffusion.vocabulary import FILE as VOCABULARY_FILE

from .captions import vocabulary
from .tokenizer import save_tokenizer
from .untyped import Autoencoder, Scheduler, UNet, diffusers

Part: TypeAlias = Any
PREVIEW_MAP = "latent_rgb.json"
DEFAULTS = {"steps": 25, "guidance_scale": 3.0, "scheduler": "ddim"}
ABOUT = (
    "It draws one or two icons of 16 shapes in 12 colours, flat, outlined, striped or with a gradient, "
    "on a coloured background."
)


def export(
    folder: Path,
    vae: Autoencoder,
    unet: UNet,
    text_encoder: CLIPTextModel,
    tokenizer: CLIPTokenizer,
    scheduler: Scheduler,
) -> None:
    """Write the folder that `StableDiffusionPipeline.from_pretrained` loads without any code of ours."""
    pipeline = diffusers.StableDiffusionPipeline(
        vae=_plain(vae),
        text_encoder=_plain(text_encoder),
        tokenizer=tokenizer,
        unet=_plain(unet),
        scheduler=scheduler,
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(folder, safe_serialization=True)
    save_tokenizer(tokenizer, folder / "tokenizer")
    _save_json(folder / DEFAULTS_FILE, DEFAULTS)
    _save_json(folder / VOCABULARY_FILE, _vocabulary())
    for weights in folder.rglob("*.safetensors"):
        weights.chmod(0o644)


def _plain(module: Part) -> Part:
    """On the CPU, in float16 and in the usual memory layout."""
    return module.to("cpu", torch.float16, memory_format=torch.contiguous_format).eval()


def _vocabulary() -> dict[str, object]:
    """The words of all captions by language, so that a user can be told which words the model never saw."""
    english = sorted(word for word in vocabulary() if word.isascii())
    chinese = sorted(word for word in vocabulary() if not word.isascii())
    return {"en": english, "zh": chinese, "about": ABOUT}


def _save_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def save_preview_map(folder: Path, latents: torch.Tensor, drawn: torch.Tensor) -> float:
    """Fit pixels = latents @ matrix + bias by least squares, save it, return its mean error.

    Latents are the scaled ones that the denoiser works on, (N, C, h, w); drawings are bytes, (N, 3, H, W);
    pixels are 0 to 1. Each latent is mapped to its whole block of pixels.
    """
    block = drawn.shape[-1] // latents.shape[-1]
    points = _points(latents.float())
    pixels = _points(nn.functional.pixel_unshuffle(drawn.float() / 255, block))
    inputs = torch.cat([points, torch.ones(len(points), 1)], dim=1)
    solution = torch.linalg.lstsq(inputs, pixels).solution
    content = {"matrix": _rounded(solution[:-1]), "bias": _rounded(solution[-1])}
    (folder / PREVIEW_MAP).write_text(json.dumps(content) + "\n", "utf-8")
    return float((inputs @ solution - pixels).abs().mean())


def _points(values: torch.Tensor) -> torch.Tensor:
    """(N, C, h, w) as a list of points, (N * h * w, C)."""
    return values.permute(0, 2, 3, 1).reshape(-1, values.shape[1])


def _rounded(values: torch.Tensor) -> list[object]:
    rounded: list[object] = (
        torch.tensor(values.tolist(), dtype=torch.float64).mul(1e4).round().div(1e4).tolist()
    )
    return rounded


def folder_size(folder: Path) -> int:
    """The bytes of all files in the folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
