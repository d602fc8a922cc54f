"""A text is shown while it is written, to those who watch."""

from __future__ import annotations

import io

import pytest

from aigc_desktop.cli.live_text import LiveText
from aigc_desktop.cli.text import printable


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_texts_stand_one_below_the_other() -> None:
    screen = Terminal()
    text = LiveText(screen)
    for delta, index in (("a quiet", 0), (" fox", 0), ("一只", 1), ("狐狸", 1)):
        text.show(delta, index)
    assert text.is_open
    text.end()
    text.end()
    assert screen.getvalue() == "a quiet fox\n\n一只狐狸\n"
    assert not text.is_open


def test_nothing_is_shown_where_nobody_watches() -> None:
    stream = io.StringIO()
    text = LiveText(stream)
    text.show("a fox", 0)
    text.end()
    assert stream.getvalue() == ""
    assert not text.is_open


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x07", "\x9b31m", "\r", "\b"])
def test_a_text_cannot_steer_the_terminal(hostile: str) -> None:
    screen = Terminal()
    LiveText(screen).show(f"a{hostile}b\n\t狐\u3000👍", 0)
    shown = screen.getvalue()
    assert shown == printable(shown)
    assert shown.startswith("a")
    assert shown.endswith("b\n\t狐\u3000👍")
    assert not set(hostile) & {sign for sign in shown if ord(sign) < 32 and sign not in "\n\t"}
