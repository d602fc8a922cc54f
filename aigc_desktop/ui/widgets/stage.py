"""The stage: the live preview, then the result, large and in the middle of the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.background import Background, Task
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.widgets.asset_grid import AssetGrid
from aigc_desktop.ui.widgets.asset_model import AssetModel
from aigc_desktop.ui.widgets.compare_canvas import CompareCanvas
from aigc_desktop.ui.widgets.empty_state import EmptyState
from aigc_desktop.ui.widgets.picture_canvas import PictureCanvas
from aigc_desktop.ui.widgets.pictures import Picture, decode_preview, read_picture
from aigc_desktop.ui.widgets.player import Player
from aigc_desktop.ui.widgets.stage_bar import StageBar
from aigc_desktop.ui.widgets.thumbnails import Thumbnails

TextName = tuple[str, int]
"""A text that is being written: the id of its job, and its index."""


class Stage(QWidget):
    """Shows one result at a time, two for comparison, or all of a job; pictures, animations or text.

    Compare sets the asset shown against the one shown before it, or against the one given to
    `compare_with`. Animations play while they are seen; the space bar pauses them.
    """

    asset_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._loading: Task | None = None
        self._asset: Asset | None = None
        self._before: Asset | None = None
        self._is_preview = False
        self._writing: TextName | None = None
        self._written = 0
        self._error: AigcError | None = None
        self.bar = StageBar(self)
        self._canvas = PictureCanvas(self)
        self._player = Player(self._canvas)
        self._compare = CompareCanvas(self)
        self._text = QPlainTextEdit(self)
        self._thumbnails = Thumbnails(self)
        self._results = AssetModel(self)
        self._grid = AssetGrid(self._results, self._thumbnails, self)
        self._empty = EmptyState("image", "", "", self)
        self._places = QStackedWidget(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to what is inside
        for place in (self._empty, self._canvas, self._compare, self._text, self._grid):
            self._places.addWidget(place)
        self._lay_out()
        self._name_parts()
        self._connect()
        self.clear()

    def clear(self) -> None:
        """Show the empty state."""
        self._asset = None
        self._before = None
        self._player.close()
        self._canvas.show_picture(Picture())
        self._error = None
        self._writing = None
        self._text.clear()
        self._settle()

    def show_preview(self, jpeg: bytes) -> None:
        """Show the running job's picture as far as it is."""
        preview = decode_preview(jpeg)
        if not preview.whole.isNull():
            self._drop_loading()
            self._player.close()
            self._is_preview = True
            self._canvas.show_picture(preview)
            if self.bar.views.index == StageBar.RESULT:
                self._places.setCurrentWidget(self._canvas)
                self._say_size()

    def show_asset(self, asset: Asset) -> None:
        """Show a result; the one shown until now becomes the one before in Compare."""
        if self._asset is not None and self._asset.id != asset.id:
            self._before = self._asset
        self._asset, self._error = asset, None
        self._load()

    def compare_with(self, asset: Asset | None) -> None:
        """Set the asset that Compare shows on the left."""
        self._before = asset
        self._load()

    def set_results(self, assets: Sequence[Asset]) -> None:
        """The results that Grid shows."""
        self._results.show_fixed(assets)

    def show_writing(self, text: str, of: TextName) -> None:
        """Show a text that is being written, as far as it is."""
        if self._writing != of:
            self._drop_loading()
            self._player.close()
            self._text.setPlainText(text)
        else:
            self._text.moveCursor(QTextCursor.MoveOperation.End)
            self._text.insertPlainText(text[self._written :])
        self._writing, self._written = of, len(text)
        self._places.setCurrentWidget(self._text)

    def stop(self) -> None:
        """End what is being read; called before the window goes."""
        self._drop_loading()
        self._player.stop()
        self._background.close()
        self._thumbnails.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._player.is_open:
            self._player.toggle()
        else:
            super().keyPressEvent(event)

    # Inside

    def _lay_out(self) -> None:
        line = QFrame(self)
        line.setProperty("surface", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(line)
        column.addWidget(self._places, 1)

    def _name_parts(self) -> None:
        self._canvas.setAccessibleName(self.tr("Result"))
        self._compare.setAccessibleName(self.tr("Compare before and after"))
        self._text.setReadOnly(True)
        self._text.setProperty("kind", "page")
        self._text.setAccessibleName(self.tr("Generated text"))
        for canvas in (self._canvas, self._compare):
            canvas.setAccessibleDescription(
                self.tr("Plus and minus zoom, 0 fits, 1 shows at 100 %, the arrow keys move, Space pauses.")
            )

    def _connect(self) -> None:
        self.bar.chosen.connect(self._settle)
        self.bar.zoomed.connect(lambda steps: self._current_canvas().zoom(steps))
        self.bar.fitted.connect(lambda: self._current_canvas().fit())
        self.bar.pixels_toggled.connect(self._set_pixels)
        self.bar.play_toggled.connect(self._player.toggle)
        self._player.shown.connect(self._canvas.show_frame)
        self._player.changed.connect(self._say_playing)
        self._grid.opened.connect(self._choose)
        for canvas in (self._canvas, self._compare):
            canvas.view_changed.connect(self._say_size)

    def _choose(self, asset: Asset) -> None:
        self.bar.views.choose(StageBar.RESULT)
        self.show_asset(asset)
        self.asset_chosen.emit(asset.id)

    def _current_canvas(self) -> PictureCanvas:
        return self._compare if self._places.currentWidget() is self._compare else self._canvas

    def _set_pixels(self, is_pixel_exact: bool) -> None:
        self._canvas.set_smooth(not is_pixel_exact)
        self._compare.set_smooth(not is_pixel_exact)

    def _drop_loading(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None

    def _load(self) -> None:
        asset, before = self._asset, self._before
        if asset is None:
            return
        self._drop_loading()
        self._player.close()
        self._is_preview = False
        self._writing = None
        if asset.kind == "text":
            self._loading = self._background.run(
                lambda: _read_text(asset.file), self._show_text, self._show_error
            )
        else:
            self._loading = self._background.run(
                lambda: _read_pair(asset, before), self._show_pictures, self._show_error
            )

    def _show_pictures(self, pictures: tuple[Picture, Picture]) -> None:
        after, before = pictures
        file = self._asset.file if self._asset else ""
        self._canvas.show_picture(after, file)
        self._compare.show_pair(before, Picture() if before.whole.isNull() else after, file)
        self._describe()
        self._settle()
        if self._asset is not None and self._asset.kind == "sequence":
            self._player.open(file)

    def _show_text(self, text: str) -> None:
        self._canvas.show_picture(Picture())
        self._text.setPlainText(text)
        self._settle()

    def _show_error(self, error: AigcError) -> None:
        self._canvas.show_picture(Picture())
        self._compare.show_picture(Picture())
        self._error = error
        self._settle()

    def _describe(self) -> None:
        recipe = self._asset.recipe if self._asset else None
        is_animation = self._asset is not None and self._asset.kind == "sequence"
        words = self.tr("Animation: {prompt}") if is_animation else self.tr("Result: {prompt}")
        self._canvas.setAccessibleName(words.format(prompt=recipe.prompt if recipe else ""))

    def _settle(self) -> None:
        place = self._place()
        self._places.setCurrentWidget(place)
        if self.hasFocus():
            place.setFocus()
        self._say_size()

    def _place(self) -> QWidget:
        wanted = self.bar.views.index
        if wanted == StageBar.GRID:
            return self._grid
        if self._asset is not None and self._asset.kind == "text" and self._error is None:
            return self._text
        canvas = self._compare if wanted == StageBar.COMPARE else self._canvas
        if canvas.image.isNull():
            self._empty.say(*self._why_empty(wanted))
            return self._empty
        return canvas

    def _say_playing(self) -> None:
        self.bar.say_playing(is_there=self._player.is_open, is_paused=self._player.is_paused)

    def _why_empty(self, wanted: int) -> tuple[str, str]:
        if self._error is not None:
            return sentence(self._error.message), sentence(self._error.hint)
        if wanted == StageBar.COMPARE:
            return (
                self.tr("Nothing to compare with yet"),
                self.tr("Look at one result, then at another: Compare shows both in one place."),
            )
        return (
            self.tr("Nothing here yet"),
            self.tr("Describe a picture on the left and press Generate, or Ctrl+Enter."),
        )

    def _say_size(self) -> None:
        canvas = self._current_canvas()
        if self._places.currentWidget() is canvas:
            self.bar.say_size(*canvas.view.picture, canvas.view.scale)
            if self._is_preview and canvas is self._canvas:
                self.bar.say_preview()
        else:
            self.bar.say_size(0, 0, 1.0)


def _read_pair(asset: Asset, before: Asset | None) -> tuple[Picture, Picture]:
    """The picture, and the one before when it is there and one."""
    after = read_picture(asset.file)
    if before is None or before.kind == "text" or not Path(before.file).is_file():
        return after, Picture()
    return after, read_picture(before.file)


def _read_text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise AigcError(
            "text.missing",
            f"The file {Path(path).name} is no longer there.",
            "It was moved or deleted outside the application.",
            str(error),
        ) from error
