"""What the libraries say while a job runs goes to the log of the job, not to the console."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

_LIBRARIES = ("diffusers", "transformers")


def silence_progress_bars() -> None:
    """Let neither library draw its own progress bars on the console."""
    for name in _LIBRARIES:
        import_module(f"{name}.utils.logging").disable_progress_bar()


class _Passing(logging.Handler):
    def __init__(self, log: logging.Logger) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log.log(record.levelno, "%s: %s", record.name, record.getMessage())


@contextmanager
def libraries_log_to(log: logging.Logger) -> Iterator[None]:
    """Within the block, what diffusers and transformers log goes to `log` alone."""
    loggers = [logging.getLogger(name) for name in _LIBRARIES]
    before = [(logger, logger.handlers, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = [_Passing(log)], False
    try:
        yield
    finally:
        for logger, handlers, propagate in before:
            logger.handlers, logger.propagate = handlers, propagate
