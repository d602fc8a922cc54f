"""Two sides measured in turns, A/B/A/B, so that a busy machine is as unkind to one as to the other."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any


def side_by_side(ours: Callable[[], float], peers: Callable[[], float], rounds: int) -> dict[str, Any]:
    """Median and quartiles of both sides in seconds, and the ratio of the medians."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        times[0].append(ours())
        times[1].append(peers())
    ratio = statistics.median(times[0]) / statistics.median(times[1])
    return {
        "ours_s": quartiles(times[0]),
        "peer_s": quartiles(times[1]),
        "ratio": round(ratio, 3),
        "rounds": rounds,
    }


def quartiles(values: list[float]) -> list[float]:
    """The first quartile, the median and the third quartile."""
    if len(values) == 1:
        return [round(values[0], 4)] * 3
    return [round(value, 4) for value in statistics.quantiles(values, n=4, method="inclusive")]


def percentile(values: list[float], percent: int) -> float:
    """The value that `percent` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]
