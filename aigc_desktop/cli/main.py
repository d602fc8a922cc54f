"""Reads the command line, runs the command and turns errors into sentences and exit codes."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence

from aigc_desktop import __version__
from aigc_desktop.api.errors import AigcError
from aigc_desktop.cli import demo, doctor, generate, jobs, library, models, plugins
from aigc_desktop.cli.text import complain
from aigc_desktop.core.engine_start import Process

FAILED, WRONG_USAGE = 1, 2
_REPORT = "Your library is safe. Set AIGC_DEBUG=1 to see the details, and please report them."
_USAGE = (
    "usage.",
    "parameters.",
    "request.",
    "model.",
    "generator.unknown",
    "plugin.unknown",
    "job.unknown",
    "job.transition",
    "asset.unknown",
)
"""Errors by which a command ends before any job has begun."""


def run(words: Sequence[str], spare: Process | None = None) -> int:
    """Run the command in `words`: 0 done, 1 a job failed, 2 wrong usage. It may use the started engine."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    args = _parse(words)
    args.spare = spare
    try:
        return int(args.run(args))
    except AigcError as error:
        complain(error.message, error.hint, error.details or traceback.format_exc())
        return WRONG_USAGE if error.code.startswith(_USAGE) else FAILED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return generate.INTERRUPTED
    except Exception as error:
        complain(f"The application met a fault of its own: {error!r}.", _REPORT, traceback.format_exc())
        return FAILED


def _parse(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="aigc", description="Run generative models on this machine. Without a command the window opens."
    )
    parser.add_argument("--version", action="version", version=f"AIGC Desktop {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="command")
    for command in (demo, generate, models, plugins, jobs, library, doctor):
        command.add_to(commands)
    args, unknown = parser.parse_known_args(words)
    if unknown and not getattr(args, "has_own_flags", False):  # those that the model's schema gives
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    args.words = list(words[1:])
    return args
