"""Texts and animations are exported from the side panel: chosen, watched, stopped, told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QProgressBar

from aigc_desktop.ui.widgets.recipe_panel import RecipePanel
from tests.gui.conftest import WaitFor
from tests.gui.shelf import Shelf


@pytest.fixture
def panel(qapp: QApplication) -> Iterator[RecipePanel]:
    panel = RecipePanel()
    panel.resize(300, 900)
    panel.show()
    yield panel
    panel.stop()


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the user chooses when asked."""
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


def said(panel: RecipePanel) -> str:
    return " ".join(label.text() for label in panel.export_row.findChildren(QLabel) if label.isVisible())


def offered(panel: RecipePanel) -> list[str]:
    menu = QMenu()
    panel.export_row.offer_in(menu)
    return [action.text() for action in menu.actions()]


def choose(panel: RecipePanel, words: str) -> None:
    """Click on what begins so, as in the menu of the button."""
    menu = QMenu()
    panel.export_row.offer_in(menu)
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def is_busy(panel: RecipePanel) -> bool:
    return panel.export_row.button.text() == "Stop the export"


def test_each_kind_is_offered_its_forms(panel: RecipePanel, shelf: Shelf) -> None:
    panel.show_asset(shelf.add())
    assert not panel.export_row.isVisible()
    panel.show_asset(shelf.add_text("words"))
    assert panel.export_row.button.isVisible()
    assert panel.content.isAncestorOf(panel.export_row)
    assert [name.partition(",")[0].partition(" (")[0] for name in offered(panel)] == [
        "Plain text",
        "Markdown",
        "JSON",
    ]
    panel.show_asset(shelf.add_animation())
    assert [name[:4] for name in offered(panel)] == ["Anim", "PNG ", "GIF,", "MP4,"]


def test_a_text_is_exported(panel: RecipePanel, shelf: Shelf, out: Path, wait_for: WaitFor) -> None:
    panel.show_asset(shelf.add_text("A silly mug."))
    choose(panel, "Markdown")
    wait_for(lambda: "Exported as Icons starter-1.md" in said(panel))
    assert "A silly mug." in (out / "Icons starter-1.md").read_text("utf-8")
    assert panel.export_row.show_button.isVisible()
    assert panel.export_row.button.text() == "Export…"


def test_an_animation_is_exported_and_progress_is_seen(
    panel: RecipePanel, shelf: Shelf, out: Path, wait_for: WaitFor
) -> None:
    panel.show_asset(shelf.add_animation())
    choose(panel, "PNG")
    assert is_busy(panel)
    assert panel.export_row.findChildren(QProgressBar)[0].isVisible()
    wait_for(lambda: "Exported as Icons starter-3" in said(panel))
    assert len(list((out / "Icons starter-3").iterdir())) == 6
    assert not panel.export_row.findChildren(QProgressBar)[0].isVisible()


def test_an_export_can_be_stopped_and_leaves_nothing(
    panel: RecipePanel, shelf: Shelf, out: Path, wait_for: WaitFor
) -> None:
    panel.show_asset(shelf.add_animation([f"#{number:06x}" for number in range(0, 60_000, 40)], side=32))
    choose(panel, "PNG")
    wait_for(lambda: "Frame" in said(panel))
    panel.export_row.button.click()
    wait_for(lambda: not is_busy(panel))
    assert said(panel) == "The export was stopped; nothing was kept."
    assert list(out.iterdir()) == []


def test_what_went_wrong_is_said_with_a_way_out(
    panel: RecipePanel, shelf: Shelf, out: Path, wait_for: WaitFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(out))
    panel.show_asset(shelf.add_animation())
    choose(panel, "MP4")
    wait_for(lambda: not is_busy(panel))
    assert "ffmpeg, which is not installed" in said(panel)
    assert "GIF" in said(panel)
    assert not panel.export_row.show_button.isVisible()


def test_who_chooses_no_folder_exports_nothing(
    panel: RecipePanel, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    panel.show_asset(shelf.add_animation())
    choose(panel, "GIF")
    assert not is_busy(panel)


def test_what_was_said_goes_with_its_asset(
    panel: RecipePanel, shelf: Shelf, out: Path, wait_for: WaitFor
) -> None:
    animation = shelf.add_animation()
    panel.show_asset(animation)
    choose(panel, "GIF")
    wait_for(lambda: "Exported" in said(panel))
    panel.show_asset(animation)
    assert "Exported" in said(panel)
    panel.show_asset(shelf.add_text("words"))
    assert said(panel) == ""
    assert not panel.export_row.show_button.isVisible()


def test_closing_the_window_stops_an_export(qapp: QApplication, shelf: Shelf, out: Path) -> None:
    panel = RecipePanel()
    panel.show_asset(shelf.add_animation([f"#{number:06x}" for number in range(0, 60_000, 40)], side=32))
    choose(panel, "PNG")
    panel.stop()
    assert list(out.iterdir()) == []
