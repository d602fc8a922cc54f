"""What the plugin uses of a diffusers pipeline, for the type checker: diffusers itself is partly untyped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import torch
    from PIL.Image import Image


class Pictures(Protocol):
    """What a call of a pipeline returns."""

    images: list[Image]


class Decoder(Protocol):
    """The VAE of a pipeline."""

    config: Any
    dtype: torch.dtype
    device: torch.device

    def decode(self, z: torch.Tensor, return_dict: bool) -> tuple[torch.Tensor, ...]: ...
    def enable_tiling(self) -> None: ...
    def disable_tiling(self) -> None: ...
    def enable_slicing(self) -> None: ...
    def disable_slicing(self) -> None: ...


class Scheduler(Protocol):
    """What leads from noise to picture."""

    timesteps: Sequence[int]


class Tokens(Protocol):
    """What a tokenizer makes of a text."""

    input_ids: list[int]
    offset_mapping: list[tuple[int, int]]


class Tokenizer(Protocol):
    """What cuts a text into tokens."""

    model_max_length: int

    def __call__(self, text: str, **options: object) -> Tokens: ...


class Pipeline(Protocol):
    """A text-to-image pipeline."""

    vae: Decoder
    scheduler: Scheduler
    components: Mapping[str, Any]

    def __call__(self, **arguments: object) -> Pictures: ...
    def to(self, device: str) -> Pipeline: ...
    def remove_all_hooks(self) -> None: ...
    def enable_sequential_cpu_offload(self, device: str) -> None: ...
