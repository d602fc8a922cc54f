"""The smaller parts of the window say what is true, and can be worked by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.api.requests import Request
from aigc_desktop.core.events import EngineChanged, JobProgressed, QueueChanged
from aigc_desktop.core.records import Job
from aigc_desktop.ui.appearance import Appearance
from aigc_desktop.ui.command_palette import CommandPalette
from aigc_desktop.ui.key_list import KeyList
from aigc_desktop.ui.theme import DARK, LIGHT
from aigc_desktop.ui.widgets.details import DetailsDialog
from aigc_desktop.ui.widgets.icon_label import IconLabel
from aigc_desktop.ui.widgets.message_bar import MessageBar
from aigc_desktop.ui.widgets.model_list import ModelList
from aigc_desktop.ui.widgets.progress_line import ProgressLine
from aigc_desktop.ui.widgets.status_bar import StatusBar


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.text())


@pytest.fixture
def parent(qapp: QApplication) -> Iterator[QWidget]:
    widget = QWidget()
    widget.resize(900, 600)
    widget.show()
    yield widget
    widget.close()


def engine(network: str = "", **facts: float) -> EngineChanged:
    return EngineChanged(
        state="ready", backend="torch", device="cpu", precision="bfloat16", network=network, **facts
    )


@pytest.mark.parametrize(
    ("network", "said"),
    [("blocked", "Network blocked"), ("guarded", "Network guarded"), ("open", "Network open"), ("", "")],
)
def test_the_status_bar_is_true_to_the_network(qapp: QApplication, network: str, said: str) -> None:
    bar = StatusBar()
    bar.show_engine(engine(network))
    assert ("Network" in words(bar)) == bool(said)
    assert said in words(bar)


def test_the_status_bar_names_engine_device_memory_and_queue(qapp: QApplication) -> None:
    bar = StatusBar()
    bar.show_engine(engine(resident_mb=1229.0, total_mb=23552.0))
    bar.show_queue(QueueChanged(paused=False, waiting=2, eta_s=9.2))
    assert words(bar) == "Engine ready · torch | CPU · bf16 | Memory 1.2 / 23 GB | Queue 2 · 9 s"
    bar.show_engine(engine(resident_mb=10.0, device_mb=3072.0))
    bar.show_queue(QueueChanged(paused=True, waiting=0))
    assert "Memory 3.0 GB" in words(bar)
    assert words(bar).endswith("paused")


def test_progress_says_which_picture_which_step_and_how_long(qapp: QApplication) -> None:
    line = ProgressLine()
    line.show_job(
        Job(id="j", request=Request(generator="g", model="m", task="text-to-image"), state="loading")
    )
    assert "Loading the model" in words(line)
    progress = JobProgressed(job_id="j", fraction=0.3, step=14, total=25, eta_s=4.1)
    line.show_progress(progress, 3, 8)
    assert words(line) == "3 of 8 · step 14 of 25 | 4 s left · Esc cancels"
    line.show_progress(JobProgressed(job_id="j", fraction=0.9, step=0, total=0, message="saving"), 1, 1)
    assert words(line) == "saving | Esc cancels"
    cancelled: list[bool] = []
    line.cancel_wanted.connect(lambda: cancelled.append(True))
    button = line.findChild(QToolButton)
    assert button is not None
    button.click()
    assert cancelled


def test_a_message_is_plain_text_with_details_on_demand(parent: QWidget) -> None:
    bar = MessageBar(parent)
    bar.show_error(ErrorInfo(code="x.y", message="<b>No</b>.", hint="Do this.", details="Traceback ..."))
    assert bar.text == "<b>No</b>.\nDo this."
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in bar.findChildren(QLabel) if label.text()
    )
    details = next(b for b in bar.findChildren(QPushButton) if b.text() == "Details")
    details.click()
    dialog = parent.findChild(DetailsDialog)
    assert dialog is not None
    shown = dialog.findChild(QPlainTextEdit)
    assert shown is not None
    assert "Traceback" in shown.toPlainText()
    assert "x.y" in shown.toPlainText()


def test_the_palette_finds_by_words_and_runs_with_enter(parent: QWidget) -> None:
    done: list[str] = []
    actions = [QAction(text, parent) for text in ("Go to Library", "Generate next", "Go to Queue")]
    for action in actions:
        action.triggered.connect(lambda _=False, a=action: done.append(a.text()))
    shown = CommandPalette(actions, parent)
    shown.show()
    search = shown.findChild(QLineEdit)
    assert search is not None
    QTest.keyClicks(search, "go")
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert done == ["Go to Queue"]


def test_the_list_of_keys_names_each(parent: QWidget) -> None:
    action = QAction("Generate", parent)
    action.setShortcut("Ctrl+Return")
    listed = KeyList([action, QAction("Without a key", parent)], parent)
    assert "Ctrl+Enter | Generate" in words(listed)
    assert "Without a key" not in words(listed)
    assert "Alt+Up" in words(listed)


def test_models_are_chosen_by_keyboard(parent: QWidget) -> None:
    listed = ModelList([("one", "diffusion"), ("two", "diffusion")], 0, parent)
    chosen: list[int] = []
    listed.chosen.connect(chosen.append)
    listed.open_below(parent)
    rows = listed.findChild(QListWidget)
    assert rows is not None
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert chosen == [1]


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    label = IconLabel(24)
    label.show_icon("star-filled", QPalette.ColorRole.Highlight)
    label.show()
    before = qapp.palette(), qapp.styleSheet()
    appearance = Appearance(qapp, "dark")
    dark = label.pixmap().toImage().pixelColor(12, 12)
    appearance.choose("light")
    light = label.pixmap().toImage().pixelColor(12, 12)
    appearance.deleteLater()
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])
    assert (dark.name(), light.name()) == (DARK.accent, LIGHT.accent)
