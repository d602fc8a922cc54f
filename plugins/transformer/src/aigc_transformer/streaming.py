"""A text while it is written: what can be shown already, and whether a stop string ends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Decode = Callable[[Sequence[int]], str]

_INCOMPLETE = "\ufffd"
"""What a decoder makes of the first bytes of a character whose last bytes are in the next token."""


class TextStream:
    """Turns tokens into a text that only ever grows.

    Held back are characters whose bytes are not complete, and what may be the beginning of a stop string.
    Line breaks before the first word are left out.
    """

    def __init__(self, decode: Decode, stops: Sequence[str] = ()) -> None:
        self.text = ""
        self.is_stopped = False
        self._decode = decode
        self._stops = tuple(stop for stop in stops if stop)
        self._tokens: list[int] = []

    def add(self, token: int) -> str:
        """Take one more token; what became certain by it."""
        self._tokens.append(token)
        whole = self._whole()
        at = _first(whole, self._stops)
        if at is not None:
            self.is_stopped = True
            return self._grow(whole[:at])
        shown = whole.rstrip(_INCOMPLETE)
        return self._grow(shown[: len(shown) - _overlap(shown, self._stops)])

    def finish(self) -> str:
        """What was held back, once no token follows."""
        return "" if self.is_stopped else self._grow(self._whole())

    def _whole(self) -> str:
        return self._decode(self._tokens).lstrip("\r\n")

    def _grow(self, text: str) -> str:
        delta = text[len(self.text) :]
        self.text += delta
        return delta


def stop_strings(lines: str) -> tuple[str, ...]:
    r"""The stop strings of a parameter: one a line; \n and \t in them are a line break and a tab."""
    spelled = (line.replace("\\n", "\n").replace("\\t", "\t") for line in lines.splitlines())
    return tuple(stop for stop in spelled if stop)


def _first(text: str, stops: Sequence[str]) -> int | None:
    """Where the first of the stop strings begins."""
    places = [text.find(stop) for stop in stops]
    return min((place for place in places if place >= 0), default=None)


def _overlap(text: str, stops: Sequence[str]) -> int:
    """How many of the last characters may be the beginning of a stop string."""
    longest = max((len(stop) for stop in stops), default=0)
    for length in range(min(longest - 1, len(text)), 0, -1):
        if any(stop.startswith(text[-length:]) for stop in stops):
            return length
    return 0
