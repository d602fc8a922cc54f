"""A model is exported from the Models page, on the real core with a real engine."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from aigc_desktop.ui.pages.models import ModelsPage
from aigc_desktop.ui.widgets.cards import CardList
from aigc_desktop.ui.widgets.export_row import ExportRow
from tests.gui.conftest import WaitFor
from tests.gui.opening import Open

SCRIPTED_MODEL = "model"
"""What the model that the scripted plugin brings is called."""


def titles(page: ModelsPage) -> list[str]:
    model = page.findChildren(CardList)[0].model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def export_as(row: ExportRow, precision: str) -> None:
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert row.menu.isVisible()
    next(action for action in row.menu.actions() if precision in action.text()).trigger()
    row.menu.close()


def test_an_exported_model_appears_and_is_chosen(open_window: Open, wait_for: WaitFor) -> None:
    window = open_window().window
    window.resize(1440, 900)
    page = window.open_page("models")
    assert isinstance(page, ModelsPage)
    wait_for(lambda: SCRIPTED_MODEL in titles(page))
    cards = page.findChildren(CardList)[0]
    place = titles(page).index(SCRIPTED_MODEL)
    cards.setCurrentIndex(cards.model().index(place, 0))
    (row,) = page.findChildren(ExportRow)
    wait_for(row.button.isVisible)
    export_as(row, "fp16")
    assert not row.button.isEnabled()
    wait_for(lambda: "scripted-onnx-fp16" in titles(page))
    wait_for(lambda: "ScriptedOnnx" in words_on(page))
    assert not row.button.isVisible()
    cards.setCurrentIndex(cards.model().index(titles(page).index(SCRIPTED_MODEL), 0))
    wait_for(lambda: "both runtimes make the same" in words_on(row))
    assert row.button.isEnabled()
