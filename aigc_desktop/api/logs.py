"""Where the libraries of a plugin log to while they work: its own log, not the console."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def libraries_log_to(log: logging.Logger, *libraries: str) -> Iterator[None]:
    """Within the block, warnings and worse of the `libraries` (names of their loggers) go to `log` alone."""
    loggers = [logging.getLogger(name) for name in libraries]
    before = [(logger, logger.handlers, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = [_Passing(log)], False
    try:
        yield
    finally:
        for logger, handlers, propagate in before:
            logger.handlers, logger.propagate = handlers, propagate


class _Passing(logging.Handler):
    def __init__(self, log: logging.Logger) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log.log(record.levelno, "%s: %s", record.name, record.getMessage())
