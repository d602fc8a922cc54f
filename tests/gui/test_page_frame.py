"""The frame of a page: its panel folds away, comes back, and is as it was next time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QToolButton, QWidget

from aigc_desktop.ui.widgets.page_frame import PageFrame


class Page:
    """A frame with its parts."""

    def __init__(self) -> None:
        self.panel = QWidget()
        self.frame = PageFrame(QStackedWidget(), self.panel, "page")
        self.button: QToolButton = self.frame.panel_button("Panel")
        self.frame.resize(1300, 600)
        self.frame.show()


@pytest.fixture
def state(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def test_the_panel_folds_away_and_comes_back(qapp: QApplication) -> None:
    page = Page()
    assert page.panel.isVisible()
    page.frame.resize(900, 600)
    assert not page.panel.isVisible()
    assert not page.button.isChecked()
    page.frame.resize(1300, 600)
    assert page.panel.isVisible()
    assert page.button.isChecked()


def test_where_there_is_no_room_it_can_still_be_shown(qapp: QApplication) -> None:
    page = Page()
    page.frame.resize(900, 600)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.panel.isVisible()


def test_the_layout_is_remembered(qapp: QApplication, state: QSettings) -> None:
    page = Page()
    page.frame.setSizes([900, 400])
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    page.frame.save(state)
    later = Page()
    later.frame.remember(state)
    assert not later.panel.isVisible()
    QTest.mouseClick(later.button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert abs(later.frame.sizes()[1] - 400) <= 4
