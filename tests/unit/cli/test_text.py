"""Plain text stands in columns, Chinese included."""

from __future__ import annotations

import pytest

from aigc_desktop.cli.text import complain, print_facts, print_table, shorten, width


def test_columns_stand_below_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("ID", "NAME"), [("a", "one"), ("红色", "two"), ("long-id", "")])
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["ID       NAME", "a        one", "红色     two", "long-id"]
    assert width(lines[2].partition("two")[0]) == lines[1].index("one")


def test_a_table_without_rows_has_its_heads(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("ID", "NAME"), [])
    assert capsys.readouterr().out == "ID  NAME\n"


def test_empty_facts_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    print_facts([("id", "x"), ("licence", ""), ("size", "3 MB")])
    assert capsys.readouterr().out == "id    x\nsize  3 MB\n"


def test_long_text_is_cut_and_stays_on_one_line() -> None:
    assert shorten("two\nlines", 20) == "two lines"
    assert shorten("abcdef", 4) == "abc…"


def test_details_are_for_those_who_ask(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AIGC_DEBUG", raising=False)
    complain("It failed.", "Try again.", "a traceback")
    assert capsys.readouterr().err == "It failed.\nTry again.\n"
    monkeypatch.setenv("AIGC_DEBUG", "1")
    complain("It failed.", "Try again.", "a traceback")
    assert "a traceback" in capsys.readouterr().err
