"""The library page: every asset, found by words and filters, with the recipe of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.latents import LATENT
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.core.asset_forms import FORMS
from aigc_desktop.core.events import AssetsChanged
from aigc_desktop.core.library import AssetQuery, Library
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.background import Background, Task
from aigc_desktop.ui.folder_watch import FolderWatch
from aigc_desktop.ui.icons import icon
from aigc_desktop.ui.job_bridge import JobBridge
from aigc_desktop.ui.pages.deletion import is_deletion_meant
from aigc_desktop.ui.pages.library_actions import LibraryActions
from aigc_desktop.ui.widgets.asset_grid import AssetGrid
from aigc_desktop.ui.widgets.asset_model import AssetModel
from aigc_desktop.ui.widgets.banner import Banner
from aigc_desktop.ui.widgets.empty_state import EmptyState
from aigc_desktop.ui.widgets.large_view import LargeView
from aigc_desktop.ui.widgets.library_bar import LibraryBar
from aigc_desktop.ui.widgets.page_frame import PageFrame
from aigc_desktop.ui.widgets.picture_box import PictureBox
from aigc_desktop.ui.widgets.recipe_panel import RecipePanel
from aigc_desktop.ui.widgets.side_panel import action_button
from aigc_desktop.ui.widgets.thumbnails import Thumbnails

SETTLE_MS = 60


class LibraryPage(QWidget):
    """Search and filters above, the grid in the middle, the recipe on the right.

    Enter shows an asset large and Escape goes back. Pictures may be dropped in; assets may be dragged out.
    """

    settings_wanted = Signal(Recipe)
    explore_wanted = Signal(Recipe)
    generate_again = Signal(Recipe)
    error_raised = Signal(ErrorInfo)

    def __init__(self, library: Library, bridge: JobBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._background = Background(self)
        self._asking: Task | None = None
        self._wanted = ""
        self._shows_bin = False
        self._just_binned: Sequence[int] = ()
        self._actions = LibraryActions(library, self)
        self._thumbnails = Thumbnails(self)
        self._panel_thumbnails = Thumbnails(self)
        self._model = AssetModel(self, library.assets)
        self._bar = LibraryBar(library, self)
        self._banner = Banner(self, "trash")
        self._grid = AssetGrid(self._model, self._thumbnails, self)
        self._large = LargeView(self)
        self._empty = EmptyState("library", "", "", self)
        self._picture = PictureBox(self._panel_thumbnails, self)
        self._panel = RecipePanel(self, self._picture)
        self._bin_button = action_button("trash", self.tr("Move to the bin"), self._bin_or_restore)
        self._panel.add_button(self._bin_button)
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._watch = FolderWatch(library.folders, self)
        self._places = QStackedWidget(self)
        self._lay_out()
        self._connect(bridge)
        self.setAcceptDrops(True)
        self.refresh()

    def refresh(self) -> None:
        """The page is visited: notice what was added or deleted outside."""
        self._banner.hide()
        self._ask()
        self._actions.sweep()

    def _ask(self) -> None:
        """Ask the library; the newest question wins."""
        if self._asking is not None:
            self._asking.cancel()
        query = self._bar.query()
        self._asking = self._background.run(
            lambda: self._library.keys(query), partial(self._show_keys, query), self._fail
        )

    def show_asset(self, asset_id: str) -> None:
        """Go to one asset, whatever is asked for now."""
        self._wanted = asset_id
        self._bar.clear()

    def stop(self) -> None:
        """End what runs behind the page."""
        self._settle.stop()
        self._watch.stop()
        self._bar.stop()
        self._large.stop()
        self._panel.stop()
        self._background.close()
        self._actions.stop()
        self._thumbnails.stop()
        self._panel_thumbnails.stop()

    # What Qt calls

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self._actions.take_in([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._sweep_if_seen()

    # Making it

    def _lay_out(self) -> None:
        for place in (self._empty, self._grid, self._large):
            self._places.addWidget(place)
        frame = PageFrame(self._places, self._panel, "library", self)
        frame.put_above(self._bar, self._banner)
        self._bar.add(frame.panel_button(self.tr("Show the recipe")))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)

    def _connect(self, bridge: JobBridge) -> None:
        self._bar.changed.connect(self._ask)
        self._settle.timeout.connect(self._ask)
        self._watch.changed.connect(self._sweep_if_seen)
        bridge.asset_saved.connect(lambda _event: self._ask_soon())
        bridge.assets_changed.connect(self._read_anew)
        self._empty.action.connect(self._bar.clear)
        self._connect_grid()
        self._connect_panel()
        self._actions.failed.connect(self.error_raised)
        self._actions.imported.connect(lambda asset: self.show_asset(asset.id))
        self._actions.binned.connect(self._offer_undo)
        self._add_actions()

    def _add_actions(self) -> None:
        self._action(self.tr("Search the library"), "Ctrl+F", self._bar.search.setFocus)
        self._action(self.tr("Show everything"), "", self._bar.clear)
        self._action(self.tr("Show the asset large"), "", lambda: self._open_large(self._panel.asset))
        self._action(self.tr("Bring back what was just moved to the bin"), "Ctrl+Z", self._undo)

    def _action(self, text: str, keys: str, act: Callable[[], object]) -> None:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: act())
        self.addAction(action)

    def _connect_grid(self) -> None:
        self._grid.selection_changed.connect(self._show_selection)
        self._grid.opened.connect(self._open_large)
        self._grid.rating_wanted.connect(self._rate_selected)
        self._grid.removal_wanted.connect(self._remove_selected)
        self._grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._grid.customContextMenuRequested.connect(self._show_menu)
        self._large.closed.connect(self._close_large)
        self._large.stepped.connect(self._step_large)
        self._large.removal_wanted.connect(self._remove_selected)

    def _connect_panel(self) -> None:
        self._panel.settings_wanted.connect(self.settings_wanted)
        self._panel.explore_wanted.connect(self.explore_wanted)
        self._panel.generate_again.connect(self.generate_again)
        self._panel.folder_wanted.connect(self._open_folder)
        self._panel.rated.connect(lambda _asset_id, rating: self._rate_selected(rating))
        self._picture.opened.connect(lambda: self._open_large(self._panel.asset))

    # What is shown

    def _show_keys(self, query: AssetQuery, keys: Sequence[int]) -> None:
        row = self._grid.currentIndex().row()
        self._shows_bin = query.in_bin
        self._model.show_keys(keys)
        if self._wanted:
            row = self._row_of_wanted()
        if not self._grid.selected_rows():
            self._grid.go_to(min(max(row, 0), len(keys) - 1))
        if not keys:
            self._say_why_empty(query)
        if self._places.currentWidget() is not self._large or not keys:
            self._places.setCurrentWidget(self._grid if keys else self._empty)
        self._show_selection()

    def _row_of_wanted(self) -> int:
        asset_id, self._wanted = self._wanted, ""
        try:
            row = self._model.row_of(self._library.key_of(asset_id))
        except AigcError as error:
            self._fail(error)
            return -1
        self._grid.go_to(row)
        return row

    def _say_why_empty(self, query: AssetQuery) -> None:
        if query == AssetQuery():
            title, hint = self.tr("The library is empty"), self.tr("Whatever you generate is kept here.")
            hint += " " + self.tr("Drop pictures in to add them.")
            self._empty.say(title, hint)
        elif query == AssetQuery(in_bin=True):
            self._empty.say(
                self.tr("The bin is empty"),
                self.tr("What you delete comes here first."),
                self.tr("Back to the library"),
            )
        else:
            self._empty.say(
                self.tr("Nothing matches"),
                self.tr("No asset has all of these words and filters."),
                self.tr("Show everything"),
            )

    def _show_selection(self) -> None:
        selected = self._grid.selected_rows()
        self._bar.say_count(self._model.rowCount(), len(selected))
        asset = self._grid.current_asset() if selected else None
        self._panel.show_asset(asset)
        sign, words = self._bin_words()
        self._bin_button.setIcon(icon(sign))
        self._bin_button.setText(words)
        self._bin_button.setAccessibleName(words)
        is_large = self._places.currentWidget() is self._large
        name = asset.recipe.prompt if asset and asset.recipe else self.tr("Picture")
        is_boxed = asset is not None and asset.kind != "text" and not is_large
        self._picture.show_file(asset.file if asset and is_boxed else "", name)
        if asset is not None and is_large:
            self._large.show_asset(asset)

    def _read_anew(self, event: AssetsChanged) -> None:
        self._model.forget(event.asset_ids)
        self._thumbnails.forget_missing()
        self._ask_soon()

    def _sweep_if_seen(self) -> None:
        if self.isVisible():  # else the next visit does
            self._actions.sweep()

    def _ask_soon(self) -> None:
        if self.isVisible():  # else the next visit asks
            self._settle.start()

    def _open_large(self, asset: Asset | None) -> None:
        if asset is not None:
            self._places.setCurrentWidget(self._large)
            self._large.setFocus()
            self._show_selection()

    def _close_large(self) -> None:
        self._places.setCurrentWidget(self._grid)
        self._grid.setFocus()
        self._show_selection()

    def _step_large(self, step: int) -> None:
        self._grid.go_to(self._grid.currentIndex().row() + step)

    # What can be done

    def _selected_keys(self) -> list[int]:
        return [self._model.key(row) for row in self._grid.selected_rows()]

    def _rate_selected(self, rating: int) -> None:
        self._actions.rate(self._selected_keys(), rating)

    def _remove_selected(self) -> None:
        if not (keys := self._selected_keys()):
            return
        if not self._shows_bin:
            self._actions.bin(keys)
        elif is_deletion_meant(self, len(keys)):
            self._actions.delete(keys)

    def _bin_or_restore(self) -> None:
        act = self._actions.restore if self._shows_bin else self._actions.bin
        act(self._selected_keys())

    def _offer_undo(self, keys: Sequence[int]) -> None:
        self._just_binned = keys
        one, many = self.tr("Moved 1 asset to the bin."), self.tr("Moved {count} assets to the bin.")
        words = one if len(keys) == 1 else many.format(count=len(keys))
        self._banner.say(words, (self.tr("Undo"), self._undo))

    def _undo(self) -> None:
        keys, self._just_binned = self._just_binned, ()
        self._banner.hide()
        if keys:
            self._actions.restore(keys)

    def _open_folder(self, asset_id: str) -> None:
        try:
            folder = Path(self._library.get(asset_id).file).parent
        except AigcError as error:
            self._fail(error)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _show_menu(self, point: QPoint) -> None:
        asset = self._grid.current_asset()
        if asset is None or not self._grid.selected_rows():
            return
        menu = self._menu(asset)
        menu.exec(self._grid.viewport().mapToGlobal(point))
        menu.deleteLater()

    def _menu(self, asset: Asset) -> QMenu:
        menu = QMenu(self)
        menu.addAction(icon("image"), self.tr("Show large"), partial(self._open_large, asset))
        if asset.recipe is not None:
            again = partial(self.generate_again.emit, asset.recipe)
            menu.addAction(icon("again"), self.tr("Generate again"), again)
            use = partial(self.settings_wanted.emit, asset.recipe)
            menu.addAction(icon("use"), self.tr("Use settings"), use)
            if LATENT in asset.recipe.request.parameters:
                explore = partial(self.explore_wanted.emit, asset.recipe)
                menu.addAction(icon("lab"), self.tr("Explore in the latent lab"), explore)
        if asset.kind in FORMS:
            self._panel.export_row.offer_in(menu.addMenu(icon("export"), self.tr("Export…")))
        menu.addAction(icon("folder"), self.tr("Open folder"), partial(self._open_folder, asset.id))
        copy = partial(QGuiApplication.clipboard().setText, asset.file)
        menu.addAction(icon("copy"), self.tr("Copy the path"), copy)
        menu.addSeparator()
        sign, words = self._bin_words()
        menu.addAction(icon(sign), words, self._bin_or_restore)
        if self._shows_bin:
            menu.addAction(icon("trash"), self.tr("Delete for good…"), self._remove_selected)
        return menu

    def _bin_words(self) -> tuple[str, str]:
        return ("restore", self.tr("Restore")) if self._shows_bin else ("trash", self.tr("Move to the bin"))

    def _fail(self, error: AigcError) -> None:
        self.error_raised.emit(error.info())
