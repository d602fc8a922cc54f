"""What a request asks for, whatever the model: what it does not take has its neutral value."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from aigc_desktop.api import JobContext, Params

from .sizes import AnySizes


@dataclass(frozen=True)
class Wishes:
    """`label` is a class number, or None where each seed chooses. `mixed` are the layers of `style_seed`."""

    label: int | None = 0
    to_seed: int = 0
    position: float = 0.0
    truncation_psi: float = 1.0
    noise: float = 1.0
    style_seed: int = 0
    mixed: range = range(0)

    def label_of(self, index: int, classes: int, job: JobContext) -> int:
        """The class of output `index`: the one asked for, or one that its seed decides."""
        if self.label is not None:
            return self.label
        return job.rng(index).randrange(max(1, classes))


def read_wishes(params: Params, sizes: AnySizes) -> Wishes:
    """The wishes that checked parameters hold."""
    values = msgspec.structs.asdict(params)
    named = values.pop("label", None)
    mixed = range(values.pop("mix_from_layer", 0), values.pop("mix_to_layer", 0))
    label = sizes.classes.index(named) if named is not None else None
    return Wishes(label=label, mixed=mixed, **values)
