from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import MAX_SEED
from aigc_desktop.media.metadata import recipe as dialect

MakeRecipe = Callable[..., Recipe]

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.none() | st.booleans() | st.integers(-(2**80), 2**80) | st.floats(allow_nan=False) | st.text()
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)


def stored(recipe: Recipe, **changes: object) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(dialect.encode(recipe))
    plain["recipe"].update(changes)
    return plain


def refused(text: str) -> AigcError:
    with pytest.raises(AigcError) as caught:
        dialect.decode(text)
    assert caught.value.hint
    return caught.value


@given(prompt=TEXT, note=TEXT)
def test_a_recipe_comes_back_exactly(make_recipe: MakeRecipe, prompt: str, note: str) -> None:
    recipe = make_recipe(prompt=prompt)
    recipe = msgspec.structs.replace(recipe, facts={"note": note})
    assert dialect.decode(dialect.encode(recipe)) == recipe


def test_settings_from_a_recipe_bear_our_names(recipe: Recipe) -> None:
    found = dialect.read(dialect.encode(recipe))
    assert found.dialect == "aigc"
    assert found.recipe == recipe
    assert found.parameters == recipe.request.parameters
    assert (found.seed, found.model, found.prompt) == (42, "Starter: small, fast", recipe.prompt)
    assert found.negative_prompt == "模糊, blurry"


def test_what_later_versions_add_is_left_out(recipe: Recipe) -> None:
    plain = stored(recipe, mood="sunny")
    plain["recipe"]["request"]["upscale"] = {"by": 2}
    plain["signature"] = "abc"
    assert dialect.decode(json.dumps(plain)) == recipe


def test_a_newer_format_is_refused_with_the_way_out(recipe: Recipe) -> None:
    error = refused(json.dumps({**stored(recipe), "version": dialect.VERSION + 1}))
    assert error.code == "recipe.newer"
    assert "Update" in error.hint


@pytest.mark.parametrize(
    "changes",
    [
        {"index": 2},
        {"index": -1},
        {"index": "0"},
        {"created_at": 1e300},
        {"created_at": -1.0},
        {"duration_s": -1.0},
        {"family": "<script>"},
        {"libraries": {"torch": 2}},
        {"request": []},
        {"request": None},
        {"request": {"generator": "a", "model": "b", "task": "text-to-image", "seeds": [MAX_SEED + 1]}},
        {"request": {"generator": "a", "model": "b", "task": "text-to-image", "seeds": [-1, -1]}},
        {"request": {"generator": "a", "model": "b", "task": "text-to-image", "seeds": []}},
        {"request": {"generator": "a", "model": "b", "task": "steal", "seeds": [1, 2]}},
    ],
)
def test_wrong_types_and_values_are_refused(recipe: Recipe, changes: dict[str, Any]) -> None:
    assert refused(json.dumps(stored(recipe, **changes))).code == "recipe.unreadable"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "\0\0\0",
        '{"version":1',
        '{"version":1,"recipe":' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"version":1,"recipe":' + '{"request":' * 50_000 + "1" + "}" * 50_001,
        '{"version":1e999,"recipe":{}}',
        '{"version":' + "9" * 5000 + ',"recipe":{}}',
        '{"version":1,"recipe":{"job_id":"\\ud800"}}',
    ],
)
def test_garbage_deep_and_huge_texts_are_refused(text: str) -> None:
    assert refused(text).code == "recipe.unreadable"


@given(field=st.sampled_from(Recipe.__struct_fields__), value=JSON)
def test_any_value_in_any_field_is_read_or_refused(
    make_recipe: MakeRecipe, field: str, value: object
) -> None:
    text = json.dumps(stored(make_recipe(), **{field: value}))
    with suppress(AigcError):
        found = dialect.read(text)
        assert found.recipe is not None
        assert found.seed == found.recipe.seed


def test_shown_texts_are_cleaned_and_odd_values_left_out(make_recipe: MakeRecipe) -> None:
    hostile = make_recipe(prompt="a\u202eb\x07c\u2066\n红", steps=[1], size={"w": 1}, tiled=True)
    found = dialect.read(dialect.encode(hostile))
    assert found.prompt == "abc\n红"
    assert found.parameters["tiled"] is True
    assert not found.parameters.keys() & {"steps", "size"}
    assert found.recipe is not None
    assert found.recipe.prompt == hostile.prompt
