"""The recipe panel and the stars."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from aigc_desktop.ui.widgets.recipe_panel import RecipePanel
from aigc_desktop.ui.widgets.stars import Stars
from tests.gui.shelf import Shelf, draw


@pytest.fixture
def panel(qapp: QApplication) -> RecipePanel:
    panel = RecipePanel()
    panel.resize(292, 700)
    panel.show()
    return panel


def test_every_line_of_a_recipe(panel: RecipePanel, shelf: Shelf) -> None:
    panel.show_asset(shelf.add("a gold <b>moon</b>", seed=1234))
    assert panel.text().splitlines() == [
        "Model: Icons starter  9f3c…e1",
        "Prompt: a gold <b>moon</b>",
        "Size: 64 × 64",
        "Seed: 1234 + 0",
        "Steps: 25 · ddim",
        "Guidance: 3.0",
        "Runtime: torch 2.13 · cpu bf16",
        "Time: 0.9 s",
        "Licence: CC0-1.0",
    ]
    assert {label.textFormat() for label in panel.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_the_recipe_is_copied_as_text(panel: RecipePanel, shelf: Shelf) -> None:
    panel.show_asset(shelf.add())
    QTest.mouseClick(panel.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == panel.text()


def test_buttons_say_which_asset(panel: RecipePanel, shelf: Shelf) -> None:
    asset = shelf.add()
    said: list[object] = []
    panel.settings_wanted.connect(said.append)
    panel.generate_again.connect(said.append)
    panel.folder_wanted.connect(said.append)
    panel.rated.connect(lambda asset_id, rating: said.append((asset_id, rating)))
    panel.show_asset(asset)
    for name in ("Generate again", "Use settings", "Open folder"):
        button = next(b for b in panel.findChildren(QPushButton) if b.text() == name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(panel.findChildren(Stars)[0], Qt.Key.Key_5)
    assert said == [asset.recipe, asset.recipe, asset.id, (asset.id, 5)]


def test_a_file_without_a_recipe_cannot_be_made_again(panel: RecipePanel, shelf: Shelf) -> None:
    panel.show_asset(shelf.library.import_file(draw(shelf.paths.home / "mine.png", "red")))
    again = next(b for b in panel.findChildren(QPushButton) if b.text() == "Generate again")
    assert not again.isEnabled()
    assert panel.text() == ""


def test_stars_by_mouse_and_keys(qapp: QApplication) -> None:
    stars = Stars()
    given: list[int] = []
    stars.rated.connect(given.append)
    stars.show()
    third = QPoint(4 + 2 * 19 + 8, 12)
    QTest.mouseClick(stars, Qt.MouseButton.LeftButton, pos=third)
    QTest.mouseClick(stars, Qt.MouseButton.LeftButton, pos=third)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_5, Qt.Key.Key_Right):
        QTest.keyClick(stars, key)
    assert given == [3, 0, 1, 0, 5]
    assert "5" in stars.accessibleName()


def test_what_only_some_generators_take_is_shown_too(panel: RecipePanel, shelf: Shelf) -> None:
    asset = shelf.add("a moon", seed=1)
    assert asset.recipe is not None
    request = asset.recipe.request
    others = {
        "temperature": 0.6,
        "latent": "0.6*12 + 0.8*13",
        "style_latent": "",
        "top_k": 40,
        "label": "wood",
    }
    request = msgspec.structs.replace(request, parameters={**request.parameters, **others})
    recipe = msgspec.structs.replace(asset.recipe, request=request)
    panel.show_asset(msgspec.structs.replace(asset, recipe=recipe))
    lines = panel.text().splitlines()
    for line in ("Temperature: 0.6", "Latent: 0.6*12 + 0.8*13", "Top k: 40"):
        assert line in lines
    assert not any(line.startswith("Style") for line in lines)
