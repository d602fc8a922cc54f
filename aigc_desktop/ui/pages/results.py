"""The right part of the Generate page: stage, progress, strip and recipe, and which job they follow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.events import AssetsChanged, JobChanged, JobNoticed, JobProgressed, TextStreamed
from aigc_desktop.core.library import Library
from aigc_desktop.core.records import Asset, Job
from aigc_desktop.ui.widgets.message_bar import MessageBar
from aigc_desktop.ui.widgets.progress_line import ProgressLine
from aigc_desktop.ui.widgets.recipe_panel import RecipePanel
from aigc_desktop.ui.widgets.stage import Stage, TextName
from aigc_desktop.ui.widgets.strip import Strip
from aigc_desktop.ui.widgets.thumbnails import Thumbnails

PANEL_WIDTH = 292
STARRED = 5


class Results(QSplitter):
    """Follows the job that runs, until the user looks at something else."""

    asset_shown = Signal(object)

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._library = library
        self._jobs: dict[str, Job] = {}
        self._session: list[Asset] = []
        self._is_following = True
        self._draft: tuple[TextName, str] | None = None
        self.thumbnails = Thumbnails(self)
        self.stage = Stage()
        self.messages = MessageBar()
        self.messages.setProperty("surface", "card")
        self.messages.setProperty("edge", "")
        self.progress = ProgressLine()
        self.strip = Strip(self.thumbnails)
        self.panel = RecipePanel()
        self.addWidget(self._centre())
        self.addWidget(self.panel)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([700, PANEL_WIDTH])
        self.panel.setMinimumWidth(240)
        self.stage.setMinimumWidth(320)
        self._add_action(self.tr("Star the result"), ".", self.star)
        self._add_action(self.tr("Move the result to the bin"), "Del", self.bin)
        self.strip.chosen.connect(self._choose)
        self.stage.asset_chosen.connect(self._choose_id)
        self.panel.rated.connect(lambda asset_id, rating: self._library.rate([asset_id], rating))

    @property
    def asset(self) -> Asset | None:
        """The asset that is shown."""
        return self.panel.asset

    def follow(self, job: Job) -> None:
        """Show this new job as soon as it has something to show."""
        self._jobs[job.id] = job
        self._is_following = True
        self.messages.hide()
        if not any(j.state in ("loading", "running", "saving") for j in self._jobs.values()):
            self.progress.show_job(job)

    def on_job(self, event: JobChanged) -> None:
        """A job moved on."""
        job = event.job
        self._jobs[job.id] = job
        if job.state == "failed" and job.error is not None:
            self.messages.show_error(job.error)
        if not job.has_ended:
            if job.state in ("loading", "running") or not self._running():
                self.progress.show_job(job)
            return
        del self._jobs[job.id]
        self._show_what_is_left()
        if job.state != "finished" and self._is_following and not self._running():
            self._drop_preview()

    def on_progress(self, event: JobProgressed) -> None:
        """A job came a step further."""
        job = self._jobs.get(event.job_id)
        count = len(job.request.seeds) if job else 1
        saved = job.saved if job else 0
        self.progress.show_progress(event, min(saved + 1, count), count)
        if event.preview and self._is_following:
            self.stage.show_preview(event.preview)

    def on_text(self, event: TextStreamed) -> None:
        """A job wrote some more. Its texts come one after the other."""
        name = (event.job_id, event.index)
        before = self._draft[1] if self._draft is not None and self._draft[0] == name else ""
        self._draft = (name, before + event.delta)
        if self._is_following:
            self.stage.show_writing(self._draft[1], name)

    def on_notice(self, event: JobNoticed) -> None:
        """A job has something to say."""
        self.messages.show_notice(event.message, event.hint)

    def on_saved(self, asset: Asset) -> None:
        """A result is there."""
        self._session = [asset, *(known for known in self._session if known.id != asset.id)]
        self._show_session()
        if self._is_following and not self._is_overtaken(asset):
            self.show_asset(asset)

    def on_assets_changed(self, event: AssetsChanged) -> None:
        """Assets were rated, binned or removed somewhere."""
        fresh = (self._fresh(asset) for asset in self._session)
        self._session = [asset for asset in fresh if asset is not None]
        self._show_session()
        shown = self.panel.asset
        if shown is not None and shown.id in event.asset_ids:
            now = self._fresh(shown)
            self.panel.show_asset(now if now is not None and not now.binned_at else None)
            if self.panel.asset is None:
                self.stage.clear()

    def show_asset(self, asset: Asset) -> None:
        """Show an asset on the stage and its recipe beside it."""
        self.stage.show_asset(asset)
        self.panel.show_asset(asset)
        self.strip.mark(asset.id)
        self.asset_shown.emit(asset)

    def _is_overtaken(self, asset: Asset) -> bool:
        """Whether the next text of the same job is being written already."""
        recipe, draft = asset.recipe, self._draft
        return (
            recipe is not None
            and draft is not None
            and draft[0][0] == recipe.job_id
            and draft[0][1] != recipe.index
        )

    def star(self) -> None:
        """Give the asset shown all its stars, or take them."""
        if self.asset is not None:
            self._library.rate([self.asset.id], 0 if self.asset.rating == STARRED else STARRED)

    def bin(self) -> None:
        """Move the asset shown into the bin, and show the next one."""
        if self.asset is None:
            return
        gone = self.asset.id
        left = [asset for asset in self.strip.assets if asset.id != gone]
        self._library.bin([gone])
        self.messages.show_undo(self.tr("Moved to the bin."), lambda: self._library.restore([gone]))
        if left:
            self.show_asset(left[0])

    def stop(self) -> None:
        """End what is being read."""
        self.stage.stop()
        self.panel.stop()
        self.thumbnails.stop()

    def _centre(self) -> QWidget:
        centre = QWidget()
        rows = QVBoxLayout(centre)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        line = QFrame()
        line.setProperty("surface", "line")
        notices = QVBoxLayout()
        notices.setContentsMargins(16, 0, 16, 8)
        notices.addWidget(self.messages)
        rows.addWidget(self.stage, 1)
        rows.addLayout(notices)
        rows.addWidget(self.progress)
        rows.addWidget(line)
        rows.addWidget(self.strip)
        return centre

    def _add_action(self, text: str, key: str, run: Callable[[], None]) -> None:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: run())
        self.addAction(action)

    def _show_session(self) -> None:
        self.strip.set_assets([asset for asset in self._session if not asset.binned_at])
        self.stage.set_results(self.strip.assets)

    def _running(self) -> list[Job]:
        return [job for job in self._jobs.values() if job.state in ("loading", "running", "saving")]

    def _show_what_is_left(self) -> None:
        active = self._running() or list(self._jobs.values())
        if active:
            self.progress.show_job(active[0])
        else:
            self.progress.hide()

    def _drop_preview(self) -> None:
        if self.panel.asset is None:
            self.stage.clear()
        else:
            self.stage.show_asset(self.panel.asset)

    def _choose(self, asset: Asset) -> None:
        self._is_following = bool(self.strip.assets) and asset.id == self.strip.assets[0].id
        self.show_asset(asset)

    def _choose_id(self, asset_id: str) -> None:
        for asset in self.strip.assets:
            if asset.id == asset_id:
                self._choose(asset)

    def _fresh(self, asset: Asset) -> Asset | None:
        try:
            return self._library.get(asset.id)
        except AigcError:
            return None  # it was deleted for good
