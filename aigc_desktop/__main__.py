"""`aigc` without arguments opens the window; with them it is the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

GENERATING = frozenset({"generate", "demo"})
"""Commands that will need an engine."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the application; returns its exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words:
        from aigc_desktop.core.engine_start import start_process

        spare = start_process() if words[0] in GENERATING else None
        from aigc_desktop.cli.main import run  # takes a while, in which the engine starts

        return run(words, spare)
    from aigc_desktop.ui.application import run_window

    return run_window()


if __name__ == "__main__":
    sys.exit(main())
