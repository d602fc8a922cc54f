"""Several processes that train one network together, each on its own cores.

Small networks leave most cores of a CPU idle while Python prepares the next operation; one process for each
core keeps all of them busy, and on two cores trains twice as fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import distributed
from torch.multiprocessing.spawn import spawn


def together(count: int, work: Callable[..., None], *arguments: object) -> None:
    """Do the work in `count` processes that form a group; with one, do it here.

    The work and its arguments must be picklable. When one process fails, the others are ended and its error
    is raised.
    """
    if count == 1:
        work(*arguments)
        return
    with TemporaryDirectory() as folder:
        meeting = (Path(folder) / "meeting").as_uri()
        spawn(_member, (count, meeting, work, arguments), nprocs=count)  # type: ignore[no-untyped-call]


def _member(
    rank: int, count: int, meeting: str, work: Callable[..., None], arguments: tuple[object, ...]
) -> None:
    torch.set_num_threads(max(1, torch.get_num_threads() // count))
    distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=count)
    try:
        work(*arguments)
    finally:
        distributed.destroy_process_group()


def share_gradients(weights: Iterable[torch.Tensor]) -> None:
    """Give all processes of the group the mean of their gradients, as if theirs were one batch."""
    if not distributed.is_initialized():
        return
    gradients = [weight.grad for weight in weights if weight.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    distributed.all_reduce(flat)
    flat /= distributed.get_world_size()
    pieces = torch.split(flat, [gradient.numel() for gradient in gradients])
    for gradient, piece in zip(gradients, pieces, strict=True):
        gradient.copy_(piece.view_as(gradient))


def place() -> tuple[int, int]:
    """This process's number in its group, and how many there are."""
    if not distributed.is_initialized():
        return 0, 1
    return distributed.get_rank(), distributed.get_world_size()
