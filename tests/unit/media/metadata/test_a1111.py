from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media.metadata import a1111
from aigc_desktop.media.metadata.clean import clean
from aigc_desktop.media.metadata.found import FoundSettings

MakeRecipe = Callable[..., Recipe]

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SAMPLE = """girl with an artist's beret, determined, blue eyes, desert scene
second line of the prompt
Negative prompt: ugly, (((deformed))), [blurry]
bad anatomy
Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 965400086, Size: 512x512, Model hash: 45dee52b, \
Model: name, Clip skip: 2, Lora hashes: "style: 1a2b, \\"other\\": 3c4d", Version: v1.10.1"""


def read(text: str) -> FoundSettings:
    found = a1111.read(text)
    assert found is not None
    return found


def test_the_written_text_is_a1111s(recipe: Recipe) -> None:
    assert a1111.encode(recipe, 300, 200) == (
        "一个红色的圆，白色背景\n"
        'a "flat" icon: circle, red\n'
        "Negative prompt: 模糊, blurry\n"
        "Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 42, Size: 300x200, "
        'Model hash: 0123456789, Model: "Starter: small, fast", Clip skip: 2, Version: AIGC Desktop 0.1.0'
    )


def test_what_a_generator_does_not_take_is_left_out(recipe: Recipe) -> None:
    request = msgspec.structs.replace(recipe.request, parameters={"truncation_psi": 0.7})
    bare = msgspec.structs.replace(recipe, request=request, model_hash="", model_name="ffhq")
    assert a1111.encode(bare, 64, 64) == "Seed: 42, Size: 64x64, Model: ffhq, Version: AIGC Desktop 0.1.0"


def test_parameters_of_unusual_types_do_not_stop_the_saving(make_recipe: MakeRecipe) -> None:
    odd = make_recipe(
        prompt=None, negative_prompt=["a"], clip_skip="auto", scheduler={"a": 1}, steps="many, many"
    )
    line = a1111.encode(odd, 8, 8).splitlines()[-1]
    assert line.startswith('Steps: "many, many", CFG scale: 7.5')


def test_a_sample_of_a1111_is_read_in_our_words() -> None:
    found = read(SAMPLE)
    assert found.dialect == "a1111"
    assert found.recipe is None
    assert found.prompt.splitlines() == [
        "girl with an artist's beret, determined, blue eyes, desert scene",
        "second line of the prompt",
    ]
    assert found.negative_prompt == "ugly, (((deformed))), [blurry]\nbad anatomy"
    assert (found.seed, found.model, found.model_hash) == (965400086, "name", "45dee52b")
    assert found.others == {"Lora hashes": 'style: 1a2b, "other": 3c4d', "Version": "v1.10.1"}
    del found.parameters["prompt"], found.parameters["negative_prompt"]
    assert found.parameters == {
        "steps": 20,
        "scheduler": "euler_ancestral",
        "guidance_scale": 7.0,
        "width": 512,
        "height": 512,
        "clip_skip": 1,
    }


def test_newer_versions_name_the_schedule_apart() -> None:
    found = read("a cat\nSteps: 30, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 5.5, Seed: 1")
    assert found.parameters["scheduler"] == "dpmpp_2m_karras"
    assert found.others == {}


def test_a_sampler_we_lack_is_named_and_not_guessed() -> None:
    found = read("a cat\nSteps: 30, Sampler: Heun, CFG scale: 5.5, Seed: 1")
    assert "scheduler" not in found.parameters
    assert found.others == {"Sampler": "Heun"}


def test_windows_line_ends_are_read() -> None:
    found = read(SAMPLE.replace("\n", "\r\n"))
    assert found == read(SAMPLE)


def test_a_text_without_a_line_of_settings_is_a_prompt() -> None:
    found = read("a cat: fat, a dog: thin\nNegative prompt: bird")
    assert (found.prompt, found.negative_prompt) == ("a cat: fat, a dog: thin", "bird")
    assert found.seed is None


@pytest.mark.parametrize("text", ["", "  \n\n ", "Negative prompt:", "\0"])
def test_a_text_that_says_nothing_is_nothing(text: str) -> None:
    found = a1111.read(text)
    assert found is None or found.prompt == found.negative_prompt == ""


@given(prompt=TEXT, negative=TEXT, model=TEXT)
def test_what_is_written_is_read(make_recipe: MakeRecipe, prompt: str, negative: str, model: str) -> None:
    assume(not any(line.strip().startswith("Negative prompt:") for line in prompt.split("\n")))
    recipe = make_recipe(prompt=prompt, negative_prompt=negative)
    recipe = msgspec.structs.replace(recipe, model_name=model)
    found = read(a1111.encode(recipe, 300, 200))
    assert found.prompt == clean(prompt.strip())
    assert found.negative_prompt == clean(negative.strip())
    assert found.model == clean(model)
    assert found.seed == recipe.seed
    assert found.others == {"Version": "AIGC Desktop 0.1.0"}
    for name in ("steps", "guidance_scale", "scheduler", "width", "height", "clip_skip"):
        assert found.parameters[name] == recipe.request.parameters[name]


@given(text=st.text() | st.text('":,\\ \nab1', min_size=20))
def test_no_text_makes_it_stumble(text: str) -> None:
    for candidate in (text, f"{text}\nSteps: 1, Seed: 2, Size: 3x4, {text}"):
        found = a1111.read(candidate)
        if found is not None:
            assert clean(found.prompt) == found.prompt


@pytest.mark.parametrize(
    "setting",
    [
        "Steps: 99999999999999999999",
        "Steps: -1",
        "Steps: ٣",
        "Steps: 1e3",
        "Seed: -1",
        f"Seed: {2**53}",
        "CFG scale: nan",
        "CFG scale: 1e999",
        "CFG scale: inf",
        "Size: 512x",
        "Size: 99999999x1",
    ],
)
def test_numbers_that_are_none_stay_texts(setting: str) -> None:
    key, _, value = setting.partition(": ")
    found = read(f"a cat\nA: 1, B: 2, C: 3, {setting}")
    assert found.others[key] == value
    assert found.parameters == {"prompt": "a cat"}
    assert found.seed is None


@pytest.mark.parametrize("unit", ['k:"', 'k:"\\x",', "a", "a ", "a:", ",", ' :"\\",', 'k: "a', "\\"])
def test_a_megabyte_of_any_pattern_is_read_at_once(unit: str) -> None:
    """A pattern that backtracks would need hours here, and the suite's own time limit would end it."""
    a1111.read("a cat\n" + unit * (1_000_000 // len(unit)))


def test_control_characters_within_quotes_are_read() -> None:
    assert read('a cat\nSteps: 1, Seed: 2, Odd: "a\tb, c"').others == {"Odd": "a\tb, c"}


def test_of_very_many_settings_the_first_are_taken() -> None:
    line = ", ".join(f"key {number}: {number}" for number in range(10_000))
    assert 100 < len(read(f"a cat\n{line}").others) < 1000


def test_hostile_characters_are_not_shown() -> None:
    found = read(
        'a\u202ecat\x1b[31m\nSteps: 1, Model: "x\u2066y\\u202ez\\ud800", Seed: 2, Od\u202ed: 1, Odd: \x07b'
    )
    assert found.prompt == "acat[31m"
    assert found.model == "xyz"
    assert found.others == {"Odd": "b"}
