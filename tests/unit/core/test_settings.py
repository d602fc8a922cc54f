from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.settings import Settings, SettingsFile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "settings.json"


def test_defaults_need_no_file(file: Path) -> None:
    settings = SettingsFile(file)
    assert settings.value == Settings()
    assert settings.notice is None
    assert not file.exists()


def test_only_differences_are_saved_and_read_again(file: Path) -> None:
    settings = SettingsFile(file)
    assert settings.change(theme="dark", model_roots=("/models",)).theme == "dark"
    assert settings.value.model_roots == ("/models",)
    assert json.loads(file.read_text()) == {"theme": "dark", "model_roots": ["/models"]}
    assert SettingsFile(file).value == settings.value
    settings.change(theme="system")
    assert json.loads(file.read_text()) == {"model_roots": ["/models"]}
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def test_two_windows_do_not_undo_each_other(file: Path) -> None:
    one, other = SettingsFile(file), SettingsFile(file)
    one.change(theme="dark")
    other.change(language="zh_CN")
    assert (SettingsFile(file).value.theme, SettingsFile(file).value.language) == ("dark", "zh_CN")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"theme": "purple"}', b"\xff\xfe", b"[" * 200_000])
def test_a_bad_file_is_kept_and_told(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    settings = SettingsFile(file)
    assert settings.value == Settings()
    assert settings.notice is not None
    assert settings.notice.code == "settings.damaged"
    assert file.with_name("settings.json.bak").read_bytes() == content
    settings.change(theme="light")
    assert SettingsFile(file).value.theme == "light"
    assert SettingsFile(file).notice is None


def test_settings_of_a_later_version_do_not_disturb(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"theme": "dark", "hologram": true}')
    assert SettingsFile(file).value.theme == "dark"


@pytest.mark.parametrize("wrong", [{"theme": "purple"}, {"model_roots": "no list"}, {"device": 3}])
def test_what_cannot_be_is_refused_and_nothing_changes(file: Path, wrong: dict[str, Any]) -> None:
    settings = SettingsFile(file)
    with pytest.raises(AigcError) as caught:
        settings.change(**wrong)
    assert caught.value.code == "settings.value"
    assert settings.value == Settings()
    assert not file.exists()


def test_a_name_that_does_not_exist_is_a_mistake_in_code(file: Path) -> None:
    with pytest.raises(TypeError, match="colour"):
        SettingsFile(file).change(colour="red")
