"""What a generator yields: finished results, still in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class ImageOutput:
    """One finished picture. `index` is its place in `Request.seeds`; `image` is RGB or RGBA, 8 bit.

    `facts` are extra lines for the recipe, such as the scheduler that was really used.
    """

    index: int
    image: Image
    facts: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextOutput:
    """One finished text. `index` is its place in `Request.seeds`."""

    index: int
    text: str
    facts: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModelOutput:
    """A finished model: a folder in the job's `scratch_dir`, which the application moves to its models.

    `name` is what the folder is to be called there; where that is taken, a number is added.
    """

    index: int
    folder: Path
    name: str
    facts: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SequenceOutput:
    """A finished animation: `frames` are PNG files of one size in the job's `scratch_dir`, in their order."""

    index: int
    frames: Sequence[Path]
    frames_per_second: float
    facts: Mapping[str, str | int | float] = field(default_factory=dict)


Output: TypeAlias = ImageOutput | TextOutput | SequenceOutput | ModelOutput
