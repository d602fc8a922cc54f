"""Where a picture starts: from a point between the noise of seeds, in the place of its own seed's noise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from aigc_desktop.api.latents import Latent

_GENERATORS = 6
"""The place of the generators among the arguments of `prepare_latents`, the same in all pipelines."""


@contextmanager
def starting_from(pipeline: Any, point: Latent | None) -> Iterator[None]:  # noqa: ANN401 - partly untyped
    """Within the block `pipeline` starts from `point`; None leaves it to the generators that it is given.

    Those go on, for the noise of later steps, as if their first draw had been used. A pipeline may scale and
    pack its noise, which is the same whether it is done to a sum or to its parts.
    """
    if point is None:
        yield
        return
    prepare = pipeline.prepare_latents

    def prepared(*arguments: Any) -> Any:  # noqa: ANN401 - the latents alone, or first of several things
        def of(seed: int) -> NDArray[np.float32]:
            same = [torch.Generator("cpu").manual_seed(seed) for _ in arguments[_GENERATORS]]
            drawn = prepare(*arguments[:_GENERATORS], same, *arguments[_GENERATORS + 1 :])
            return _first(drawn).float().cpu().numpy()

        own = prepare(*arguments)
        made = torch.from_numpy(point.blend(of)).to(_first(own))
        return (made, *own[1:]) if isinstance(own, tuple) else made

    pipeline.prepare_latents = prepared
    try:
        yield
    finally:
        del pipeline.prepare_latents


def _first(drawn: torch.Tensor | tuple[torch.Tensor, ...]) -> torch.Tensor:
    return drawn[0] if isinstance(drawn, tuple) else drawn
