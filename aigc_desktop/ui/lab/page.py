"""The latent lab's page: the form on the left, the map in the middle, the point on the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.latents import LATENT, latent_or_seed
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.core.directions import direction_from_stars
from aigc_desktop.core.lab_store import LabStore
from aigc_desktop.core.library import Library
from aigc_desktop.ui.generating import Generating
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.lab.directions_panel import DirectionsPanel
from aigc_desktop.ui.lab.form_side import FormSide
from aigc_desktop.ui.lab.keeping import Keeping
from aigc_desktop.ui.lab.lab import Lab
from aigc_desktop.ui.lab.lab_bar import LabBar
from aigc_desktop.ui.lab.looker import Looker
from aigc_desktop.ui.lab.map_canvas import MapCanvas
from aigc_desktop.ui.lab.mix_view import MixView
from aigc_desktop.ui.lab.path import Path
from aigc_desktop.ui.lab.path_bar import PathBar
from aigc_desktop.ui.lab.point_panel import PointPanel
from aigc_desktop.ui.pages.form_column import WIDTH
from aigc_desktop.ui.widgets.empty_state import EmptyState
from aigc_desktop.ui.widgets.message_bar import MessageBar

_NARROW = 1120
_PANEL_WIDTH = 292


class LabPage(QWidget):
    """Puts the parts together; what each of them shows is in `Lab`."""

    models_wanted = Signal()

    def __init__(
        self,
        generating: Generating,
        library: Library,
        looker: Looker,
        store: LabStore,
        bridge: JobBridge,
        state: QSettings,
    ) -> None:
        super().__init__()
        self.generating = generating
        self.lab = Lab(self)
        self.looker = looker
        self._state = state
        self._wants_panel = bool(state.value("lab/panel", True, type=bool))
        self.form_side = FormSide(generating, library, bridge, state)
        self.column = self.form_side.column
        self.messages = MessageBar()
        self.map = MapCanvas(self.lab, looker)
        self.mixing = MixView(self.lab, looker)
        self.path_bar = PathBar(self.lab, looker)
        self.panel = PointPanel(self.lab, looker)
        self.bar = LabBar(self.map)
        self._keeping = Keeping(store, self.lab, self)
        self.directions = DirectionsPanel(
            self.lab, partial(direction_from_stars, library), self._keeping.keep_directions
        )
        self._empty = EmptyState("lab", "", "")
        self._places = QStackedWidget()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._add_sources()
        self._add_actions()
        self._connect()
        self._settle()

    def explore(self, recipe: Recipe) -> None:
        """Look around the point that a recipe was made from."""
        try:
            middle = latent_or_seed(str(recipe.request.parameters.get(LATENT, "")), recipe.seed)
            self.form_side.show_recipe(recipe)
        except AigcError as error:
            self.messages.show_error(error.info())
            return
        self.lab.set_origin(middle)

    def stop(self) -> None:
        """End everything that runs; called before the window goes."""
        self.path_bar.stop()
        self.panel.stop()
        self.looker.close()
        self._state.setValue("lab/split", self.split.saveState())
        self._state.setValue("lab/panel", self._wants_panel)
        self.directions.stop()
        self._keeping.stop()
        self.form_side.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looker.open()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.path_bar.stop()
        self.looker.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW
        if is_narrow != (event.oldSize().width() < _NARROW) or event.oldSize().width() < 0:
            self.panel.setVisible(self._wants_panel and not is_narrow)

    # Inside

    def _toggle_panel(self) -> None:
        self._wants_panel = not self.panel.isVisible()
        self.panel.setVisible(self._wants_panel)

    def _lay_out(self) -> None:
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.panel.add(self.directions)
        for place in (self.map, self.mixing, self._empty):
            self._places.addWidget(place)
        rows.addWidget(self.bar)
        rows.addWidget(self.messages)
        rows.addWidget(self._places, 1)
        rows.addWidget(self.path_bar)
        for side in (self.form_side, middle, self.panel):
            self.split.addWidget(side)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([WIDTH, 1000, _PANEL_WIDTH])
        if kept := self._state.value("lab/split"):
            self.split.restoreState(kept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.split)

    def _add_sources(self) -> None:
        """In the order of what matters most to the eye."""
        preview = self.panel.preview
        for source in (self.path_bar.wanted, preview.wanted_now, preview.wanted_at_rest):
            self.looker.add_source(source)
        for source in (self.path_bar.pins.wanted, self.mixing.wanted, self.map.wanted):
            self.looker.add_source(source)

    def _add_actions(self) -> None:
        self._action(self.tr("Generate this point"), self._generate, "Ctrl+Return", "Ctrl+Enter")
        self._action(self.tr("Pin this point"), self.panel.pin, "P")
        self._action(self.tr("Play the path"), self.path_bar.play.click, "Ctrl+Space")
        self._action(self.tr("Cancel the running job"), self.generating.cancel, "Esc")
        self._action(self.tr("Show or hide the point"), self._toggle_panel, "Ctrl+I")
        self._action(self.tr("Choose a model"), self.form_side.models.open_list, "Ctrl+M")

    def _action(self, text: str, run: Callable[[], object], *keys: str) -> None:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: run())
        self.addAction(action)

    def _connect(self) -> None:
        generating, column = self.generating, self.column
        generating.failed.connect(self.messages.show_error)
        column.generate_wanted.connect(lambda: self._generate())
        self.form_side.changed.connect(self._settle)
        self.form_side.models.more_wanted.connect(self.models_wanted)
        self.looker.failed.connect(self.messages.show_error)
        self._keeping.failed.connect(self.messages.show_error)
        self._keeping.directions_loaded.connect(self.directions.show_directions)
        self.bar.views.chosen.connect(lambda _view: self._settle())
        self.path_bar.pins.chosen.connect(lambda latent: self._go_to(latent))
        self.path_bar.render_wanted.connect(self._render)

    def _settle(self) -> None:
        """Bring the lab in step with the form."""
        self.lab.set_subject(self.form_side.subject())
        subject = self.lab.subject
        can = subject is not None and subject.has_latents
        is_map = self.bar.views.index == LabBar.MAP
        view = self.map if is_map else self.mixing
        self._places.setCurrentWidget(view if can else self._empty)
        self.bar.show_map_controls(can and is_map)
        self._empty.say(*self._why_empty())
        self.column.button.setEnabled(can and self.column.button.isEnabled())

    def _why_empty(self) -> tuple[str, str]:
        if self.generating.choice is None:
            return self.tr("No model yet"), self.tr("Add a model on the Models page to explore it here.")
        if self.lab.subject is None:
            return self.tr("Asking the engine…"), self.tr("The map appears as soon as the model is known.")
        return (
            self.tr("Nothing to explore here"),
            self.tr("This model takes no latent for this task. Choose another task or another model."),
        )

    def _generate(self) -> None:
        focus, subject = self.lab.focus, self.lab.subject
        if subject is not None and subject.has_latents:
            self.generating.submit(subject.parameters(focus.latent, focus.mix), subject.seed, 1)

    def _render(self, path: Path) -> None:
        subject = self.lab.subject
        if subject is not None and subject.has_latents:
            values = subject.parameters("", {})
            self.generating.submit(values, subject.seed, 1, animation=path.animation())

    def _go_to(self, latent: str) -> None:
        self.lab.set_origin(latent_or_seed(latent, 0))
