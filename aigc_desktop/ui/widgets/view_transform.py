"""Where a picture lies in its viewport, and how large. All lengths are in device pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

STEPS = (1 / 32, 1 / 16, 1 / 8, 1 / 6, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32)
"""The factors that zooming steps through: whole ones above 1, so that pixels stay even."""


@dataclass(frozen=True, slots=True)
class View:
    """A picture in a viewport: its scale, and where its top left corner lies."""

    picture: tuple[int, int]
    viewport: tuple[int, int]
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """How large the picture is shown."""
        return self.picture[0] * self.scale, self.picture[1] * self.scale

    @property
    def is_pannable(self) -> bool:
        """Whether some of the picture lies outside the viewport."""
        return self.size[0] > self.viewport[0] or self.size[1] > self.viewport[1]

    def fitted(self, margin: int = 0) -> View:
        """The whole picture, centred: shrunk to fit, or enlarged by a whole factor."""
        width, height = (max(1, length - 2 * margin) for length in self.viewport)
        room = min(width / self.picture[0], height / self.picture[1])
        return replace(self, scale=min(float(int(room)), STEPS[-1]) if room >= 1 else room)._settled()

    def scaled(self, scale: float, at: tuple[float, float] | None = None) -> View:
        """Zoom to `scale`; the point of the picture under `at` (default: the middle) stays where it is."""
        scale = max(STEPS[0], min(scale, STEPS[-1]))
        at_x, at_y = at or (self.viewport[0] / 2, self.viewport[1] / 2)
        ratio = scale / self.scale
        return replace(
            self, scale=scale, x=at_x - (at_x - self.x) * ratio, y=at_y - (at_y - self.y) * ratio
        )._settled()

    def stepped(self, steps: int, at: tuple[float, float] | None = None) -> View:
        """Zoom by so many entries of STEPS, inwards when positive."""
        scale = self.scale
        for _ in range(abs(steps)):
            beyond = [s for s in STEPS if (s > scale * 1.001 if steps > 0 else s < scale / 1.001)]
            if not beyond:
                break
            scale = beyond[0] if steps > 0 else beyond[-1]
        return self.scaled(scale, at)

    def panned(self, dx: float, dy: float) -> View:
        """Move the picture, no further than its edges."""
        return replace(self, x=self.x + dx, y=self.y + dy)._settled()

    def resized(self, viewport: tuple[int, int]) -> View:
        """The same scale in another viewport, around the same middle."""
        dx, dy = (viewport[0] - self.viewport[0]) / 2, (viewport[1] - self.viewport[1]) / 2
        return replace(self, viewport=viewport, x=self.x + dx, y=self.y + dy)._settled()

    def _settled(self) -> View:
        x = _settle(self.x, self.size[0], self.viewport[0])
        y = _settle(self.y, self.size[1], self.viewport[1])
        return replace(self, x=x, y=y)


def _settle(start: float, length: float, room: float) -> float:
    if length <= room:
        return round((room - length) / 2)
    return max(room - length, min(0.0, start))
