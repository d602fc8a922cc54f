"""The button that exports an asset in a form that others take, and below it how far that is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QProgressBar, QVBoxLayout, QWidget

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.asset_forms import FORMS
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.asset_exporting import AssetExporting
from aigc_desktop.ui.icons import icon
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.widgets.side_panel import action_button, plain_label


class AssetExportRow(QWidget):
    """Hidden for pictures, which are finished files, unless an export is under way.

    The button offers the forms of the asset; while one is written it stops that.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asset: Asset | None = None
        self._folder = ""
        self._made = Path()
        self._exporting = AssetExporting(self)
        self.button = action_button("export", self.tr("Export…"), self._act)
        self.show_button = action_button("folder", self.tr("Show what was exported"), self._show_made)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the export"))
        self._note = plain_label("", "dim")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.button, self._bar, self._note, self.show_button):
            column.addWidget(part)
        self._exporting.progressed.connect(self._show_progress)
        self._exporting.done.connect(self._say_done)
        self._exporting.failed.connect(self._say_failed)
        self._settle("")

    def show_asset(self, asset: Asset | None) -> None:
        """Offer the forms of this asset."""
        is_same = asset is not None and self._asset is not None and asset.id == self._asset.id
        self._asset = asset
        if self._exporting.is_busy or is_same:
            return
        self.setVisible(asset is not None and asset.kind in FORMS)
        self._settle("")

    def offer_in(self, menu: QMenu) -> None:
        """Add the forms of the asset, in words."""
        for form in FORMS.get(self._asset.kind, ()) if self._asset else ():
            menu.addAction(self._name(form), partial(self._choose_folder, form))
        menu.setEnabled(not self._exporting.is_busy)

    def export(self, form: str, folder: Path) -> None:
        """Write the asset as `form` into `folder`."""
        if self._asset is not None and not self._exporting.is_busy:
            self._exporting.start(self._asset, form, folder)
            self._bar.setValue(0)
            self._settle(self.tr("Exporting…"))

    def stop(self) -> None:
        """Stop what is being written; called before the window goes."""
        self._exporting.stop()

    # Inside

    def _name(self, form: str) -> str:
        return {
            "txt": self.tr("Plain text (.txt)"),
            "md": self.tr("Markdown, with prompt and model (.md)"),
            "json": self.tr("JSON, with the whole recipe (.json)"),
            "webp": self.tr("Animated WebP, without loss (.webp)"),
            "png": self.tr("PNG files, one for each frame (a folder)"),
            "gif": self.tr("GIF, 256 colours (.gif)"),
            "mp4": self.tr("MP4, with the program ffmpeg (.mp4)"),
        }[form]

    def _act(self) -> None:
        if self._exporting.is_busy:
            self._exporting.cancel()
            return
        menu = QMenu(self)
        self.offer_in(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _choose_folder(self, form: str) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose where to export to"), self._folder)
        if chosen:
            self._folder = chosen
            self.export(form, Path(chosen))

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        self._note.setText(self.tr("Frame {0} of {1}").format(done + 1, total))

    def _say_done(self, made: Path | None) -> None:
        if made is None:
            self._settle(self.tr("The export was stopped; nothing was kept."))
            return
        self._made = made
        self._note.setToolTip(str(made))
        self._settle(self.tr("Exported as {name}").format(name=made.name), has_made=True)

    def _say_failed(self, error: AigcError) -> None:
        self._note.setToolTip(error.details)
        self._settle(" ".join(sentence(part) for part in (error.message, error.hint) if part))

    def _settle(self, words: str, *, has_made: bool = False) -> None:
        """Show what goes with the state that has been reached."""
        is_busy = self._exporting.is_busy
        name = self.tr("Stop the export") if is_busy else self.tr("Export…")
        self.button.setText(name)
        self.button.setAccessibleName(name)
        self.button.setIcon(icon("stop" if is_busy else "export"))
        self._bar.setVisible(is_busy)
        self._note.setText(words)
        self._note.setVisible(bool(words))
        self.show_button.setVisible(has_made)

    def _show_made(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))
