"""A row of picture files as Pillow's writers of animations want it: one picture with many frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

from aigc_desktop.api.errors import AigcError
from aigc_desktop.media.decode import open_image


class Reel(Image.Image):
    """Reads each frame when it is its turn, so that one at a time is in memory.

    `has_alpha` says whether one of the frames read until now may be transparent somewhere.
    `before_each` is called before a frame is read and may raise, for instance because the job was cancelled.
    Raises AigcError `plugin.frames` for a frame that is missing, broken or of another size than the first.
    """

    def __init__(self, files: Sequence[Path], before_each: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        if not files:
            raise AigcError("plugin.frames", "The plugin yielded an animation without a frame.")
        self._files = files
        self._before_each = before_each
        self._place = 0
        self.n_frames = len(files)
        self.first = self._shown = _read(files[0], 1)
        self.has_alpha = self.first.mode == "RGBA"

    @property
    def mode(self) -> str:
        """RGB or RGBA, of the frame that it stands at."""
        return self._shown.mode

    @property
    def size(self) -> tuple[int, int]:
        """The size of every frame."""
        return self.first.size

    def seek(self, frame: int) -> None:
        """Go to a frame, 0 is the first."""
        self._before_each()
        if frame != self._place:
            self._place, self._shown = frame, _read(self._files[frame], frame + 1)
            self.has_alpha |= self._shown.mode == "RGBA"
        if self._shown.size != self.size:
            raise AigcError("plugin.frames", f"Frame {frame + 1} has another size than the first.")

    def tell(self) -> int:
        """Where it stands."""
        return self._place

    def getim(self) -> object:
        """The pixels of the frame that it stands at, for Pillow's encoders."""
        return self._shown.getim()


def _read(file: Path, number: int) -> Image.Image:
    try:
        return open_image(file)
    except AigcError as error:
        raise AigcError(
            "plugin.frames",
            f"Frame {number} of the animation cannot be read.",
            "The plugin has a fault; tell its author.",
            f"{error.message} {error.details}",
        ) from error
