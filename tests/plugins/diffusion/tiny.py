"""Tiny pipelines with random weights, in diffusers layout, one of each class that the plugin loads.

`save(class_name, folder)` writes one in well under a second; `model(folder)` describes it as the
application would.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import torch

from aigc_desktop.api import Model

diffusers: Any = import_module("diffusers")
transformers: Any = import_module("transformers")
tokenizers: Any = import_module("tokenizers")

_WIDTH = 32
_WORDS = ("a", "red", "blue", "star", "circle", "on", "white", "icon", "of", "the")


def save(class_name: str, folder: Path, **changes: object) -> Path:
    """Write a tiny pipeline of the class into `folder`; `changes` replace components."""
    pipeline = getattr(diffusers, class_name)(**{**parts(class_name), **changes})
    pipeline.save_pretrained(folder, safe_serialization=True)
    return folder


def parts(class_name: str) -> dict[str, Any]:
    """The components of a tiny pipeline, the same random weights each time."""
    torch.manual_seed(0)
    return _BUILDERS[class_name]()


def model(folder: Path) -> Model:
    """The model in `folder`, with its small JSON files."""
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*.json") if p.stat().st_size < 65536}
    config = {name: json.loads(path.read_text("utf-8")) for name, path in files.items()}
    return Model(
        id=f"tiny/{folder.name}",
        name=folder.name,
        path=str(folder),
        layout="diffusers",
        class_name=config["model_index.json"]["_class_name"],
        size_mb=sum(p.stat().st_size for p in folder.rglob("*.safetensors")) / 2**20,
        config=config,
    )


def _clip_tokenizer() -> object:
    letters = "abcdefghijklmnopqrstuvwxyz,.0123456789"
    pieces = [*letters, *(f"{letter}</w>" for letter in letters)]
    pieces += ["<|startoftext|>", "<|endoftext|>"]
    vocab = {piece: number for number, piece in enumerate(pieces)}
    return transformers.CLIPTokenizer(vocab=vocab, merges=[], model_max_length=77)


def _t5_tokenizer() -> object:
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    pieces += [(f"▁{word}", -3.0) for word in _WORDS]
    pieces += [(letter, -6.0) for letter in "abcdefghijklmnopqrstuvwxyz"]
    return transformers.T5Tokenizer(vocab=pieces, extra_ids=0)


def _clip(projected: bool = False, width: int = _WIDTH) -> object:
    config = transformers.CLIPTextConfig(
        vocab_size=100,
        hidden_size=width,
        intermediate_size=37,
        num_hidden_layers=3,
        num_attention_heads=4,
        projection_dim=width,
        max_position_embeddings=77,
        bos_token_id=76,
        eos_token_id=77,
        pad_token_id=77,
    )
    kind = transformers.CLIPTextModelWithProjection if projected else transformers.CLIPTextModel
    return kind(config).eval()


def _t5() -> object:
    config = transformers.T5Config(
        vocab_size=64,
        d_model=_WIDTH,
        d_ff=37,
        d_kv=8,
        num_layers=2,
        num_heads=4,
        relative_attention_num_buckets=8,
    )
    return transformers.T5EncoderModel(config).eval()


def _vae(channels: int = 4, shift: float | None = None) -> object:
    return diffusers.AutoencoderKL(
        block_out_channels=[8, 16],
        in_channels=3,
        out_channels=3,
        down_block_types=["DownEncoderBlock2D"] * 2,
        up_block_types=["UpDecoderBlock2D"] * 2,
        latent_channels=channels,
        norm_num_groups=4,
        sample_size=64,
        shift_factor=shift,
        scaling_factor=1.5 if shift else 0.18215,
    )


def _unet(**more: object) -> object:
    settings = {
        "block_out_channels": (8, 16),
        "layers_per_block": 1,
        "sample_size": 32,
        "in_channels": 4,
        "out_channels": 4,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
        "cross_attention_dim": _WIDTH,
        "attention_head_dim": 4,
        "norm_num_groups": 4,
    }
    return diffusers.UNet2DConditionModel(**{**settings, **more})


SCHEDULE: Mapping[str, object] = {
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "steps_offset": 1,
}
"""Stable Diffusion's."""


def ddim_config(prediction: str) -> dict[str, object]:
    """Stable Diffusion's scheduler, for a network that predicts `prediction`, as its file says it."""
    chosen = {"clip_sample": False, "set_alpha_to_one": False, "prediction_type": prediction}
    return {"_class_name": "DDIMScheduler", **chosen, **SCHEDULE}


def ddim(prediction: str = "epsilon") -> object:
    """That scheduler itself."""
    return diffusers.DDIMScheduler.from_config(ddim_config(prediction))


