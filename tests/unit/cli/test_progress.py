"""The bar shows itself to people only, and fits their terminal."""

from __future__ import annotations

import io

import pytest

from aigc_desktop.cli.progress import ProgressBar, bar_line, duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_fills_as_the_job_goes_on() -> None:
    assert bar_line("diffusion", 0.0, "", 100) == "diffusion [........................]   0%"
    assert bar_line("diffusion", 0.5, "13/25", 100) == "diffusion [############............]  50%  13/25"
    assert bar_line("diffusion", 1.0, "", 100) == "diffusion [########################] 100%"


def test_the_line_never_wraps() -> None:
    assert len(bar_line("diffusion", 0.5, "a long note " * 20, 60)) < 60


def test_a_file_gets_no_bar() -> None:
    stream = io.StringIO()
    bar = ProgressBar(stream)
    bar.show("diffusion", 1.0, "")
    bar.clear()
    assert stream.getvalue() == ""


def test_clearing_wipes_the_whole_line() -> None:
    stream = Terminal()
    bar = ProgressBar(stream)
    bar.show("diffusion", 1.0, "note")
    drawn = len(stream.getvalue().lstrip("\r"))
    bar.clear()
    assert stream.getvalue().endswith("\r" + " " * drawn + "\r")


def test_a_shorter_line_covers_the_longer_one_before() -> None:
    stream = Terminal()
    bar = ProgressBar(stream)
    bar.show("diffusion", 1.0, "a long note")
    longest = len(stream.getvalue().lstrip("\r"))
    bar.show("diffusion", 1.0, "")
    assert len(stream.getvalue().rpartition("\r")[2]) == longest


@pytest.mark.parametrize(
    ("seconds", "text"), [(-1, ""), (0.4, "0 s left"), (59, "59 s left"), (125, "2 min 05 s left")]
)
def test_time_left_in_words(seconds: float, text: str) -> None:
    assert duration(seconds) == text
