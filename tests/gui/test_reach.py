"""Everybody reaches everything: a name for each control, Tab leads to it, and its focus can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

from aigc_desktop.core.settings import SettingsFile
from tests.gui.conftest import WaitFor
from tests.gui.opening import Opened
from tests.plugins.installing import SCRIPTED, install

PAGES = ("generate", "lab", "library", "queue", "models", "plugins")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("site")
        install(SCRIPTED, folder)
        patch.syspath_prepend(str(folder))
        patch.setenv("PYTHONPATH", str(folder))
        yield folder


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path, site: Path, wait_for: WaitFor) -> Iterator[Opened]:
    """A window with one finished job and its picture, so that every page has something on it."""
    SettingsFile(tmp_path / "settings.json").change(language="en", theme="dark")
    palette, sheet = qapp.palette(), qapp.styleSheet()
    window = Opened(qapp, tmp_path, wait_for)
    page = window.choose_scripted()
    page.generate()
    wait_for(lambda: page.results.strip.assets)
    yield window
    window.close()
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


def controls(root: QWidget) -> list[QWidget]:
    """What Tab must lead to."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.objectName() != "qt_spinbox_lineedit"
        and not is_beside_the_chosen_one(widget)
    ]


def is_beside_the_chosen_one(widget: QWidget) -> bool:
    """Of buttons that exclude each other Tab leads to the chosen one, and the arrow keys to the others."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    return widget.autoExclusive() or (widget.group() is not None and widget.group().exclusive())


def name_of(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def walked(application: QApplication, window: QWidget) -> set[QWidget]:
    """Everything that Tab leads to, all the way round."""
    seen: list[QWidget] = []
    for _ in range(200):
        focused = application.focusWidget()
        if focused is None or focused in seen[:-1]:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return set(seen)


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{name_of(widget)}” in {type(widget.parent()).__name__}"


@pytest.mark.parametrize("key", PAGES)
def test_every_control_has_a_name_and_tab_leads_to_it(
    opened: Opened, qapp: QApplication, wait_for: WaitFor, key: str
) -> None:
    window = opened.window
    window.resize(1440, 900)
    page = window.open_page(key)
    assert page is not None
    wait_for(lambda: len(controls(page)) > 1)
    qapp.processEvents()
    wanted = controls(window)
    assert [described(c) for c in wanted if not name_of(c).strip()] == []
    wanted[0].setFocus()
    reached = walked(qapp, window)
    assert [described(c) for c in wanted if c not in reached] == []


def test_the_focus_of_every_control_can_be_seen(opened: Opened, qapp: QApplication) -> None:
    opened.window.resize(1440, 900)
    qapp.processEvents()
    for control in controls(opened.window):
        if isinstance(control, QAbstractItemView):
            continue  # its current item bears the mark; see test_asset_grid and Strip
        frame = control.parentWidget() if control.property("bare") else control
        assert frame is not None
        control.clearFocus()
        plain = frame.grab().toImage()
        control.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        assert frame.grab().toImage() != plain, described(control)
