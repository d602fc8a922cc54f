"""Chinese is complete: every string of the window has a translation, and it is the one that Qt reads."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from sentences import in_source, spoken, titles
from translations import CHINESE, compile_to, update

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.parameters import check
from aigc_desktop.ui.forms.words import said
from aigc_desktop.ui.known_sentences import KNOWN, TITLES
from aigc_desktop.ui.languages import TRANSLATED, language_of
from aigc_desktop.ui.sentences import sentence

PLACEHOLDER = re.compile(r"\{\w*\}")


def messages(file: Path) -> Iterator[tuple[str, str, ElementTree.Element]]:
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield context.findtext("name", ""), message.findtext("source", ""), translation


def test_every_string_in_the_code_is_translated(tmp_path: Path) -> None:
    fresh = tmp_path / CHINESE.name
    shutil.copy(CHINESE, fresh)
    update(fresh)
    open_ones = [(name, source) for name, source, t in messages(fresh) if t.get("type") or not t.text]
    assert open_ones == []


def test_placeholders_survive_translation() -> None:
    for name, source, translation in messages(CHINESE):
        said_there = sorted(PLACEHOLDER.findall(translation.text or ""))
        assert said_there == sorted(PLACEHOLDER.findall(source)), (name, source)


@pytest.fixture
def chinese(qapp: QCoreApplication, tmp_path: Path) -> Iterator[QTranslator]:
    compiled = tmp_path / "aigc_zh_CN.qm"
    compile_to(compiled)
    translator = QTranslator()
    assert translator.load(str(compiled))
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


def test_what_qt_reads_is_what_translators_wrote(chinese: QTranslator) -> None:
    for name, source, translation in messages(CHINESE):
        assert chinese.translate(name, source) == translation.text
    assert said("Steps") == "步数"
    assert said("The model was trained at 64 pixels.") == "此模型以 64 像素训练。"
    assert said("A word of a plugin") == "A word of a plugin"


def test_what_the_core_says_is_known_to_the_window() -> None:
    missing = set(spoken()) ^ set(map(str, KNOWN)) | set(titles()) ^ set(map(str, TITLES))
    assert missing == set(), "run `python packaging/translations.py`, then translate what is new"


def test_sentences_of_the_core_are_said_in_chinese(chinese: QTranslator) -> None:
    with pytest.raises(AigcError) as caught:
        check({"properties": {"steps": {"type": "integer", "minimum": 1, "maximum": 150}}}, {"steps": 900})
    assert sentence(caught.value.message) == "steps 为 900，必须在 1 到 150 之间。"
    assert sentence("Only a waiting job can be moved.") == "只能移动等待中的任务。"
    assert sentence("A sentence of somebody else.") == "A sentence of somebody else."


def test_parts_of_a_sentence_are_translated_too(chinese: QTranslator) -> None:
    schema = {"properties": {"size": {"type": "integer", "multipleOf": 8}}}
    with pytest.raises(AigcError) as caught:
        check(schema, {"size": 9})
    assert sentence(caught.value.message) == "size 为 9，必须是 8 的倍数。"
    damaged = "a.safetensors is not a sound safetensors file: its header is not JSON."
    assert "文件头不是 JSON" in sentence(damaged)


def test_texts_are_followed_through_variables_parameters_and_functions() -> None:
    source = """
KINDS: dict[str, str] = {"integer": "a whole number"}
def fail(why): raise AigcError("code", f"It failed: {why}.", hint() or KINDS[why])
def hint():
    words = "Try again later."
    return words
fail("the disk is full")
note("never said")
"""
    said_there = {"It failed: {0}.", "Try again later.", "a whole number", "the disk is full", "integer"}
    assert in_source(source) == said_there


@pytest.mark.parametrize("choice", ["en", *TRANSLATED])
def test_a_chosen_language_is_spoken(choice: str) -> None:
    assert language_of(choice) == choice
