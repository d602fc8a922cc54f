"""What a model's `config.json` says: its class and all of its sizes. Imports no torch."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from aigc_desktop.api import AigcError, Model

CONFIG = "config.json"
IMAGE_CHANNELS = 3

Width: TypeAlias = Annotated[int, Meta(ge=1, le=8192)]
Axis: TypeAlias = tuple[float, ...]


class ConvVaeSizes(msgspec.Struct, frozen=True, kw_only=True, tag="ConvVae", tag_field="_class_name"):
    """A network of our own. `channels` are those of each level, the finest first.

    Every level halves the side: with four, a picture of 64 pixels is 4 x 4 places at the innermost. The two
    `map_axes` are the directions of a latent map, each as long as one standard deviation of the encoded
    training pictures along it; without them the first two latents are taken.
    """

    image_size: Annotated[int, Meta(ge=4, le=1024)]
    latent_size: Annotated[int, Meta(ge=2, le=4096)]
    channels: Annotated[tuple[Width, ...], Meta(min_length=1, max_length=8)]
    map_axes: tuple[Axis, Axis] | None = None

    def __post_init__(self) -> None:
        if self.image_size % (1 << len(self.channels)):
            raise ValueError(f"{self.image_size} pixels cannot be halved {len(self.channels)} times")
        if any(len(axis) != self.latent_size for axis in self.map_axes or ()):
            raise ValueError(f"the axes of the map have not {self.latent_size} latents")

    @property
    def inner_side(self) -> int:
        """The side of the innermost level, in places."""
        return self.image_size >> len(self.channels)


class KlSizes(msgspec.Struct, frozen=True, kw_only=True, tag="AutoencoderKL", tag_field="_class_name"):
    """The autoencoder of a diffusion model, in diffusers' words. It takes pictures of any size."""

    block_out_channels: Annotated[tuple[Width, ...], Meta(min_length=1, max_length=8)]
    in_channels: int = IMAGE_CHANNELS
    out_channels: int = IMAGE_CHANNELS

    def __post_init__(self) -> None:
        if (self.in_channels, self.out_channels) != (IMAGE_CHANNELS, IMAGE_CHANNELS):
            raise ValueError("only pictures in red, green and blue are taken")

    @property
    def multiple_of(self) -> int:
        """The sides of what it encodes are multiples of this, in pixels."""
        return 1 << len(self.block_out_channels) - 1


Sizes: TypeAlias = ConvVaeSizes | KlSizes


def read_sizes(model: Model) -> Sizes:
    """The sizes of `model`; raises AigcError `model.class` or `model.damaged`."""
    config = model.config.get(CONFIG) or _told_by_the_file(model)
    if not isinstance(config, dict):
        raise _damaged(model, f"{CONFIG} is missing or cannot be read")
    known = [str(kind.__struct_config__.tag) for kind in (ConvVaeSizes, KlSizes)]
    if config.get("_class_name") not in known:
        raise AigcError(
            "model.class",
            f"“{model.name}” is of the class {model.class_name}, which this plugin does not load.",
            f"It loads {', '.join(known)}.",
        )
    try:
        return msgspec.convert(config, Sizes)  # type: ignore[no-any-return]
    except msgspec.ValidationError as error:
        raise _damaged(model, str(error)) from error


def _told_by_the_file(model: Model) -> object:
    """The configuration in the metadata of a single ONNX file."""
    facts = model.config.get("onnx", {})
    told = facts.get("metadata", {}).get("aigc_config")
    if told is not None:
        try:
            return msgspec.json.decode(told)
        except msgspec.DecodeError as error:
            raise _damaged(model, str(error)) from error
    return None


def _damaged(model: Model, details: str) -> AigcError:
    return AigcError(
        "model.damaged",
        f"The configuration of “{model.name}” is incomplete or does not fit together.",
        "Copy or download the whole model folder again.",
        details,
    )
