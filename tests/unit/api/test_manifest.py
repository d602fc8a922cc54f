"""A manifest says all about a plugin, or is refused in a sentence."""

from __future__ import annotations

import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.manifest import API_VERSION, parse_manifest

GOOD = """
id = "mine"
name = "My plugin"
api_version = 1
licence = "MIT"
hooks = "mine.hooks"

[[generators]]
id = "mine"
name = "Mine"
family = "gan"
tasks = ["text-to-image"]
outputs = ["image"]
runtimes = ["torch"]
accepts = [{layout = "diffusers", classes = ["A"]}, {layout = "onnx"}]
"""


def test_a_good_manifest_is_read_whole() -> None:
    manifest = parse_manifest(GOOD, "mine")
    assert (manifest.id, manifest.hooks) == ("mine", "mine.hooks")
    (generator,) = manifest.generators
    assert generator.family == "gan"
    assert [accepts.layout for accepts in generator.accepts] == ["diffusers", "onnx"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "mine"', 'id = "../mine"', "../mine"),
        ('id = "mine"', 'id = "Mine"', "Mine"),
        ('"mine.hooks"', '"mine.hooks; import os"', "import os"),
        ('family = "gan"', 'family = "magic"', "magic"),
        ('"text-to-image"', '"text-to-anything"', "text-to-anything"),
        ('licence = "MIT"', "", "licence"),
        ('licence = "MIT"', 'licence = "MIT"\nsurprise = 1', "surprise"),
        ('name = "My plugin"', "name = My plugin", "manifest"),
        ("[[generators]]", "[generators]", "generators"),
    ],
)
def test_a_broken_manifest_is_refused_with_the_place(old: str, new: str, said: str) -> None:
    with pytest.raises(AigcError) as caught:
        parse_manifest(GOOD.replace(old, new, 1), "the manifest of mine")
    assert caught.value.code == "plugin.manifest"
    assert said in caught.value.message
    assert "mine" in caught.value.message


def test_two_generators_of_one_id_are_refused() -> None:
    twice = GOOD + GOOD[GOOD.index("[[generators]]") :]
    with pytest.raises(AigcError) as caught:
        parse_manifest(twice, "mine")
    assert caught.value.code == "plugin.manifest"


@pytest.mark.parametrize(("version", "way_out"), [(API_VERSION + 1, "application"), (0, "plugin")])
def test_another_version_of_the_contract_names_what_to_update(version: int, way_out: str) -> None:
    with pytest.raises(AigcError) as caught:
        parse_manifest(GOOD.replace("api_version = 1", f"api_version = {version}"), "mine")
    assert caught.value.code == "plugin.api_version"
    assert way_out in caught.value.hint
