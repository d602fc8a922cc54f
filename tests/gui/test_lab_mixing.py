"""The matrix of mixed styles: the right pictures in the right cells, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.api.parameters import schema_of
from aigc_desktop.api.requests import Runtime
from aigc_desktop.core.app import App, open_app
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.lab.lab import Focus, Lab
from aigc_desktop.ui.lab.layer_range import LayerRange
from aigc_desktop.ui.lab.looker import Looker
from aigc_desktop.ui.lab.mix_geometry import LARGEST, MOST, SMALLEST, MixGeometry
from aigc_desktop.ui.lab.mix_view import MixView
from aigc_desktop.ui.lab.mixing import HEADER, Cell, Layers, Matrix, thirds
from aigc_desktop.ui.lab.subject import Subject
from tests.gui import mixer
from tests.gui.conftest import WaitFor
from tests.plugins.installing import write_plugin

PINS = ("1", "2", "3")


def subject(model: str = "nobody/scripted", layers: int = mixer.LAYERS) -> Subject:
    """A model that mixes styles in so many layers."""
    schema = schema_of(mixer.Mixer)
    for name in ("mix_from_layer", "mix_to_layer"):
        schema["properties"][name]["maximum"] = layers
    return Subject("mixer", model, "unconditional-image-generation", schema, {}, 0, Runtime())


# What lies where


@pytest.mark.parametrize("count", [2, 3, 6])
@pytest.mark.parametrize(("width", "height"), [(900, 700), (420, 380), (200, 1000), (5000, 5000)])
def test_cells_are_found_where_they_are_painted(count: int, width: int, height: int) -> None:
    geometry = MixGeometry.fit(count, width, height)
    assert 2 <= geometry.count <= min(count, MOST)
    assert SMALLEST <= geometry.side <= LARGEST
    places = range(HEADER, geometry.count)
    for cell in (Cell(row, column) for row in places for column in places):
        x, y = geometry.corner(cell)
        found = geometry.at(x + geometry.side / 2, y + geometry.side / 2)
        assert found == (None if cell == (HEADER, HEADER) else cell)
        assert geometry.at(x - 1, y - 1) is None
    if width > 400:
        assert geometry.corner(Cell(HEADER, HEADER)) >= (0, 0)
        right = geometry.corner(Cell(0, geometry.count - 1))[0] + geometry.side
        assert right <= width


def test_as_many_points_as_there_is_room_for() -> None:
    assert MixGeometry.fit(40, 2000, 2000).count == MOST
    assert 2 < MixGeometry.fit(40, 340, 2000).count < MOST
    assert MixGeometry.fit(40, 100, 100).count == 2


def test_a_cell_is_a_point_in_the_style_of_another() -> None:
    matrix = Matrix(subject(), PINS, Layers(1, 4))
    assert matrix.focus(Cell(0, 2)) == Focus(
        "1", {"style_latent": "3", "mix_from_layer": 1, "mix_to_layer": 4}
    )
    assert (
        matrix.focus(Cell(1, 1))
        == matrix.focus(Cell(HEADER, 1))
        == matrix.focus(Cell(1, HEADER))
        == Focus("2")
    )
    parameters = matrix.look(Cell(2, 0)).request.parameters
    assert parameters == {"latent": "3", "style_latent": "1", "mix_from_layer": 1, "mix_to_layer": 4}


def test_what_is_near_is_wanted_first() -> None:
    cells = Matrix(subject(), PINS, Layers(0, 2)).nearest_to(Cell(2, 2))
    assert cells[0] == Cell(2, 2)
    assert set(cells[1:3]) == {Cell(1, 2), Cell(2, 1)}
    assert len(cells) == len(set(cells)) == 4 * 4 - 1


@pytest.mark.parametrize("layers", [1, 2, 3, 6, 11, 18])
def test_the_three_ranges_cover_all_layers_once(layers: int) -> None:
    coarse, middle, fine = thirds(layers)
    assert [*range(*coarse), *range(*middle), *range(*fine)] == list(range(layers))


# The range of layers


@pytest.fixture
def layers(qapp: QApplication) -> LayerRange:
    layers = LayerRange()
    layers.set_count(11)
    return layers


def test_coarse_middle_and_fine_are_a_click_away(layers: LayerRange) -> None:
    assert layers.layers == thirds(11)[0]
    for preset, meant in zip(layers.presets, thirds(11), strict=True):
        QTest.mouseClick(preset, Qt.MouseButton.LeftButton)
        assert layers.layers == meant
        assert [p for p in layers.presets if p.isChecked()] == [preset]
        QTest.keyClick(preset, Qt.Key.Key_Space)
        assert preset.isChecked()


def test_a_range_has_a_layer_at_least(layers: LayerRange) -> None:
    layers.choose(Layers(5, 7))
    assert not any(preset.isChecked() for preset in layers.presets)
    for _ in range(20):
        QTest.keyClick(layers.first, Qt.Key.Key_Up)
    assert layers.layers == Layers(6, 7)
    for _ in range(20):
        QTest.keyClick(layers.last, Qt.Key.Key_Up)
    assert layers.layers == Layers(6, 11)
    layers.choose(Layers(90, -4))
    assert layers.layers == Layers(10, 11)


def test_another_number_of_layers_begins_with_the_coarse_ones(layers: LayerRange) -> None:
    layers.choose(Layers(5, 11))
    layers.set_count(11)
    assert layers.layers == Layers(5, 11)
    layers.set_count(2)
    assert layers.layers == Layers(0, 1)
    assert [preset.isEnabled() for preset in layers.presets] == [True, False, True]


# The whole, on a real core


@pytest.fixture
def app(home: Path) -> Iterator[App]:
    write_plugin(
        home.parent / "site",
        "mixer",
        hooks=Path(mixer.__file__).read_text("utf-8"),
        generators=mixer.MANIFEST,
    )
    app = open_app(home)
    yield app
    app.close()


@pytest.fixture
def lab(qapp: QApplication) -> Lab:
    lab = Lab()
    lab.set_pins(PINS)
    return lab


@pytest.fixture
def looker(app: App, lab: Lab) -> Iterator[Looker]:
    bridge = JobBridge(app.events)
    looker = Looker(app.worker, bridge)
    model = next(m for m in app.models.all() if m.class_name == "ScriptedPipeline")
    lab.set_subject(subject(model.id))
    yield looker
    looker.close()
    bridge.close()


@pytest.fixture
def view(lab: Lab, looker: Looker, qapp: QApplication, wait_for: WaitFor) -> Iterator[MixView]:
    view = MixView(lab, looker)
    looker.add_source(view.wanted)
    view.resize(700, 600)
    view.show()
    view.activateWindow()
    wait_for(view.isActiveWindow)
    view.canvas.setFocus()
    yield view
    view.close()


def centre(view: MixView, row: int, column: int) -> QPoint:
    geometry = view.canvas.geometry_now()
    x, y = geometry.corner(Cell(row, column))
    return QPoint(int(x + geometry.side / 2), int(y + geometry.side / 2))


def bands(view: MixView, row: int, column: int) -> list[tuple[int, int, int]]:
    """The colours of a cell's layers, as they are painted."""
    geometry = view.canvas.geometry_now()
    x, y = geometry.corner(Cell(row, column))
    image: QImage = view.canvas.grab().toImage()
    # Of a picture that is higher than wide, the square in the middle is painted: a third of the layers.
    at = [y + geometry.side * (layer + 0.5) / 2 for layer in range(2)]
    colours = [image.pixelColor(int(x + geometry.side / 2), int(place)) for place in at]
    return [(colour.red(), colour.green(), colour.blue()) for colour in colours]


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_every_cell_gets_its_picture(view: MixView, looker: Looker, wait_for: WaitFor) -> None:
    view.layers.choose(Layers(3, 6))
    QApplication.processEvents()
    paints = Paints(view.canvas)
    looker.open()
    wait_for(lambda: view.wanted() is None and paints.count)
    for row, pin in enumerate(PINS):
        for column, style in enumerate(PINS):
            assert bands(view, row, column) == [mixer.colour_of(pin), mixer.colour_of(style)]
        assert bands(view, row, HEADER) == bands(view, HEADER, row) == [mixer.colour_of(pin)] * 2


