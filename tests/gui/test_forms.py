"""The form engine: every kind of field takes a value and gives back the same one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSlider

from aigc_desktop.api import Params, param
from aigc_desktop.api.parameters import check, schema_of
from aigc_desktop.ui.forms.form import Form
from aigc_desktop.ui.forms.history import PromptHistory
from aigc_desktop.ui.forms.prompt import PromptField
from aigc_desktop.ui.forms.seed import SeedField
from aigc_desktop.ui.forms.size import SizeField
from aigc_desktop.ui.forms.spin import Spin
from aigc_desktop.ui.forms.weights import weigh
from aigc_desktop.ui.pages.form_column import FormColumn
from aigc_desktop.ui.run_fields import with_run_fields
from aigc_desktop.ui.widgets.drop_down import DropDown

pytestmark = pytest.mark.usefixtures("qapp")


class Everything(Params, frozen=True):
    """One parameter of each kind."""

    prompt: Annotated[str, param("Prompt", widget="prompt", max_length=40)] = ""
    negative_prompt: Annotated[str, param("Negative prompt", widget="prompt")] = ""
    width: Annotated[int, param("Width", ge=64, le=1024, multiple_of=64)] = 512
    height: Annotated[int, param("Height", ge=64, le=1024, multiple_of=64)] = 512
    steps: Annotated[int, param("Steps", ge=1, le=150)] = 25
    guidance: Annotated[float, param("Guidance", ge=0, le=20, step=0.5)] = 7.5
    offset: Annotated[float, param("Offset", widget="number")] = 0.0
    budget: Annotated[int, param("Budget")] = 0
    style: Annotated[Literal["flat", "outlined"], param("Style")] = "flat"
    is_tiled: Annotated[bool, param("Tiled")] = False
    note: Annotated[str, param("Note", max_length=10, advanced=True)] = ""


CHANGED: dict[str, Any] = {
    "prompt": "a star",
    "negative_prompt": "blur\nnoise",
    "width": 640,
    "height": 192,
    "steps": 7,
    "guidance": 3.125,
    "offset": -0.001,
    "budget": 2**53 - 1,
    "style": "outlined",
    "is_tiled": True,
    "note": "记住",
    "count": 4,
    "seed": 2**53 - 1,
}


@pytest.fixture
def form() -> Form:
    return Form(with_run_fields(schema_of(Everything)), PromptHistory(["old", "newer"]))


def prompt_of(form: Form) -> PromptField:
    field = form.field("prompt")
    assert isinstance(field, PromptField)
    return field


def test_a_new_form_shows_the_defaults(form: Form) -> None:
    values = form.values()
    del values["seed"]
    assert values == {
        "prompt": "",
        "negative_prompt": "",
        "width": 512,
        "height": 512,
        "count": 1,
        "steps": 25,
        "guidance": 7.5,
        "offset": 0.0,
        "budget": 0,
        "style": "flat",
        "is_tiled": False,
        "note": "",
    }


def test_every_value_comes_back_as_it_was_set(form: Form) -> None:
    assert form.set_values(CHANGED) == ()
    assert form.values() == CHANGED
    assert {name: type(value) for name, value in form.values().items()} == {
        name: type(value) for name, value in CHANGED.items()
    }


def test_what_a_form_gives_passes_its_schema(form: Form) -> None:
    form.set_values(CHANGED)
    check(with_run_fields(schema_of(Everything)), form.values())


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_a_change_of_any_field_is_told(form: Form, name: str) -> None:
    told: list[bool] = []
    form.changed.connect(lambda: told.append(True))
    form.set_values({name: CHANGED[name]})
    assert told


def test_what_cannot_be_taken_is_named(form: Form) -> None:
    left = form.set_values({"style": "oil", "steps": 900, "unheard_of": 1, "width": 640})
    assert set(left) == {"style", "steps", "unheard_of"}
    assert form.values()["width"] == 640


def test_count_and_seed_stand_behind_the_size() -> None:
    names = list(with_run_fields(schema_of(Everything))["properties"])
    assert names[:6] == ["prompt", "negative_prompt", "width", "height", "count", "seed"]


def test_advanced_fields_are_folded_away_and_still_count(form: Form) -> None:
    note = form.field("note")
    assert note is not None
    assert note.isVisibleTo(form) is False
    form.advanced.open(True)
    assert note.isVisibleTo(form) is True
    assert form.values()["note"] == ""


def test_a_prompt_that_is_too_long_is_said_and_blocks(form: Form) -> None:
    form.set_values({"prompt": "x" * 43})
    assert "3 characters too many" in form.errors()["prompt"]
    assert prompt_of(form).problem.text() == form.errors()["prompt"]
    form.set_values({"prompt": "x" * 40})
    assert form.errors() == {}


def test_a_typed_number_snaps_to_its_grid() -> None:
    spin = Spin({"type": "integer", "minimum": 8, "maximum": 100, "multipleOf": 8, "default": 64})
    for typed, kept in (("70", 72), ("100", 96), ("8", 8)):
        spin.lineEdit().setText(typed)
        spin.interpretText()
        spin.editingFinished.emit()
        assert spin.number() == kept


def test_a_slider_moves_its_value_by_its_step(form: Form) -> None:
    field = form.field("guidance")
    assert field is not None
    slider = field.findChild(QSlider)
    assert slider is not None
    slider.setValue(slider.value() + 1)
    assert form.values()["guidance"] == 8.0


def test_common_sizes_keep_the_area_the_grid_and_the_limits(form: Form) -> None:
    field = form.field("width")
    assert isinstance(field, SizeField)
    sizes = field.sizes()
    assert sizes[0] == (512, 512)
    assert len(sizes) == len(set(sizes)) >= 5
    for width, height in sizes:
        assert width % 64 == height % 64 == 0
        assert 64 <= min(width, height) <= max(width, height) <= 1024
        assert width * height == pytest.approx(512 * 512, rel=0.25)


def test_the_seed_is_locked_by_typing_and_rolled_by_the_dice(form: Form) -> None:
    seed = form.field("seed")
    assert isinstance(seed, SeedField)
    assert [seed.is_locked] == [False]
    edit = seed.findChild(QLineEdit)
    assert edit is not None
    edit.selectAll()
    QTest.keyClicks(edit, "42")
    assert seed.is_locked
    assert seed.values() == {"seed": 42}
    rolled = set()
    for _ in range(8):
        seed.roll()
        rolled.add(seed.values()["seed"])
    assert len(rolled) > 1


def test_a_seed_field_left_empty_says_what_to_do(form: Form) -> None:
    seed = form.field("seed")
    assert seed is not None
    edit = seed.findChild(QLineEdit)
    assert edit is not None
    edit.clear()
    assert form.errors()["seed"]


@pytest.mark.parametrize(
    ("text", "start", "end", "change", "expected"),
    [
        ("a red star", 3, 3, 0.1, "a (red:1.1) star"),
        ("a (red:1.1) star", 4, 4, 0.1, "a (red:1.2) star"),
        ("a (red:1.1) star", 4, 4, -0.1, "a red star"),
        ("a red star", 2, 10, -0.1, "a (red star:0.9)"),
        ("a (red:2) star", 4, 4, 0.1, "a (red:2) star"),
        ("一颗星", 1, 1, 0.1, "(一颗星:1.1)"),
        ("a  b", 2, 2, 0.1, "a  b"),
    ],
)
def test_weights(text: str, start: int, end: int, change: float, expected: str) -> None:
    left, right, new = weigh(text, start, end, change)
    assert text[:left] + (new or text[left:right]) + text[right:] == expected


def test_keys_of_the_prompt(form: Form, qapp: QApplication) -> None:
    edit = prompt_of(form).edit
    QTest.keyClicks(edit, "star")
    QTest.keyClick(edit, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert edit.toPlainText() == "(star:1.1)"
    edit.undo()
    assert edit.toPlainText() == "star"
    QTest.keyClick(edit, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert edit.toPlainText() == "newer"
    QTest.keyClick(edit, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert edit.toPlainText() == "old"
    for _ in range(2):
        QTest.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert edit.toPlainText() == "star", "what was being written comes back"


def test_history_forgets_doubles_and_blanks() -> None:
    history = PromptHistory(["a", "b"])
    for prompt in ("a", "  ", "c"):
        history.add(prompt)
    assert history.prompts == ("b", "a", "c")


def test_few_tasks_are_tabs_and_many_a_list(qapp: QApplication) -> None:
    column = FormColumn("Generate")
    chosen: list[str] = []
    column.task_chosen.connect(chosen.append)
    column.show_tasks(("text-to-image", "inpainting"), "inpainting")
    tabs = [button for button in column.findChildren(QPushButton) if button.property("kind") == "tab"]
    assert [tab.isChecked() for tab in tabs] == [False, True]
    tabs[0].click()
    many = ("unconditional-image-generation", "image-reconstruction", "latent-interpolation", "latent-map")
    column.show_tasks(many, "latent-map")
    (listed,) = column.findChildren(DropDown)
    assert listed.currentData() == "latent-map"
    listed.activated.emit(1)
    assert chosen == ["text-to-image", "image-reconstruction"]
