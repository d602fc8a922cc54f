"""The networks of a pipeline as graphs to export, with Optimum's names of inputs and outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch

from aigc_desktop.api.exporting import Graph

from .onnx.files import DECODER
from .pipeline import Pipeline
from .traits import Traits

_Tensors = Mapping[str, torch.Tensor]
_SIDES = {0: "batch", 2: "height", 3: "width"}
_BATCH = {0: "batch"}
_EXACT = ("timestep", "time_ids", "text_embeds")
"""What is larger than float16 can count to, and what is put in one row with it."""


def graphs_of(pipeline: Pipeline, traits: Traits) -> dict[str, Graph]:
    """One graph a network, by the name of its folder."""
    parts = {name: part for name, part in pipeline.components.items() if part is not None}
    encoders = {n: _text_encoder(p, traits) for n, p in parts.items() if n.startswith("text_encoder")}
    return {
        **encoders,
        traits.pipeline.denoiser: _DENOISERS[traits.pipeline.name](parts, traits),
        DECODER: _decoder(parts["vae"], traits.size // traits.scale),
    }


class _Named(torch.nn.Module):
    """A network that takes its tensors by name, and gives the first thing that it makes."""

    def __init__(self, inner: torch.nn.Module, names: Sequence[str]) -> None:
        super().__init__()
        self.inner = inner
        self._names = tuple(names)

    def forward(self, *arguments: torch.Tensor) -> torch.Tensor:
        given: dict[str, Any] = dict(zip(self._names, arguments, strict=True))
        added = {name: given.pop(name) for name in ("text_embeds", "time_ids") if name in given}
        beside = {"added_cond_kwargs": added} if added else {}
        first: torch.Tensor = self.inner(**given, **beside, return_dict=False)[0]
        return first


class _Decode(torch.nn.Module):
    """The decoding half of a VAE."""

    def __init__(self, inner: torch.nn.Module) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, latents: torch.Tensor) -> torch.Tensor:
        decoded: torch.Tensor = self.inner.decode(latents, return_dict=False)[0]  # type: ignore[operator]
        return decoded


class _Encode(torch.nn.Module):
    """A text encoder with the outputs `names`, those of its layers among them."""

    def __init__(self, inner: torch.nn.Module, names: Sequence[str]) -> None:
        super().__init__()
        self.inner = inner
        self._names = tuple(names)

    def forward(self, tokens: torch.Tensor) -> tuple[torch.Tensor, ...]:
        made = self.inner(tokens, output_hidden_states=True)
        layers = {f"hidden_states.{number}": states for number, states in enumerate(made.hidden_states)}
        return tuple(layers[name] if name in layers else getattr(made, name) for name in self._names)


def _text_encoder(encoder: Any, traits: Traits) -> Graph:  # noqa: ANN401 - classes of transformers
    config = encoder.config
    is_t5 = config.model_type == "t5"
    length = traits.pipeline.context if is_t5 else config.max_position_embeddings
    outputs = ["last_hidden_state"] if is_t5 else _outputs_of_clip(encoder, traits)
    tokens = torch.zeros(2, length or 0, dtype=torch.int64)
    return Graph(_Encode(encoder, outputs), (tokens,), ["input_ids"], outputs, {"input_ids": _BATCH})


def _outputs_of_clip(encoder: Any, traits: Traits) -> list[str]:  # noqa: ANN401 - classes of transformers
    is_projected = type(encoder).__name__.endswith("WithProjection")
    ends = ["text_embeds", "last_hidden_state"] if is_projected else ["last_hidden_state", "pooler_output"]
    is_deep = traits.pipeline.name in ("StableDiffusionXLPipeline", "StableDiffusion3Pipeline")
    layers = range(encoder.config.num_hidden_layers + 1) if is_deep else ()
    return [*ends, *(f"hidden_states.{number}" for number in layers)]


def _unet(parts: Mapping[str, Any], traits: Traits) -> Graph:
    unet = parts["unet"]
    side, config = traits.size // traits.scale, unet.config
    length = parts["text_encoder"].config.max_position_embeddings
    tensors = {
        "sample": torch.zeros(2, config.in_channels, side, side),
        "timestep": torch.ones(1),
        "encoder_hidden_states": torch.zeros(2, length, config.cross_attention_dim),
    }
    if config.time_cond_proj_dim:
        tensors["timestep_cond"] = torch.zeros(2, config.time_cond_proj_dim)
    if config.addition_embed_type == "text_time":
        tensors["text_embeds"] = torch.zeros(2, parts["text_encoder_2"].config.projection_dim)
        tensors["time_ids"] = torch.ones(2, 6)
    return _graph(unet, tensors, "out_sample", {"sample": _SIDES, "timestep": {}})


def _sd3(parts: Mapping[str, Any], traits: Traits) -> Graph:
    transformer = parts["transformer"]
    side, config = traits.size // traits.scale, transformer.config
    tensors = {
        "hidden_states": torch.zeros(2, config.in_channels, side, side),
        "encoder_hidden_states": torch.zeros(2, _LENGTH, config.joint_attention_dim),
        "pooled_projections": torch.zeros(2, config.pooled_projection_dim),
        "timestep": torch.ones(2),
    }
    varying = {"hidden_states": _SIDES, "encoder_hidden_states": {0: "batch", 1: "length"}}
    return _graph(transformer, tensors, "out_hidden_states", varying)


def _flux(parts: Mapping[str, Any], traits: Traits) -> Graph:
    transformer = parts["transformer"]
    config = transformer.config
    tensors = {
        "hidden_states": torch.zeros(2, _PATCHES, config.in_channels),
        "encoder_hidden_states": torch.zeros(2, _LENGTH, config.joint_attention_dim),
        "pooled_projections": torch.zeros(2, config.pooled_projection_dim),
        "timestep": torch.ones(2),
        "img_ids": torch.zeros(_PATCHES, 3),
        "txt_ids": torch.zeros(_LENGTH, 3),
    }
    if config.guidance_embeds:
        tensors["guidance"] = torch.ones(2)
    varying = {
        "hidden_states": {0: "batch", 1: "patches"},
        "encoder_hidden_states": {0: "batch", 1: "length"},
        "img_ids": {0: "patches"},
        "txt_ids": {0: "length"},
    }
    return _graph(transformer, tensors, "out_hidden_states", varying)


_LENGTH, _PATCHES = 300, 48
"""Of an example: the one is neither the other nor what any model was trained with."""

_DENOISERS = {
    "StableDiffusionPipeline": _unet,
    "StableDiffusionXLPipeline": _unet,
    "StableDiffusion3Pipeline": _sd3,
    "FluxPipeline": _flux,
}


def _decoder(vae: Any, side: int) -> Graph:  # noqa: ANN401 - diffusers is partly untyped
    latents = torch.zeros(2, vae.config.latent_channels, side, side)
    return Graph(_Decode(vae), (latents,), ["latent_sample"], ["sample"], {"latent_sample": _SIDES})


def _graph(
    network: torch.nn.Module, tensors: _Tensors, output: str, varying: Mapping[str, Mapping[int, str]]
) -> Graph:
    """A denoiser; the batch of an input varies where nothing else is said."""
    return Graph(
        _Named(network, list(tensors)),
        tuple(tensors.values()),
        list(tensors),
        [output],
        dict.fromkeys(tensors, _BATCH) | dict(varying),
        exact=_EXACT,
    )
