"""`aigc` without arguments opens the window; with them it is the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the application; returns its exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words:
        from aigc_desktop.cli.main import run

        return run(words)
    from aigc_desktop.ui.application import run_window

    return run_window()


if __name__ == "__main__":
    sys.exit(main())
