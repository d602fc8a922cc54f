"""One struct is the schema, the limits and the validation."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.parameters import Params, check, convert, param, schema_of


class Example(Params, frozen=True):
    prompt: Annotated[str, param("Prompt", "What to draw.", widget="prompt", max_length=10)] = "狐狸"
    steps: Annotated[int, param("Steps", ge=1, le=150, step=5)] = 25
    guidance_scale: Annotated[float, param("Guidance scale", ge=0, le=30, advanced=True)] = 3.0
    width: Annotated[int, param("Width", ge=8, le=64, multiple_of=8, unit="px")] = 64
    scheduler: Annotated[Literal["euler", "ddim"], param("Scheduler")] = "ddim"
    tiled: Annotated[bool, param("Tiled")] = False


class Nested(Params, frozen=True):
    other: Example = Example()


class Optional(Params, frozen=True):
    steps: int | None = None


def test_the_schema_says_what_a_form_needs() -> None:
    properties = schema_of(Example)["properties"]
    assert list(properties) == ["prompt", "steps", "guidance_scale", "width", "scheduler", "tiled"]
    assert properties["prompt"]["x-widget"] == "prompt"
    assert properties["prompt"]["default"] == "狐狸"
    assert (properties["steps"]["minimum"], properties["steps"]["maximum"]) == (1, 150)
    assert properties["guidance_scale"]["x-advanced"] is True
    assert properties["width"]["x-unit"] == "px"
    assert set(properties["scheduler"]["enum"]) == {"euler", "ddim"}
    assert properties["tiled"]["type"] == "boolean"


@pytest.mark.parametrize("kind", [Nested, Optional])
def test_a_type_that_no_form_can_show_is_refused(kind: type[Params]) -> None:
    with pytest.raises(TypeError, match="forms take"):
        schema_of(kind)


def test_defaults_fill_what_is_not_given() -> None:
    assert convert(Example, {"steps": 3}) == Example(steps=3)
    assert convert(Example, {"guidance_scale": 2}).guidance_scale == 2.0


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"steps": 151}, ("steps", "151", "from 1 to 150")),
        ({"steps": 0}, ("steps", "0", "from 1 to 150")),
        ({"steps": "many"}, ("steps", "many", "a whole number")),
        ({"steps": 2.5}, ("steps", "a whole number")),
        ({"steps": True}, ("steps", "a whole number")),
        ({"tiled": 1}, ("tiled", "true or false")),
        ({"width": 63}, ("width", "63", "a multiple of 8")),
        ({"guidance_scale": float("nan")}, ("guidance_scale", "nan", "from 0 to 30")),
        ({"guidance_scale": float("inf")}, ("guidance_scale", "inf", "from 0 to 30")),
        ({"prompt": "x" * 11}, ("prompt", "11 characters", "at most 10")),
        ({"prompt": 5}, ("prompt", "text")),
        ({"scheduler": "magic"}, ("scheduler", "magic", "ddim, euler")),
        ({"scheduler": ["ddim"]}, ("scheduler", "ddim")),
        ({"stpes": 5}, ("stpes", "steps")),
    ],
)
def test_a_wrong_value_is_named_with_its_limits(values: dict[str, object], words: tuple[str, ...]) -> None:
    with pytest.raises(AigcError) as caught:
        convert(Example, values)
    said = caught.value.message + caught.value.hint
    assert all(word in said for word in words)
    with pytest.raises(AigcError):
        check(schema_of(Example), values)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "prompt": st.text(max_size=10),
            "steps": st.integers(1, 150),
            "guidance_scale": st.floats(0, 30),
            "scheduler": st.sampled_from(["euler", "ddim"]),
            "tiled": st.booleans(),
        },
    )
)
def test_every_value_within_the_limits_passes(values: dict[str, object]) -> None:
    check(schema_of(Example), values)
    made = convert(Example, values)
    assert all(getattr(made, name) == value for name, value in values.items())
