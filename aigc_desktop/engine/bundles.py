"""A queue that is filled one by one and emptied by the bundle."""

from __future__ import annotations

import threading
import time
from typing import Generic, TypeVar

T = TypeVar("T")


class Bundles(Generic[T]):
    """Items that one thread puts in and another takes out, several at a time.

    A bundle is complete once it holds `most` items, or once its first item has waited `wait_s`. With
    `pauses`, whoever puts something in waits while a bundle is being worked on.
    """

    def __init__(self, most: int, wait_s: float, *, pauses: bool) -> None:
        self._most = most
        self._wait_s = wait_s
        self._pauses = pauses
        self._changed = threading.Condition()
        self._items: list[T] = []
        self._complete_at = 0.0
        self._taken = self._done = 0
        self._is_closed = False

    def put(self, item: T) -> None:
        """Add an item, then wait until there is room for the next one."""
        with self._changed:
            if not self._items:
                self._complete_at = time.monotonic() + self._wait_s
            self._items.append(item)
            is_full = len(self._items) == self._most
            if is_full or len(self._items) == 1:
                self._changed.notify_all()
            awaited = self._taken + is_full if self._pauses else 0
            self._changed.wait_for(lambda: len(self._items) < self._most and self._done >= awaited)

    def take(self) -> list[T]:
        """The next bundle once it is complete; an empty one when the queue is closed and nothing is left.

        Whoever comes for the next bundle is done with the one before.
        """
        with self._changed:
            self._done = self._taken
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._items or self._is_closed)
            left_s = max(0.0, self._complete_at - time.monotonic())
            self._changed.wait_for(lambda: len(self._items) >= self._most or self._is_closed, left_s)
            bundle, self._items = self._items, []
            self._taken += 1
            self._changed.notify_all()
            return bundle

    def close(self) -> None:
        """Nothing more will be put in: what is there makes the last bundle."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
