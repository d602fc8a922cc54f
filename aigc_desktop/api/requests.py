"""A request: everything that one run needs."""

from __future__ import annotations

from typing import Any

import msgspec

from aigc_desktop.api.tasks import Task

MAX_SEED = 2**53 - 1
"""The largest seed: the largest integer that every JSON reader keeps exactly."""


class Runtime(msgspec.Struct, frozen=True, kw_only=True):
    """Where and how a model runs. In a request each field may be `auto`; in a recipe none is.

    `backend` is `torch` or `onnx`; `device` is `cpu`, `cuda:0`, ...; `precision` is `float32`,
    `bfloat16` or `float16`.
    """

    backend: str = "auto"
    device: str = "auto"
    precision: str = "auto"


class Animation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way through the latent space: `frames` pictures on the arcs from keyframe to keyframe.

    `keyframes` are latents as `api.latents` writes them. A closed way leads back to the first, so that it can
    be repeated without a jump. Each asset of the request becomes one animation.
    """

    keyframes: tuple[str, ...]
    frames: int = 60
    frames_per_second: float = 20.0
    is_closed: bool = True


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything one run needs: frozen, serialisable, comparable.

    `generator` and `model` are ids. `parameters` holds the values of the generator's `Params` type
    as plain JSON data. `seeds` has one entry per asset: output k is made from `seeds[k]` alone.
    With an `animation` the parameter `latent` takes the points on its way, one after the other.
    """

    generator: str
    model: str
    task: Task
    parameters: dict[str, Any] = {}
    seeds: tuple[int, ...] = (0,)
    runtime: Runtime = Runtime()
    animation: Animation | None = None


def seed_range(seed: int, count: int) -> tuple[int, ...]:
    """The seeds of `count` assets that start at `seed`: seed, seed + 1, ... (wrapped at MAX_SEED)."""
    return tuple((seed + k) % (MAX_SEED + 1) for k in range(count))
