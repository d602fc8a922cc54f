"""What is shown while a text is written is, joined, the text; nothing that was shown is taken back."""

from __future__ import annotations

import pytest
from aigc_transformer.streaming import TextStream, stop_strings
from aigc_transformer.tokens import FileTokens

from tests.plugins.transformer import tiny

TEXTS = [
    "a quiet fox, and nobody spills it",
    "一只安静的狐狸用光画蓝色的河，奔跑。",
    "emoji 👩‍👩‍👧‍👦 and flags 🇨🇳, then 中文",
    "two  spaces\n\nand a break\t!",
    "ends in the middle of 👍",
]


@pytest.fixture(scope="module")
def tokens() -> FileTokens:
    return FileTokens(tiny.tokenizer())


def _deltas(tokens: FileTokens, ids: list[int], stops: tuple[str, ...] = ()) -> tuple[TextStream, list[str]]:
    stream = TextStream(tokens.decode, stops)
    shown = []
    for token in ids:
        shown.append(stream.add(token))
        if stream.is_stopped:
            break
    return stream, [*shown, stream.finish()]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_shown_joins_to_the_text(tokens: FileTokens, text: str) -> None:
    ids = tokens.encode(text, adds_specials=True)
    assert len(ids) > len(text) / 4
    stream, shown = _deltas(tokens, ids)
    assert "".join(shown) == stream.text == text
    assert not any("\ufffd" in delta for delta in shown)


def test_a_character_is_shown_once_its_bytes_are_there(tokens: FileTokens) -> None:
    ids = tokens.encode("👍", adds_specials=True)
    assert len(ids) == 4
    _, shown = _deltas(tokens, ids)
    assert shown == ["", "", "", "👍", ""]


def test_bytes_that_never_become_a_character_are_shown_at_the_end(tokens: FileTokens) -> None:
    ids = tokens.encode("ok 👍", adds_specials=True)[:-1]
    stream, shown = _deltas(tokens, ids)
    assert stream.text == "".join(shown)
    assert stream.text.startswith("ok ")
    assert stream.text.endswith("\ufffd")


def test_line_breaks_before_the_first_word_are_left_out_but_spaces_are_kept(tokens: FileTokens) -> None:
    stream, shown = _deltas(tokens, tokens.encode("\n\n  a fox\n", adds_specials=True))
    assert stream.text == "".join(shown) == "  a fox\n"


@pytest.mark.parametrize(
    ("text", "stops", "kept"),
    [
        ("a fox. a river", (".",), "a fox"),
        ("a fox### a river", ("###",), "a fox"),
        ("one\ntwo\nthree", ("\n",), "one"),
        ("狐狸画河。然后回家", ("。然", "没有"), "狐狸画河"),
        ("aab aaab", ("aaab",), "aab "),
        ("nothing here", ("xyz",), "nothing here"),
        ("first, second", ("second", "first"), ""),
        ("a fox##", ("###",), "a fox##"),
    ],
)
def test_a_stop_string_ends_the_text_before_it(
    tokens: FileTokens, text: str, stops: tuple[str, ...], kept: str
) -> None:
    stream, shown = _deltas(tokens, tokens.encode(text, adds_specials=True), stops)
    assert "".join(shown) == stream.text == kept
    assert stream.is_stopped == (kept != text)


def test_the_beginning_of_a_stop_string_is_not_shown_before_it_is_certain(tokens: FileTokens) -> None:
    stream = TextStream(tokens.decode, ("END",))
    seen = ""
    for token in tokens.encode("go EN", adds_specials=True):
        seen += stream.add(token)
    assert seen == "go "
    (last,) = tokens.encode("X", adds_specials=True)
    assert stream.add(last) == "ENX"


def test_stop_strings_stand_one_a_line() -> None:
    assert stop_strings("###\n\n\\n\\n\nThe end") == ("###", "\n\n", "The end")
    assert stop_strings("") == ()