def test_other_layers_give_other_pictures(view: MixView, looker: Looker, wait_for: WaitFor) -> None:
    looker.open()
    view.layers.choose(Layers(0, 3))
    wait_for(lambda: view.wanted() is None)
    assert bands(view, 0, 1) == [mixer.colour_of("2"), mixer.colour_of("1")]
    QTest.mouseClick(view.layers.presets[2], Qt.MouseButton.LeftButton)
    wait_for(lambda: view.wanted() is None)
    assert bands(view, 0, 1) == [mixer.colour_of("1"), mixer.colour_of("1")]


def test_the_keys_move_and_enter_looks(view: MixView, lab: Lab) -> None:
    assert view.canvas.current == Cell(0, 1)
    before = lab.focus
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(view.canvas, key)
    assert view.canvas.current == Cell(1, 2)
    assert lab.focus == before
    QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    mix = {"style_latent": "3", "mix_from_layer": 0, "mix_to_layer": 2}
    assert lab.focus == Focus("2", mix)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(view.canvas, key)
    assert view.canvas.current == Cell(0, 0)
    QTest.keyClick(view.canvas, Qt.Key.Key_Space)
    assert lab.focus == Focus("1")


def test_a_click_looks_and_a_header_is_the_point_itself(view: MixView, lab: Lab) -> None:
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=centre(view, 2, 0))
    assert view.canvas.current == Cell(2, 0)
    assert (lab.focus.latent, lab.focus.mix["style_latent"]) == ("3", "1")
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=centre(view, HEADER, 1))
    assert lab.focus == Focus("2")
    seen = lab.focus
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert lab.focus == seen