def _stable_diffusion() -> dict[str, Any]:
    return {
        "vae": _vae(),
        "text_encoder": _clip(),
        "tokenizer": _clip_tokenizer(),
        "unet": _unet(),
        "scheduler": ddim(),
        "safety_checker": None,
        "feature_extractor": None,
        "requires_safety_checker": False,
    }


def least(**of_unet: object) -> dict[str, Any]:
    """What to change in a Stable Diffusion for one whose networks have hardly a layer, quick to export."""
    torch.manual_seed(0)
    one = {"block_out_channels": (8,), "sample_size": 32}
    ends: dict[str, Any] = {"down_block_types": ("DownBlock2D",), "up_block_types": ("UpBlock2D",)}
    unet = _unet(**one, **ends, mid_block_type=None, **of_unet)
    vae = diffusers.AutoencoderKL(
        **one, down_block_types=["DownEncoderBlock2D"], up_block_types=["UpDecoderBlock2D"], norm_num_groups=4
    )
    return {"unet": unet, "vae": vae}


def _stable_diffusion_xl() -> dict[str, Any]:
    unet = _unet(
        cross_attention_dim=2 * _WIDTH,
        transformer_layers_per_block=(1, 1),
        addition_embed_type="text_time",
        addition_time_embed_dim=8,
        projection_class_embeddings_input_dim=6 * 8 + _WIDTH,
    )
    return {
        "vae": _vae(),
        "text_encoder": _clip(),
        "text_encoder_2": _clip(projected=True),
        "tokenizer": _clip_tokenizer(),
        "tokenizer_2": _clip_tokenizer(),
        "unet": unet,
        "scheduler": diffusers.EulerDiscreteScheduler(**SCHEDULE),
    }


def _stable_diffusion_3() -> dict[str, Any]:
    transformer = diffusers.SD3Transformer2DModel(
        sample_size=32,
        patch_size=2,
        in_channels=16,
        out_channels=16,
        num_layers=1,
        attention_head_dim=8,
        num_attention_heads=4,
        joint_attention_dim=2 * _WIDTH,
        caption_projection_dim=_WIDTH,
        pooled_projection_dim=2 * _WIDTH,
        pos_embed_max_size=32,
    )
    config = transformers.T5Config(
        vocab_size=64, d_model=2 * _WIDTH, d_ff=37, d_kv=8, num_layers=1, num_heads=4
    )
    return {
        "vae": _vae(16, 0.06),
        "text_encoder": _clip(projected=True),
        "text_encoder_2": _clip(projected=True),
        "text_encoder_3": transformers.T5EncoderModel(config).eval(),
        "tokenizer": _clip_tokenizer(),
        "tokenizer_2": _clip_tokenizer(),
        "tokenizer_3": _t5_tokenizer(),
        "transformer": transformer,
        "scheduler": flow(shift=3.0),
    }


def flux_transformer(*, guidance_embeds: bool = True) -> object:
    """Flux's denoiser; a distilled one takes the guidance as a number."""
    return diffusers.FluxTransformer2DModel(
        patch_size=1,
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=_WIDTH,
        pooled_projection_dim=_WIDTH,
        axes_dims_rope=[4, 4, 8],
        guidance_embeds=guidance_embeds,
    )


def flow(**settings: object) -> object:
    """The scheduler of flow matching."""
    return diffusers.FlowMatchEulerDiscreteScheduler(**settings)


def _flux() -> dict[str, Any]:
    transformer = flux_transformer()
    return {
        "vae": _vae(4, 0.06),
        "text_encoder": _clip(),
        "text_encoder_2": _t5(),
        "tokenizer": _clip_tokenizer(),
        "tokenizer_2": _t5_tokenizer(),
        "transformer": transformer,
        "scheduler": flow(shift=3.0, use_dynamic_shifting=True),
    }


def _pixart() -> dict[str, Any]:
    transformer = diffusers.PixArtTransformer2DModel(
        sample_size=16,
        num_layers=1,
        patch_size=2,
        attention_head_dim=8,
        num_attention_heads=4,
        caption_channels=_WIDTH,
        in_channels=4,
        cross_attention_dim=_WIDTH,
        out_channels=8,
        use_additional_conditions=False,
    )
    return {
        "vae": _vae(),
        "text_encoder": _t5(),
        "tokenizer": _t5_tokenizer(),
        "transformer": transformer,
        "scheduler": diffusers.DPMSolverMultistepScheduler(),
    }


_BUILDERS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "StableDiffusionPipeline": _stable_diffusion,
    "StableDiffusionXLPipeline": _stable_diffusion_xl,
    "StableDiffusion3Pipeline": _stable_diffusion_3,
    "FluxPipeline": _flux,
    "PixArtAlphaPipeline": _pixart,
    "PixArtSigmaPipeline": _pixart,
}

CLASSES = tuple(_BUILDERS)
