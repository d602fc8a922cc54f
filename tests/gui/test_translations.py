"""Chinese is complete: every string of the window has a translation, and it is the one that Qt reads."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from translations import CHINESE, compile_to, update

from aigc_desktop.ui.forms.words import said
from aigc_desktop.ui.languages import TRANSLATED, language_of

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


def test_what_qt_reads_is_what_translators_wrote(qapp: QCoreApplication, tmp_path: Path) -> None:
    compiled = tmp_path / "aigc_zh_CN.qm"
    compile_to(compiled)
    translator = QTranslator()
    assert translator.load(str(compiled))
    for name, source, translation in messages(CHINESE):
        assert translator.translate(name, source) == translation.text
    qapp.installTranslator(translator)
    try:
        assert said("Steps") == "步数"
        assert said("The model was trained at 64 pixels.") == "此模型以 64 像素训练。"
        assert said("A word of a plugin") == "A word of a plugin"
    finally:
        qapp.removeTranslator(translator)


@pytest.mark.parametrize("choice", ["en", *TRANSLATED])
def test_a_chosen_language_is_spoken(choice: str) -> None:
    assert language_of(choice) == choice
