"""The network that predicts as a graph to export: what it takes, by the family of its model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch

from aigc_desktop.api.exporting import Graph

from .traits import Traits

BATCH = {0: "batch"}
SIDES = {0: "batch", 2: "height", 3: "width"}
_TEXT = {0: "batch", 1: "length"}
_EXACT = ("timestep", "time_ids", "text_embeds")
"""What is larger than float16 can count to, and what is put in one row with it."""

_LENGTH, _PATCHES = 300, 48
"""Of an example: the one is neither the other nor what any model was trained with."""


def denoiser_graph(parts: Mapping[str, Any], traits: Traits) -> Graph:
    """The UNet or the transformer among the `parts` of a pipeline."""
    return _GRAPHS[traits.pipeline.name](parts, traits)


def length_of(encoder: str, parts: Mapping[str, Any]) -> int:
    """How many tokens the encoder of CLIP with this name is given: as many as it and its tokenizer can."""
    tokenizer = parts[encoder.replace("text_encoder", "tokenizer")]
    return int(min(parts[encoder].config.max_position_embeddings, tokenizer.model_max_length))


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


def _unet(parts: Mapping[str, Any], traits: Traits) -> Graph:
    unet = parts["unet"]
    side, config = traits.size // traits.scale, unet.config
    length, width = length_of("text_encoder", parts), config.cross_attention_dim
    tensors = {
        "sample": torch.zeros(2, config.in_channels, side, side),
        "timestep": torch.ones(1),
        "encoder_hidden_states": torch.zeros(2, length, width),
    }
    if config.time_cond_proj_dim:
        tensors["timestep_cond"] = torch.zeros(2, config.time_cond_proj_dim)
    if config.addition_embed_type == "text_time":
        tensors["text_embeds"] = torch.zeros(2, parts["text_encoder_2"].config.projection_dim)
        tensors["time_ids"] = torch.ones(2, 6)
    return _graph(unet, tensors, "out_sample", {"sample": SIDES, "timestep": {}})


def _sd3(parts: Mapping[str, Any], traits: Traits) -> Graph:
    transformer = parts["transformer"]
    side, config = traits.size // traits.scale, transformer.config
    tensors = {
        "hidden_states": torch.zeros(2, config.in_channels, side, side),
        "encoder_hidden_states": torch.zeros(2, _LENGTH, config.joint_attention_dim),
        "pooled_projections": torch.zeros(2, config.pooled_projection_dim),
        "timestep": torch.ones(2),
    }
    varying = {"hidden_states": SIDES, "encoder_hidden_states": _TEXT}
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
        "encoder_hidden_states": _TEXT,
        "img_ids": {0: "patches"},
        "txt_ids": {0: "length"},
    }
    return _graph(transformer, tensors, "out_hidden_states", varying)


_GRAPHS = {
    "StableDiffusionPipeline": _unet,
    "StableDiffusionXLPipeline": _unet,
    "StableDiffusion3Pipeline": _sd3,
    "FluxPipeline": _flux,
}


def _graph(
    network: torch.nn.Module,
    tensors: Mapping[str, torch.Tensor],
    output: str,
    varying: Mapping[str, Mapping[int, str]],
) -> Graph:
    """A denoiser; the batch of an input varies where nothing else is said."""
    return Graph(
        _Named(network, list(tensors)),
        tuple(tensors.values()),
        list(tensors),
        [output],
        dict.fromkeys(tensors, BATCH) | dict(varying),
        exact=_EXACT,
    )
