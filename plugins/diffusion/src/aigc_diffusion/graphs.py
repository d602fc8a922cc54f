"""The networks of a pipeline as graphs to export, with Optimum's names of inputs and outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch

from aigc_desktop.api.exporting import Graph

from .denoiser_graphs import BATCH, SIDES, denoiser_graph, length_of
from .onnx.files import DECODER
from .pipeline import Pipeline
from .traits import Traits


def graphs_of(pipeline: Pipeline, traits: Traits) -> dict[str, Graph]:
    """One graph a network, by the name of its folder."""
    parts = {name: part for name, part in pipeline.components.items() if part is not None}
    encoders = [name for name in parts if name.startswith("text_encoder")]
    return {
        **{name: _text_encoder(name, parts, traits) for name in encoders},
        traits.pipeline.denoiser: denoiser_graph(parts, traits),
        DECODER: _decoder(parts["vae"], traits.size // traits.scale),
    }


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


def _text_encoder(name: str, parts: Mapping[str, Any], traits: Traits) -> Graph:
    encoder = parts[name]
    outputs = ["last_hidden_state"] if _is_t5(encoder) else _outputs_of_clip(encoder, traits)
    length = traits.pipeline.context or 0 if _is_t5(encoder) else length_of(name, parts)
    tokens = torch.zeros(2, length, dtype=torch.int64)
    return Graph(_Encode(encoder, outputs), (tokens,), ["input_ids"], outputs, {"input_ids": BATCH})


def _is_t5(encoder: Any) -> bool:  # noqa: ANN401 - classes of transformers
    return bool(encoder.config.model_type == "t5")


def _outputs_of_clip(encoder: Any, traits: Traits) -> list[str]:  # noqa: ANN401 - classes of transformers
    is_projected = type(encoder).__name__.endswith("WithProjection")
    ends = ["text_embeds", "last_hidden_state"] if is_projected else ["last_hidden_state", "pooler_output"]
    is_deep = traits.pipeline.name in ("StableDiffusionXLPipeline", "StableDiffusion3Pipeline")
    layers = range(encoder.config.num_hidden_layers + 1) if is_deep else ()
    return [*ends, *(f"hidden_states.{number}" for number in layers)]


def _decoder(vae: Any, side: int) -> Graph:  # noqa: ANN401 - diffusers is partly untyped
    latents = torch.zeros(2, vae.config.latent_channels, side, side)
    return Graph(_Decode(vae), (latents,), ["latent_sample"], ["sample"], {"latent_sample": SIDES})
