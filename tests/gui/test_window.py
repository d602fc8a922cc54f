"""The window at work on the real core: what a person does, and what they find again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from aigc_desktop.ui.command_palette import CommandPalette
from aigc_desktop.ui.forms.prompt import PromptField
from aigc_desktop.ui.forms.seed import SeedField
from aigc_desktop.ui.pages.generate import GeneratePage
from tests.gui.conftest import WaitFor
from tests.gui.drops import drop_of, noise, pixel_bomb, text_bomb, with_text
from tests.gui.opening import Open


def type_prompt(page: GeneratePage, text: str) -> None:
    assert page.column.form is not None
    field = page.column.form.field("prompt")
    assert isinstance(field, PromptField)
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)


def press(page: GeneratePage, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    assert page.column.form is not None
    field = page.column.form.field("prompt")
    assert isinstance(field, PromptField)
    QTest.keyClick(field.edit, key, modifier)


def test_a_prompt_becomes_a_picture_by_keyboard_alone(open_window: Open, wait_for: WaitFor) -> None:
    opened = open_window()
    page = opened.choose_scripted()
    page.column.focus_prompt()
    type_prompt(page, "a quiet fox")
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_for(lambda: page.results.asset)
    asset = page.results.asset
    assert asset is not None
    assert asset.recipe is not None
    assert asset.recipe.prompt == "a quiet fox"
    assert [a.id for a in page.results.strip.assets] == [asset.id]
    assert Path(asset.file).is_file()
    wait_for(lambda: page.results.progress.isHidden())


def test_generate_again_makes_the_same_pixels(open_window: Open, wait_for: WaitFor) -> None:
    page = open_window().choose_scripted()
    page.generate()
    wait_for(lambda: len(page.results.strip.assets) == 1)
    first = page.results.strip.assets[0]
    assert first.recipe is not None
    page.run_again(first.recipe)
    wait_for(lambda: len(page.results.strip.assets) == 2)
    second = page.results.strip.assets[0]
    assert second.id != first.id
    with Image.open(first.file) as one, Image.open(second.file) as other:
        assert one.tobytes() == other.tobytes()


def test_escape_cancels(open_window: Open, wait_for: WaitFor) -> None:
    page = open_window().choose_scripted()
    page.column.set_values({"steps": 100, "delay_s": 0.05})
    page.generate()
    wait_for(lambda: "step" in page.results.progress.text)
    press(page, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    wait_for(lambda: page.results.progress.isHidden())
    assert page.results.strip.assets == ()


def test_results_are_starred_binned_and_brought_back_by_keyboard(
    open_window: Open, wait_for: WaitFor
) -> None:
    page = open_window().choose_scripted()
    page.column.set_values({"count": 2})
    page.generate()
    wait_for(lambda: len(page.results.strip.assets) == 2)
    strip = page.results.strip
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Period)
    wait_for(lambda: page.results.asset and page.results.asset.rating == 5)
    gone = page.results.asset
    assert gone is not None
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    wait_for(lambda: len(strip.assets) == 1)
    assert page.results.asset == strip.assets[0]
    undo = next(b for b in page.results.messages.findChildren(QPushButton) if b.text() == "Undo")
    undo.click()
    wait_for(lambda: len(strip.assets) == 2)
    assert gone.id in {asset.id for asset in strip.assets}


def test_an_unlocked_seed_is_rolled_and_a_locked_one_kept(open_window: Open, wait_for: WaitFor) -> None:
    page = open_window().choose_scripted()
    seed = page.column.seed
    assert isinstance(seed, SeedField)
    before = seed.values()
    page.generate()
    assert seed.values() != before
    seed.set_values({"seed": 7})
    page.generate()
    assert seed.values() == {"seed": 7}
    wait_for(lambda: len(page.results.strip.assets) == 2)


def test_a_failed_job_is_one_sentence_with_a_way_out(open_window: Open, wait_for: WaitFor) -> None:
    page = open_window().choose_scripted()
    page.column.set_values({"fault": "error"})
    page.generate()
    wait_for(lambda: page.results.messages.isVisible())
    assert "Traceback" not in page.results.messages.text
    assert len(page.results.messages.text.splitlines()) <= 2
    assert page.results.progress.isHidden()


def test_after_a_restart_everything_is_there(open_window: Open, wait_for: WaitFor) -> None:
    first = open_window()
    page = first.choose_scripted()
    page.column.set_values({"prompt": "remember me", "seed": 99, "steps": 3, "count": 2})
    page.generate()
    wait_for(lambda: len(page.results.strip.assets) == 2)
    assets = {asset.id for asset in page.results.strip.assets}
    page.split.setSizes([400, 480])
    width = page.split.sizes()[0]
    first.close()
    second = open_window()
    page = second.choose_scripted()
    values = page.column.values()
    assert (values["prompt"], values["seed"], values["steps"], values["count"]) == ("remember me", 99, 3, 2)
    assert page.column.seed is not None
    assert page.column.seed.is_locked
    assert page.column.history.prompts == ("remember me",)
    assert page.split.sizes()[0] == width != 328
    assert assets == {path.stem for path in Path(second.desktop.paths.assets).rglob("*.png")}


def test_a_dropped_picture_brings_its_settings_back(open_window: Open, wait_for: WaitFor) -> None:
    opened = open_window()
    page = opened.choose_scripted()
    page.column.set_values({"prompt": "bring me back", "seed": 4321, "palette": "cold"})
    page.generate()
    wait_for(lambda: page.results.asset)
    asset = page.results.asset
    assert asset is not None
    page.column.set_values({"prompt": "", "seed": 1, "palette": "warm"})
    opened.window.dropEvent(drop_of(Path(asset.file)))
    values = page.column.values()
    assert (values["prompt"], values["seed"], values["palette"]) == ("bring me back", 4321, "cold")


def test_a_picture_without_settings_says_so(open_window: Open, tmp_path: Path) -> None:
    page = open_window().choose_scripted()
    plain = tmp_path / "plain.png"
    Image.new("RGB", (8, 8)).save(plain)
    page.use_picture(plain)
    assert "plain.png" in page.results.messages.text


@pytest.mark.parametrize("content", [noise, pixel_bomb, text_bomb])
@pytest.mark.parametrize("key", ["generate", "library"])
def test_a_picture_that_means_no_good_is_refused_in_a_sentence(
    open_window: Open, wait_for: WaitFor, tmp_path: Path, content: Callable[[], bytes], key: str
) -> None:
    opened = open_window()
    page = opened.choose_scripted()
    before = page.column.values()
    target = opened.window if key == "generate" else opened.window.open_page(key)
    assert target is not None
    bad = tmp_path / "gift.png"
    bad.write_bytes(content())
    target.dropEvent(drop_of(bad))
    messages = page.results.messages if key == "generate" else opened.window.messages
    wait_for(lambda: messages.isVisible() and ("gift.png" in messages.text or "larger than" in messages.text))
    assert page.column.values() == before
    assert not list(opened.desktop.paths.assets.rglob("*.png"))


def test_words_in_a_dropped_picture_are_only_words(open_window: Open, tmp_path: Path) -> None:
    opened = open_window()
    page = opened.choose_scripted()
    picture = tmp_path / "gift.png"
    prompt = "<img src='file:///etc/hostname'><b>loud</b>"
    picture.write_bytes(with_text(f"{prompt}\nSteps: 7, Seed: 5, Size: 8x8"))
    opened.window.dropEvent(drop_of(picture))
    assert page.column.values()["prompt"] == prompt
    labels = opened.window.findChildren(QLabel)
    told = [label for label in labels if "<b>" in label.text()]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in told)


def test_the_side_panel_folds_away_in_a_small_window(open_window: Open, qapp: QApplication) -> None:
    opened = open_window()
    page = opened.choose_scripted()
    opened.window.resize(1440, 900)
    qapp.processEvents()
    assert page.results.panel.isVisible()
    opened.window.resize(1024, 700)
    qapp.processEvents()
    assert not page.results.panel.isVisible()
    assert opened.window.width() == 1024, "everything fits"
    opened.window.resize(1440, 900)
    qapp.processEvents()
    assert page.results.panel.isVisible()


def test_keys_open_pages_and_the_palette_runs_commands(open_window: Open, wait_for: WaitFor) -> None:
    opened = open_window()
    opened.choose_scripted()
    window = opened.window
    for number, key in enumerate(("generate", "lab", "library", "queue", "models", "plugins"), start=1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        wait_for(lambda key=key: window.page_key == key)  # type: ignore[misc]
    window.open_palette()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    search = palette.findChild(QLineEdit)
    assert search is not None
    QTest.keyClicks(search, "go lib")
    QTest.keyClick(search, Qt.Key.Key_Return)
    wait_for(lambda: window.page_key == "library")


def test_the_language_changes_while_the_window_is_open(open_window: Open, wait_for: WaitFor) -> None:
    opened = open_window()
    page = opened.choose_scripted()
    page.column.set_values({"prompt": "stay", "seed": 5})
    old = opened.window
    opened.desktop.change_language("en")
    assert opened.window is not old
    wait_for(lambda: opened.window.pages())
    values = opened.choose_scripted().column.values()
    assert (values["prompt"], values["seed"]) == ("stay", 5)


def test_a_fault_of_our_own_is_told_and_the_window_goes_on(open_window: Open, wait_for: WaitFor) -> None:
    opened = open_window()
    opened.choose_scripted()

    def fail(_: object) -> None:
        raise RuntimeError("on purpose")

    opened.window.rail.chosen.connect(fail)
    opened.window.rail.chosen.emit(0)
    wait_for(lambda: opened.window.messages.isVisible())
    assert "on purpose" not in opened.window.messages.text
    assert "Traceback" not in opened.window.messages.text


def test_a_database_of_the_future_is_explained(
    open_window: Open, home: Path, qapp: QApplication, wait_for: WaitFor
) -> None:
    (home / "aigc.sqlite3").write_bytes(b"this is no database" * 100)
    from aigc_desktop.core.paths import Paths
    from aigc_desktop.ui.desktop import Desktop
    from aigc_desktop.ui.widgets.empty_state import EmptyState

    desktop = Desktop(qapp, Paths(home))
    desktop.open()
    wait_for(lambda: desktop.window.findChild(EmptyState))
    assert not desktop.window.pages()
    desktop.close()
    desktop.deleteLater()


def test_a_layout_that_cannot_be_read_does_no_harm(open_window: Open, home: Path) -> None:
    (home / "window.ini").write_bytes(b"\x00\xff[window\ngeometry=@junk")
    assert open_window().window.isVisible()


def test_jobs_of_last_time_are_told_until_the_queue_is_opened(open_window: Open, wait_for: WaitFor) -> None:
    first = open_window()
    page = first.choose_scripted()
    page.column.set_values({"steps": 100, "delay_s": 0.05})
    page.generate()
    wait_for(lambda: "step" in page.results.progress.text)
    first.close()
    window = open_window().window
    wait_for(lambda: window.messages.isVisible())
    assert "last time" in window.messages.text
    window.open_page("queue")
    assert not window.messages.isVisible()
