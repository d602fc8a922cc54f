"""What a model's `config.json` says: the class of its generator and all of its sizes. Imports no torch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta

from aigc_desktop.api import AigcError, Model

CONFIG = "config.json"
SMALLEST = 4
"""The resolution at which the convolutional generators start, in pixels."""

Width: TypeAlias = Annotated[int, Meta(ge=1, le=8192)]
ImageSize: TypeAlias = Annotated[int, Meta(ge=4, le=1024)]
LatentSize: TypeAlias = Annotated[int, Meta(ge=16, le=1024)]
ClassName: TypeAlias = Annotated[str, Meta(min_length=1, max_length=80)]
Psi: TypeAlias = Annotated[float, Meta(ge=0, le=1.5)]


class MlpSizes(msgspec.Struct, frozen=True, kw_only=True, tag="MlpGenerator", tag_field="_class_name"):
    """`channels` are the widths of the hidden layers. `latent_size` is the length of z."""

    image_size: ImageSize
    latent_size: LatentSize
    channels: Annotated[tuple[Width, ...], Meta(min_length=1, max_length=16)]
    classes: tuple[ClassName, ...] = ()

    def __post_init__(self) -> None:
        _check_classes(self.classes)


class DcganSizes(msgspec.Struct, frozen=True, kw_only=True, tag="DcganGenerator", tag_field="_class_name"):
    """`channels` are those at 4, 8, 16, ... pixels; the last ones are enlarged once more into the picture."""

    image_size: ImageSize
    latent_size: LatentSize
    channels: Annotated[tuple[Width, ...], Meta(min_length=1, max_length=8)]
    classes: tuple[ClassName, ...] = ()

    def __post_init__(self) -> None:
        _check_classes(self.classes)
        _check_channels(self.image_size, len(self.channels) + 1)


class DecoderSizes(msgspec.Struct, frozen=True, kw_only=True):
    """`channels` are those at the size of the latents, twice it, ... up to half the size of the picture."""

    latent_channels: Width
    channels: Annotated[tuple[Width, ...], Meta(min_length=1, max_length=8)]


class LayoutSizes(msgspec.Struct, frozen=True, kw_only=True):
    """How many learned arrangements each class has, and of how many channels; chosen by the noise."""

    count: Annotated[int, Meta(ge=1, le=1024)]
    channels: Width


class StyleSizes(msgspec.Struct, frozen=True, kw_only=True, tag="StyleGenerator", tag_field="_class_name"):
    """`channels` are those at `first_size`, twice it, ... pixels up to `image_size`.

    `latent_size` is that of z and of w.

    Each resolution has `plain_layers` convolutions and, but for the first, one before them that enlarges.
    They start from a learned constant or, with `layouts`, from one of several of each class. With a `decoder`
    they end at latents, and its channels go on from there. `truncation_psi` is what suits the model best. The
    pictures repeat in both directions; with `starts_anywhere` the seed says where each begins.
    """

    image_size: ImageSize
    latent_size: LatentSize
    channels: Annotated[tuple[Width, ...], Meta(min_length=1, max_length=9)]
    classes: tuple[ClassName, ...] = ()
    mapping_layers: Annotated[int, Meta(ge=1, le=16)] = 2
    plain_layers: Annotated[int, Meta(ge=1, le=8)] = 1
    first_size: Annotated[int, Meta(ge=4, le=64)] = SMALLEST
    layouts: LayoutSizes | None = None
    decoder: DecoderSizes | None = None
    truncation_psi: Psi = 1.0
    starts_anywhere: bool = False

    def __post_init__(self) -> None:
        _check_classes(self.classes)
        decoded = len(self.decoder.channels) if self.decoder else 0
        _check_channels(self.image_size, len(self.channels) + decoded, self.first_size)

    @property
    def layers(self) -> int:
        """How many convolutions take a style: those at the first size, one more at each larger one."""
        return (self.plain_layers + 1) * len(self.channels) - 1

    @property
    def noise_sides(self) -> tuple[int, ...]:
        """The sides of the noise maps in pixels, layer by layer, and then that of the decoder's."""
        each = self.plain_layers + 1
        sides = tuple(self.first_size << (layer + 1) // each for layer in range(self.layers))
        return (*sides, self.image_size) if self.decoder else sides

    @property
    def noise_size(self) -> int:
        """How many values of noise a picture takes: those of all maps, then one for each layout."""
        return sum(side * side for side in self.noise_sides) + (self.layouts.count if self.layouts else 0)


class OpenSizes(msgspec.Struct, frozen=True, kw_only=True):
    """An ONNX file of somebody else: what its inputs say, and a `model.toml` beside it.

    `lowest` and `highest` are the values that it gives for black and white.
    """

    latent_size: LatentSize
    classes: tuple[ClassName, ...] = ()
    lowest: float = -1.0
    highest: float = 1.0

    def __post_init__(self) -> None:
        _check_classes(self.classes)
        if not self.lowest < self.highest:
            raise ValueError("lowest must be below highest")


Sizes: TypeAlias = MlpSizes | DcganSizes | StyleSizes
AnySizes: TypeAlias = Sizes | OpenSizes


def read_any_sizes(model: Model) -> AnySizes:
    """The sizes of a model in either runtime; raises AigcError `model.class` or `model.damaged`."""
    facts = model.config.get("onnx", {})
    if model.backend == "torch" or CONFIG in model.config:
        return read_sizes(model)
    told = facts.get("metadata", {}).get("aigc_config")
    try:
        if told is not None:
            return msgspec.json.decode(told, type=Sizes)  # type: ignore[no-any-return]
        return msgspec.convert(_open(facts, model.config.get("model.toml", {})), OpenSizes)
    except msgspec.MsgspecError as error:
        raise _damaged(model, str(error)) from error


def _open(facts: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What an ONNX file says of itself, and then what is said of it."""
    sides = [side for side in facts.get("inputs", {}).get("z", [])[1:] if isinstance(side, int) and side > 1]
    seen = {"latent_size": sides[0]} if sides else {}
    known = ("latent_size", "classes", "lowest", "highest")
    return seen | {name: told[name] for name in known if name in told}


def read_sizes(model: Model) -> Sizes:
    """The sizes of `model`; raises AigcError `model.class` or `model.damaged`."""
    config = model.config.get(CONFIG)
    if not isinstance(config, dict):
        raise _damaged(model, f"{CONFIG} is missing or cannot be read")
    known = [kind.__struct_config__.tag for kind in (MlpSizes, DcganSizes, StyleSizes)]
    if config.get("_class_name") not in known:
        raise AigcError(
            "model.class",
            f"“{model.name}” is of a class that this plugin does not load: {model.class_name or 'unknown'}.",
            f"It loads {', '.join(map(str, known))}.",
        )
    try:
        return msgspec.convert(config, Sizes)  # type: ignore[no-any-return]
    except msgspec.ValidationError as error:
        raise _damaged(model, str(error)) from error


def _damaged(model: Model, details: str) -> AigcError:
    return AigcError(
        "model.damaged",
        f"The configuration of “{model.name}” is incomplete or does not fit together.",
        "Copy or download the whole model folder again.",
        details,
    )


def _check_classes(classes: tuple[str, ...]) -> None:
    if len(set(classes)) != len(classes):
        raise ValueError("two classes bear the same name")


def _check_channels(image_size: int, resolutions: int, first: int = SMALLEST) -> None:
    if image_size != first << (resolutions - 1):
        raise ValueError(
            f"channels for {resolutions} resolutions from {first} pixels up do not end at {image_size}"
        )
