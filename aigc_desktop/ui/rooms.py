"""Makes each page when it is first visited, and passes on what crosses from one page to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Runtime
from aigc_desktop.core.app import App
from aigc_desktop.core.events import ErrorRaised
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.main_window import MainWindow
from aigc_desktop.ui.pages.generate import GeneratePage
from aigc_desktop.ui.widgets.page_frame import PageFrame


class Rooms:
    """One window's pages. They are imported only when they are asked for."""

    def __init__(self, app: App, window: MainWindow, state: QSettings) -> None:
        self._app = app
        self._window = window
        self._state = state
        self.bridge = JobBridge(app.events, window)
        self.bridge.engine_changed.connect(window.status.show_engine)
        self.bridge.queue_changed.connect(window.status.show_queue)
        self.bridge.error_raised.connect(self._tell)
        window.picture_dropped.connect(self._use_picture)
        window.closing.connect(self._leave)
        window.serve(self._makers())

    def _makers(self) -> Mapping[str, Callable[[], QWidget]]:
        return {
            "generate": self._generate,
            "lab": self._lab,
            "library": partial(self._remembering, self._library),
            "queue": partial(self._remembering, self._queue),
            "models": partial(self._remembering, self._models),
            "plugins": partial(self._remembering, self._plugins),
        }

    def _generate(self) -> QWidget:
        from aigc_desktop.ui.generating import Generating

        app = self._app
        generating = Generating(app.models, app.schemas, app.queue, app.worker, self._runtime, self._window)
        page = GeneratePage(generating, app.library, self.bridge, self._state)
        page.models_wanted.connect(lambda: self._window.open_page("models"))
        page.explore_wanted.connect(self._explore)
        return page

    def _lab(self) -> QWidget:
        from aigc_desktop.ui.generating import Generating, makes_pictures
        from aigc_desktop.ui.lab.looker import Looker
        from aigc_desktop.ui.lab.page import LabPage

        app = self._app
        generating = Generating(
            app.models, app.schemas, app.queue, app.worker, self._runtime, self._window, makes_pictures
        )
        looker = Looker(app.worker, self.bridge, self._window)
        page = LabPage(generating, app.library, looker, app.lab, self.bridge, self._state)
        page.models_wanted.connect(lambda: self._window.open_page("models"))
        return page

    def _library(self) -> QWidget:
        from aigc_desktop.ui.pages.library import LibraryPage

        page = LibraryPage(self._app.library, self.bridge)
        page.settings_wanted.connect(self._use_recipe)
        page.explore_wanted.connect(self._explore)
        page.generate_again.connect(self._run_again)
        page.error_raised.connect(self._window.messages.show_error)
        return page

    def _queue(self) -> QWidget:
        from aigc_desktop.ui.pages.queue import QueuePage

        return QueuePage(self._app.queue, self.bridge, self._app.models.name_of)

    def _models(self) -> QWidget:
        from aigc_desktop.ui.exporting import Exporting
        from aigc_desktop.ui.pages.models import ModelsPage

        app = self._app
        exporting = Exporting(app.models, app.schemas, app.queue, self.bridge, self._window)
        page = ModelsPage(app.models, app.settings, exporting)
        page.model_wanted.connect(self._use_model)
        return page

    def _plugins(self) -> QWidget:
        from aigc_desktop.ui.pages.plugins import PluginsPage

        return PluginsPage(self._app.plugins, self.bridge)

    def _runtime(self) -> Runtime:
        chosen = self._app.settings.value
        return Runtime(device=chosen.device, precision=chosen.precision)

    def _use_model(self, model: str) -> None:
        self._generate_page().use_model(model)

    def _use_recipe(self, recipe: Recipe) -> None:
        self._generate_page().use_recipe(recipe)

    def _explore(self, recipe: Recipe) -> None:
        from aigc_desktop.ui.lab.page import LabPage

        cast(LabPage, self._window.open_page("lab")).explore(recipe)

    def _run_again(self, recipe: Recipe) -> None:
        self._generate_page().run_again(recipe)

    def _use_picture(self, path: Path) -> None:
        self._generate_page().use_picture(path)

    def _generate_page(self) -> GeneratePage:
        return cast(GeneratePage, self._window.open_page("generate"))

    def _tell(self, event: ErrorRaised) -> None:
        self._window.messages.show_error(event.error)

    def _remembering(self, make: Callable[[], QWidget]) -> QWidget:
        page = make()
        for frame in page.findChildren(PageFrame):
            frame.remember(self._state)
        return page

    def _leave(self) -> None:
        for page in self._window.pages():
            for frame in page.findChildren(PageFrame):
                frame.save(self._state)
            if callable(stop := getattr(page, "stop", None)):
                stop()
        self.bridge.close()
