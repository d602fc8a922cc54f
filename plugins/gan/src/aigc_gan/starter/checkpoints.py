"""The state of a training on disk, so that one that was stopped goes on as if nothing had happened."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import torch

Parts: TypeAlias = Mapping[str, Any]
"""Networks and optimisers by name."""


class Training(Protocol):
    """What can be kept: how many steps are done, and the parts that they changed."""

    done: int

    def parts(self) -> Parts:
        """Everything that changes from step to step."""


def save(training: Training, path: Path) -> None:
    """Write the whole state, under another name first so that a kill leaves the old one."""
    fresh = path.with_suffix(".fresh")
    states = {name: part.state_dict() for name, part in training.parts().items()}
    torch.save({**states, "done": training.done}, fresh)
    fresh.replace(path)


def restore(training: Training, path: Path) -> None:
    """Go on from a checkpoint, if there is one."""
    if not path.exists():
        return
    content = torch.load(path, weights_only=True)
    for name, part in training.parts().items():
        part.load_state_dict(content[name])
    training.done = int(content["done"])
