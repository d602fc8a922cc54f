"""The flags that turn what is generated into animations."""

from __future__ import annotations

import argparse

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.requests import Animation


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add what says which way an animation goes, for models whose parameters have a latent."""
    group = parser.add_argument_group("animation, for models that take a latent")
    add = group.add_argument
    add(
        "--keyframe",
        metavar="LATENT",
        action="append",
        dest="keyframes",
        default=[],
        help="a point on the way, such as 12 or 0.6*12+0.8*13; give several",
    )
    plain = Animation(keyframes=())
    add("--frames", metavar="N", type=int, help=f"how many frames in all; default {plain.frames}")
    add("--fps", metavar="F", type=float, help=f"frames a second; default {plain.frames_per_second:g}")
    add("--open", dest="is_open", action="store_true", help="end at the last keyframe, not back at the first")


def animation_of(args: argparse.Namespace) -> Animation | None:
    """The animation that the flags ask for, if they do; raises AigcError `usage.keyframe`."""
    given = {"frames": args.frames, "frames_per_second": args.fps}
    given = {name: value for name, value in given.items() if value is not None}
    if args.keyframes:
        return Animation(keyframes=tuple(args.keyframes), is_closed=not args.is_open, **given)
    if given or args.is_open:
        raise AigcError(
            "usage.keyframe",
            "An animation needs keyframes.",
            "Add points of the latent space, for instance: --keyframe 12 --keyframe 13",
        )
    return None
