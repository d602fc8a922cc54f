"""Animations as MP4, made by the ffmpeg program where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from PIL import Image

from aigc_desktop.api.errors import AigcError
from aigc_desktop.media.clip import Clip
from aigc_desktop.media.pixels import without_alpha

_LONGEST_COMMENT = 4000
_DETAILS = 4000
_WITHOUT_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def write_mp4(path: Path, clip: Clip, comment: str, before_each: Callable[[], None]) -> None:
    """Write `clip` to `path` as H.264 that every player knows, with `comment` among its metadata.

    Sizes are made even by repeating the last column or row; what is transparent becomes white. Raises
    AigcError `ffmpeg.missing` or `ffmpeg.failed`, or what `before_each` frame raises; then the file may be
    half written.
    """
    program = shutil.which("ffmpeg")
    if program is None:
        raise AigcError(
            "ffmpeg.missing",
            "MP4 files are made by the program ffmpeg, which is not installed here.",
            "Install ffmpeg and try again, or export as animated WebP, GIF or PNG files.",
        )
    with tempfile.TemporaryFile() as said:
        code = _run([program, *_arguments(clip, comment), str(path.absolute())], clip, said, before_each)
        said.seek(0)
        complaint = said.read(_DETAILS).decode("utf-8", "replace")
        if code or complaint:  # of a full disk it complains, and ends as if all were well
            raise _failed(complaint or f"exit code {code}")
    if not path.is_file() or not path.stat().st_size:
        raise _failed("it wrote no file")


def _run(command: list[str], clip: Clip, said: IO[bytes], before_each: Callable[[], None]) -> int:
    """Feed every frame to the program and return how it ended. It does not outlive this call."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=said,
        creationflags=_WITHOUT_WINDOW,
    )
    assert process.stdin is not None
    try:
        for picture in clip.pictures():
            before_each()
            process.stdin.write(_even(without_alpha(picture)).tobytes())
        process.stdin.close()
        return process.wait()
    except (BrokenPipeError, OSError):  # it went away before the last frame, and said why
        return process.wait() or -1
    finally:
        process.kill()
        process.wait()


def _arguments(clip: Clip, comment: str) -> list[str]:
    """Raw RGB comes in at the clip's rate; colours go out as BT.709, and say so."""
    size = f"{clip.width + clip.width % 2}x{clip.height + clip.height % 2}"
    return [
        *("-hide_banner", "-loglevel", "error", "-y"),
        *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", f"{clip.frames_per_second:.6g}"),
        *("-i", "pipe:0", "-an"),
        *("-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int"),
        *("-c:v", "libx264", "-crf", "16", "-pix_fmt", "yuv420p"),
        *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
        *("-movflags", "+faststart", "-metadata", f"comment={_clean(comment)}"),
        *("-f", "mp4"),
    ]


def _even(image: Image.Image) -> Image.Image:
    """`image` with its last column and row repeated where a side is odd: yuv420p halves the colours' size."""
    if not (image.width % 2 or image.height % 2):
        return image
    even = Image.new("RGB", (image.width + image.width % 2, image.height + image.height % 2))
    for offset in ((1, 1), (1, 0), (0, 1), (0, 0)):
        even.paste(image, offset)
    return even


def _clean(comment: str) -> str:
    """What a command line can bear."""
    return comment.replace("\0", "").encode("utf-8", "replace").decode()[:_LONGEST_COMMENT]


def _failed(details: str) -> AigcError:
    return AigcError(
        "ffmpeg.failed",
        "The program ffmpeg could not make the MP4 file.",
        "Export as animated WebP, GIF or PNG files, or install an ffmpeg that knows H.264 (libx264).",
        details=details.replace("\0", " "),
    )
