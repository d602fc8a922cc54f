"""What transformers says while it loads goes to the plugin's log, not to the console."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module


class _Passing(logging.Handler):
    def __init__(self, log: logging.Logger) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log.log(record.levelno, "%s: %s", record.name, record.getMessage())


@contextmanager
def transformers_logs_to(log: logging.Logger) -> Iterator[None]:
    """Within the block, what transformers logs goes to `log` alone, and it draws no progress bars."""
    import_module("transformers.utils.logging").disable_progress_bar()
    logger = logging.getLogger("transformers")
    before = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [_Passing(log)], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before