def test_what_is_looked_at_follows_the_layers(view: MixView, lab: Lab) -> None:
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=centre(view, 0, 2))
    view.layers.choose(Layers(4, 6))
    assert lab.focus.mix == {"style_latent": "3", "mix_from_layer": 4, "mix_to_layer": 6}
    lab.set_focus("77")
    view.layers.choose(Layers(0, 1))
    assert lab.focus == Focus("77")


def test_it_is_said_where_one_is(view: MixView) -> None:
    assert view.canvas.accessibleName() == "Row 1, column 2: pin 1 in the style of pin 2"
    QTest.keyClick(view.canvas, Qt.Key.Key_Left)
    assert view.canvas.accessibleName() == "Row 1, column 1: pin 1 as it is"


def test_the_marked_cell_has_the_accent_around_it(view: MixView) -> None:
    x, y = view.canvas.geometry_now().corner(Cell(0, 1))
    image = view.canvas.grab().toImage()
    assert image.pixelColor(int(x) - 2, int(y) + 20) == view.palette().color(QPalette.ColorRole.Highlight)


def test_without_pins_or_styles_it_says_what_to_do(view: MixView, lab: Lab) -> None:
    assert view.currentWidget() is not view.empty
    lab.set_pins(("1",))
    assert view.currentWidget() is view.empty
    assert "Pin two points" in view.empty._title.text()
    assert view.wanted() is None
    lab.set_pins(PINS)
    assert view.currentWidget() is not view.empty
    plain = schema_of(mixer.Mixer)
    del plain["properties"]["style_latent"]
    assert lab.subject is not None
    lab.set_subject(Subject("mixer", "m", "unconditional-image-generation", plain, {}, 0, Runtime()))
    assert "mixes no styles" in view.empty._title.text()
    assert view.wanted() is None


def test_fewer_pins_and_fewer_layers_ask_for_nothing_that_is_not_there(
    view: MixView, lab: Lab, looker: Looker, wait_for: WaitFor
) -> None:
    faults: list[ErrorInfo] = []
    looker.failed.connect(faults.append)
    looker.open()
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=centre(view, 2, 2))
    view.layers.choose(Layers(4, 6))
    wait_for(lambda: view.wanted() is None)
    lab.set_pins(PINS[:2])
    assert view.canvas.current == Cell(1, 1)
    assert lab.subject is not None
    lab.set_subject(subject(lab.subject.model, layers=3))
    assert view.layers.layers == Layers(0, 1)
    wait_for(lambda: view.wanted() is None)
    assert faults == []


def test_it_never_asks_for_layers_that_a_model_has_not(view: MixView, lab: Lab) -> None:
    view.layers.choose(Layers(4, 6))
    lab.set_subject(subject(layers=3))
    view.canvas.set_layers(Layers(4, 6))
    assert view.canvas.matrix is not None
    assert view.canvas.matrix.layers == Layers(2, 3)


def test_out_of_sight_it_wants_nothing(view: MixView) -> None:
    view.layers.choose(Layers(5, 6))
    view.hide()
    assert view.wanted() is None
