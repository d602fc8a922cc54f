"""Ids that sort by time and can be read aloud."""

from __future__ import annotations

import secrets
import time


def new_id() -> str:
    """An id such as `20261122-184512-3f9a1c`: when, in UTC, and three random bytes."""
    return f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(3)}"
