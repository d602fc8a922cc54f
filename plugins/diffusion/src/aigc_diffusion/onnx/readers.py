"""What a denoiser is told of a prompt: the families of models differ in whom they have read it, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np

from aigc_desktop.api import Model, Runtime
from aigc_diffusion.traits import Traits

from .encoders import ClipEncoder, T5Encoder
from .files import config_of
from .schedule import Floats
from .tokens import Tokens

Conditions = Mapping[str, Floats]
"""Inputs of a denoiser by their names, one entry a picture along the first axis."""


class Reader(Protocol):
    """The text encoders of a model."""

    def read(self, prompt: str) -> Conditions:
        """What the denoiser is told of `prompt`."""

    def read_unwanted(self, prompt: str) -> Conditions:
        """What it is told of what is not to be seen, which may be nothing."""

    def cut_off(self, prompt: str) -> str:
        """The end of `prompt` that even the text encoder with the longest reach does not read."""


class _PlainReader:
    """Stable Diffusion 1 and 2: the last layer of CLIP."""

    def __init__(self, model: Model, traits: Traits, runtime: Runtime) -> None:
        self._clip = ClipEncoder(model, runtime)

    def read(self, prompt: str) -> Conditions:
        return {"encoder_hidden_states": self._clip.last(prompt)}

    read_unwanted = read

    def cut_off(self, prompt: str) -> str:
        return self._clip.tokens.cut_off(prompt)


class _XlReader:
    """Stable Diffusion XL: the last layers but one of two CLIPs, side by side (Podell et al. 2023)."""

    def __init__(self, model: Model, traits: Traits, runtime: Runtime) -> None:
        self._clips = [ClipEncoder(model, runtime, number) for number in ("", "_2")]
        index = model.config.get("model_index.json", {})
        self._is_nothing_zero = bool(index.get("force_zeros_for_empty_prompt", True))

    def read(self, prompt: str) -> Conditions:
        read = [clip.last_but_one(prompt) for clip in self._clips]
        hidden = np.concatenate([states for states, _ in read], axis=2)
        return {"encoder_hidden_states": hidden, "text_embeds": read[-1][1]}

    def read_unwanted(self, prompt: str) -> Conditions:
        read = self.read(prompt)
        is_zero = self._is_nothing_zero and not prompt
        return {name: np.zeros_like(array) for name, array in read.items()} if is_zero else read

    def cut_off(self, prompt: str) -> str:
        return _least_cut(prompt, *(clip.tokens for clip in self._clips))


class _Sd3Reader:
    """Stable Diffusion 3: two CLIPs side by side, then T5, which may be missing (Esser et al. 2024)."""

    def __init__(self, model: Model, traits: Traits, runtime: Runtime) -> None:
        self._clips = [ClipEncoder(model, runtime, number) for number in ("", "_2")]
        self._length = traits.pipeline.context or 0
        self._width = int(config_of(model, "transformer").get("joint_attention_dim", 0))
        index = model.config.get("model_index.json", {})
        has_t5 = None not in index.get("text_encoder_3", ())
        self._t5 = T5Encoder(model, runtime, "_3", self._length) if has_t5 else None

    def read(self, prompt: str) -> Conditions:
        read = [clip.last_but_one(prompt) for clip in self._clips]
        beside = np.concatenate([states for states, _ in read], axis=2)
        wide = np.pad(beside, ((0, 0), (0, 0), (0, self._width - beside.shape[2])))
        further = self._t5.last(prompt) if self._t5 else np.zeros((1, self._length, self._width), np.float32)
        return {
            "encoder_hidden_states": np.concatenate([wide, further], axis=1),
            "pooled_projections": np.concatenate([pooled for _, pooled in read], axis=1),
        }

    read_unwanted = read

    def cut_off(self, prompt: str) -> str:
        further = (self._t5.tokens,) if self._t5 else ()
        return _least_cut(prompt, *(clip.tokens for clip in self._clips), *further)


class _FluxReader:
    """Flux: the words from T5, the whole from CLIP."""

    def __init__(self, model: Model, traits: Traits, runtime: Runtime) -> None:
        self._clip = ClipEncoder(model, runtime)
        self._t5 = T5Encoder(model, runtime, "_2", traits.pipeline.context or 0)

    def read(self, prompt: str) -> Conditions:
        return {
            "encoder_hidden_states": self._t5.last(prompt),
            "pooled_projections": self._clip.pooled(prompt),
        }

    read_unwanted = read

    def cut_off(self, prompt: str) -> str:
        return _least_cut(prompt, self._clip.tokens, self._t5.tokens)


_READERS: Mapping[str, Callable[[Model, Traits, Runtime], Reader]] = {
    "StableDiffusionPipeline": _PlainReader,
    "StableDiffusionXLPipeline": _XlReader,
    "StableDiffusion3Pipeline": _Sd3Reader,
    "FluxPipeline": _FluxReader,
}


def load_reader(model: Model, traits: Traits, runtime: Runtime) -> Reader:
    """The text encoders of `model`; raises AigcError when one of them cannot be loaded."""
    return _READERS[traits.pipeline.name](model, traits, runtime)


def _least_cut(prompt: str, *tokens: Tokens) -> str:
    return min((one.cut_off(prompt) for one in tokens), key=len)
