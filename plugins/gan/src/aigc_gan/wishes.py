"""What a request asks for, whatever the model: what it does not take has its neutral value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import msgspec

from aigc_desktop.api import JobContext, Params
from aigc_desktop.api.latents import Latent, of_seed, parse

from .sizes import AnySizes

Space: TypeAlias = Literal["z", "w"]


@dataclass(frozen=True)
class Wishes:
    """`label` is a class number, or None where each seed chooses.

    The picture is made from `latent`, and its layers `mixed` take the style of `style`: points of
    `latent_space`, or None for that of the picture's seed.
    """

    label: int | None = 0
    latent: Latent | None = None
    latent_space: Space = "z"
    to_seed: int = 0
    position: float = 0.0
    truncation_psi: float = 1.0
    noise: float = 1.0
    style: Latent | None = None
    mixed: range = range(0)

    def latent_of(self, seed: int) -> Latent:
        """Where the picture of `seed` is made from."""
        return self.latent or of_seed(seed)

    def style_of(self, seed: int) -> Latent:
        """Whose style the mixed layers of that picture take."""
        return self.style or of_seed(seed)

    def label_of(self, index: int, classes: int, job: JobContext) -> int:
        """The class of output `index`: the one asked for, or one that its seed decides."""
        if self.label is not None:
            return self.label
        return job.rng(index).randrange(max(1, classes))


def read_wishes(params: Params, sizes: AnySizes) -> Wishes:
    """The wishes that checked parameters hold; raises AigcError `latent.text`."""
    values = msgspec.structs.asdict(params)
    named = values.pop("label", None)
    mixed = range(values.pop("mix_from_layer", 0), values.pop("mix_to_layer", 0))
    label = sizes.classes.index(named) if named is not None else None
    latent, style = (_point(values.pop(name, "")) for name in ("latent", "style_latent"))
    return Wishes(label=label, latent=latent, style=style, mixed=mixed, **values)


def _point(text: str) -> Latent | None:
    return parse(text) if text.strip() else None
