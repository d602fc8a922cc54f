"""How long a job will still take, told from its own recent pace and nothing else."""

from __future__ import annotations

from collections import deque

_WINDOW = 40
_MIN_PROGRESS = 0.02
UNKNOWN = -1.0


class Eta:
    """Fed with the fraction done; answers with the seconds left, or UNKNOWN until it can be told."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, float]] = deque(maxlen=_WINDOW)

    def update(self, fraction: float, now: float) -> float:
        """Seconds left at time `now` (seconds, monotonic) when `fraction` (0 to 1) is done."""
        self._seen.append((now, fraction))
        first_time, first_fraction = self._seen[0]
        gained = fraction - first_fraction
        if gained < _MIN_PROGRESS:
            return UNKNOWN
        return (1.0 - fraction) * (now - first_time) / gained


class Pace:
    """Seconds per output that jobs of one kind took lately, to tell how long the waiting ones will take."""

    def __init__(self) -> None:
        self._seconds: dict[tuple[str, str], float] = {}

    def record(self, generator: str, model: str, outputs: int, duration_s: float) -> None:
        """A job of `outputs` outputs took `duration_s` seconds."""
        self._seconds[generator, model] = duration_s / max(outputs, 1)

    def expect(self, generator: str, model: str, outputs: int) -> float:
        """The seconds that a job of `outputs` outputs will take, or UNKNOWN."""
        seconds = self._seconds.get((generator, model))
        return UNKNOWN if seconds is None else seconds * outputs
