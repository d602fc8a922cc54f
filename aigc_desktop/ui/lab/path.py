"""A way through the pins: where it is at a moment, and the request that makes it an animation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aigc_desktop.api.latents import along, parse
from aigc_desktop.api.requests import Animation

LEAST_PINS = 2


@dataclass(frozen=True)
class Path:
    """Pins in their order, and how fast to go through them."""

    pins: Sequence[str]
    seconds: float
    frames_per_second: float
    is_closed: bool

    @property
    def is_whole(self) -> bool:
        """Whether there is somewhere to go."""
        return len(self.pins) >= LEAST_PINS

    @property
    def frames(self) -> int:
        """How many pictures it takes."""
        return max(2, round(self.seconds * self.frames_per_second))

    def animation(self) -> Animation:
        """What a request holds to make it."""
        return Animation(
            keyframes=tuple(self.pins),
            frames=self.frames,
            frames_per_second=self.frames_per_second,
            is_closed=self.is_closed,
        )

    def points(self) -> list[str]:
        """The latent of every frame."""
        stops = [parse(pin) for pin in self.pins]
        return [str(latent) for latent in along(stops, self.frames, is_closed=self.is_closed)]

    def frame_at(self, seconds: float) -> int:
        """Which frame is shown so long after the start; it goes round and round."""
        return int(seconds * self.frames_per_second) % self.frames
