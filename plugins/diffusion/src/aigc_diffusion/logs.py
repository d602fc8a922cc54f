"""What the libraries say while a job runs goes to the log of the job, not to the console."""

from __future__ import annotations

from importlib import import_module

LIBRARIES = ("diffusers", "transformers")


def silence_progress_bars() -> None:
    """Let neither library draw its own progress bars on the console."""
    for name in LIBRARIES:
        import_module(f"{name}.utils.logging").disable_progress_bar()
