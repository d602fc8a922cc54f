"""A finished model is among the models whole, or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from aigc_desktop.api import AigcError
from aigc_desktop.core.models.placing import place_model

WHOLE = {"model_index.json": "{}", "unet/model.onnx": "weights"}


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    """A job's folder with a finished model in `0000`."""
    for name, text in WHOLE.items():
        (tmp_path / "incoming/0000" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "incoming/0000" / name).write_text(text)
    return tmp_path / "incoming"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "home" / "models"


def content(folder: Path) -> dict[str, str]:
    return {f.relative_to(folder).as_posix(): f.read_text() for f in folder.rglob("*") if f.is_file()}


def refused(incoming: Path, folder: str, models: Path, name: str) -> AigcError:
    with pytest.raises(AigcError) as caught:
        place_model(incoming, folder, models, name)
    assert caught.value.code == "model.unplaced"
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("name", ["tiny-onnx-fp32", "a.b_c", "图标-64-onnx", "x" * 80])
def test_a_model_is_moved_whole(incoming: Path, models: Path, name: str) -> None:
    placed = place_model(incoming, "0000", models, name)
    assert placed == models / name
    assert content(placed) == WHOLE
    assert not (incoming / "0000").exists()


def test_a_name_that_is_taken_gets_a_number(incoming: Path, models: Path) -> None:
    (models / "tiny").mkdir(parents=True)
    (models / "tiny" / "mine").write_text("stays")
    (models / "tiny-2").write_text("a file")
    assert place_model(incoming, "0000", models, "tiny") == models / "tiny-3"
    assert content(models / "tiny") == {"mine": "stays"}
    assert content(models / "tiny-3") == WHOLE


def test_a_name_that_a_broken_link_bears_is_taken(incoming: Path, models: Path) -> None:
    models.mkdir(parents=True)
    (models / "tiny").symlink_to(models / "nowhere")
    assert place_model(incoming, "0000", models, "tiny") == models / "tiny-2"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Tiny Star-onnx-fp32", "Tiny-Star-onnx-fp32"),
        ("../up", "up"),
        ("/etc", "etc"),
        ("C:\\x", "C-x"),
        ("a/../b\\c", "a-..-b-c"),
        (".hidden", "hidden"),
        ("-rf *", "rf"),
        ("a\n\0b", "a-b"),
        ("图 标", "图-标"),
        ("图" * 200, "图" * 80),
    ],
)
def test_a_name_becomes_one_of_a_folder(incoming: Path, models: Path, name: str, plain: str) -> None:
    assert place_model(incoming, "0000", models, name) == models / plain
    assert content(models / plain) == WHOLE


@pytest.mark.parametrize("name", ["", ".", "..", "/", "---", "\n", "../.."])
def test_a_name_of_which_nothing_is_left_is_refused(incoming: Path, models: Path, name: str) -> None:
    refused(incoming, "0000", models, name)
    assert not models.exists()
    assert content(incoming / "0000") == WHOLE


@pytest.mark.parametrize(
    "folder", ["", "0001", "..", "../incoming/0000", "0000/unet", "/tmp", "0000\n", "٠٠٠٠"]
)
def test_what_an_engine_does_not_number_is_refused(incoming: Path, models: Path, folder: str) -> None:
    refused(incoming, folder, models, "tiny")
    assert not models.exists()


def test_links_and_files_are_no_models(incoming: Path, models: Path) -> None:
    (incoming / "0001").symlink_to(incoming / "0000", target_is_directory=True)
    (incoming / "0002").write_text("a file")
    for folder in ("0001", "0002"):
        refused(incoming, folder, models, "tiny")
    assert not models.exists()


def test_where_the_system_refuses_nothing_half_is_left(incoming: Path, models: Path) -> None:
    models.parent.mkdir()
    models.write_text("a file where the folder should be")
    refused(incoming, "0000", models, "tiny")
    assert content(incoming / "0000") == WHOLE


def test_models_on_another_disk_get_the_model_too(
    incoming: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(source: Path, target: Path) -> Path:
        if source.parent == incoming:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return Path(source.replace(target))

    monkeypatch.setattr(Path, "rename", rename)
    placed = place_model(incoming, "0000", models, "tiny")
    assert content(placed) == WHOLE
    assert [entry.name for entry in models.iterdir()] == ["tiny"]


def test_a_copy_that_fails_halfway_leaves_nothing(
    incoming: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(source: Path, target: Path) -> Path:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(Path, "rename", rename)
    (incoming / "0000" / "gone").symlink_to(models / "nowhere")
    refused(incoming, "0000", models, "tiny")
    assert list(models.iterdir()) == []
