"""Flags, their limits and their help come out of the parameter schema."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Annotated, Literal

import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.parameters import Params, check, param, schema_of
from aigc_desktop.cli import flags


class Example(Params, frozen=True):
    """A parameter of every type."""

    prompt: Annotated[str, param("Prompt", max_length=20)] = ""
    steps: Annotated[int, param("Steps", "More is finer.", ge=1, le=150)] = 25
    width: Annotated[int, param("Width", ge=8, multiple_of=8, unit="px")] = 64
    guidance_scale: Annotated[float, param("Guidance", ge=0, le=30)] = 7.5
    scheduler: Annotated[Literal["euler", "ddim"], param("Scheduler")] = "euler"
    tiling: Annotated[bool, param("Tiling")] = False


SCHEMA = schema_of(Example)


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--prompt")
    flags.add_flags(parser, SCHEMA)
    return parser.parse_args(words)


def test_what_is_not_given_has_its_default() -> None:
    assert flags.values(SCHEMA, parsed(), []) == {
        "prompt": "",
        "steps": 25,
        "width": 64,
        "guidance_scale": 7.5,
        "scheduler": "euler",
        "tiling": False,
    }


def test_flags_and_pairs_have_the_types_of_the_schema() -> None:
    args = parsed("--steps", "30", "--guidance-scale", "3", "--tiling", "yes")
    given = flags.values(SCHEMA, args, ["scheduler=ddim", "width=128", "prompt=a = b"])
    wanted = {"steps": 30, "guidance_scale": 3.0, "tiling": True, "scheduler": "ddim", "width": 128}
    assert given == {**wanted, "prompt": "a = b"}
    check(SCHEMA, given)


def test_a_picture_is_named_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Framed(Params, frozen=True):
        image: Annotated[str, param("Picture", widget="image")] = ""

    monkeypatch.chdir(tmp_path)
    parser = argparse.ArgumentParser()
    flags.add_flags(parser, schema_of(Framed))
    assert "--image FILE" in parser.format_help()
    given = flags.values(schema_of(Framed), parser.parse_args(["--image", "photo.png"]), [])
    assert given == {"image": str(tmp_path / "photo.png")}
    assert flags.values(schema_of(Framed), parser.parse_args([]), []) == {"image": ""}


def test_a_pair_wins_over_a_flag_and_may_be_written_with_hyphens() -> None:
    given = flags.values(SCHEMA, parsed("--guidance-scale", "3"), ["guidance-scale=4"])
    assert given["guidance_scale"] == 4.0


@pytest.mark.parametrize(
    ("pair", "limits"),
    [
        ("steps=999", "from 1 to 150"),
        ("steps=many", "a whole number"),
        ("steps=2.5", "a whole number"),
        ("guidance_scale=nan", "from 0 to 30"),
        ("width=12", "a multiple of 8"),
        ("scheduler=heun", "one of"),
        ("tiling=perhaps", "true or false"),
        ("prompt=" + "x" * 21, "at most 20 characters"),
    ],
)
def test_a_wrong_value_is_refused_with_its_limits(pair: str, limits: str) -> None:
    with pytest.raises(AigcError, match=limits) as caught:
        check(SCHEMA, flags.values(SCHEMA, parsed(), [pair]))
    assert pair.partition("=")[0] in caught.value.message


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(AigcError, match="wide") as caught:
        check(SCHEMA, flags.values(SCHEMA, parsed(), ["wide=3"]))
    assert "width" in caught.value.hint


@pytest.mark.parametrize("pair", ["steps", "=3", ""])
def test_what_is_no_pair_is_refused(pair: str) -> None:
    with pytest.raises(AigcError, match="NAME=VALUE"):
        flags.split(pair)


def test_help_shows_limits_units_and_defaults() -> None:
    parser = argparse.ArgumentParser()
    flags.add_flags(parser, SCHEMA)
    shown = " ".join(parser.format_help().split())
    assert "More is finer; from 1 to 150; default 25" in shown
    assert "Width in px; at least 8, a multiple of 8; default 64" in shown
    assert "one of ddim, euler; default euler" in shown
    assert "true or false; default false" in shown
    assert "at most 20 characters" in shown
