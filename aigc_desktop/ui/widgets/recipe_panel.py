"""The side panel that says how an asset was made, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from aigc_desktop.api.latents import LATENT
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.icons import icon
from aigc_desktop.ui.widgets.asset_export_row import AssetExportRow
from aigc_desktop.ui.widgets.recipe_rows import recipe_rows
from aigc_desktop.ui.widgets.side_panel import Facts, SidePanel, action_button, plain_label
from aigc_desktop.ui.widgets.stars import Stars


class RecipePanel(SidePanel):
    """Shows the recipe of one asset. `header` is a widget that is shown above it, such as the picture."""

    settings_wanted = Signal(Recipe)
    explore_wanted = Signal(Recipe)
    generate_again = Signal(Recipe)
    folder_wanted = Signal(str)
    rated = Signal(str, int)

    def __init__(self, parent: QWidget | None = None, header: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asset: Asset | None = None
        self._hint = plain_label("", "dim")
        self._details = QWidget(self)
        self._facts = Facts()
        self._buttons = QVBoxLayout()
        self._stars = Stars(self)
        self._stars.rated.connect(self._rate)
        self._copy = self._copy_button()
        again, use = partial(self._emit, self.generate_again), partial(self._emit, self.settings_wanted)
        self._again = action_button("again", self.tr("Generate again"), again)
        self._use = action_button("use", self.tr("Use settings"), use)
        explore = partial(self._emit, self.explore_wanted)
        self._explore = action_button("lab", self.tr("Explore in the latent lab"), explore)
        self._folder = action_button("folder", self.tr("Open folder"), self._open_folder)
        self.export_row = AssetExportRow(self)
        self._lay_out(header)
        self.show_asset(None)

    @property
    def asset(self) -> Asset | None:
        """The asset that is shown."""
        return self._asset

    def show_asset(self, asset: Asset | None) -> None:
        """Show how this asset was made; None shows what to do to see one."""
        self._asset = asset
        recipe = asset.recipe if asset else None
        self._facts.show_facts(recipe_rows(asset) if asset else ())
        self._details.setVisible(asset is not None)
        self._copy.setVisible(recipe is not None)
        self._again.setEnabled(recipe is not None)
        self._use.setEnabled(recipe is not None)
        self._explore.setVisible(recipe is not None and LATENT in recipe.request.parameters)
        self._hint.setVisible(recipe is None)
        self._hint.setText(self._why_no_recipe(asset))
        self._stars.set_rating(asset.rating if asset else 0)
        self.export_row.show_asset(asset)

    def add_button(self, button: QPushButton) -> None:
        """Add one more thing that can be done with the asset, below the others."""
        self._buttons.addWidget(button)

    def text(self) -> str:
        """The recipe as text, a line for each value."""
        rows = recipe_rows(self._asset) if self._asset else []
        return "\n".join(f"{name}: {value}" for name, value in rows)

    def stop(self) -> None:
        """End what runs behind; called before the window goes."""
        self.export_row.stop()

    # Inside

    def _lay_out(self, header: QWidget | None) -> None:
        if header is not None:
            self.column.addWidget(header)
        self.column.addLayout(self._heading_row())
        self.column.addWidget(self._hint)
        self.column.addWidget(self._details)
        self.column.addStretch()
        self._fill_details()

    def _heading_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(plain_label(self.tr("Recipe"), "heading"))
        row.addStretch()
        row.addWidget(self._copy)
        return row

    def _fill_details(self) -> None:
        column = QVBoxLayout(self._details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._facts)
        column.addSpacing(8)
        for button in (self._again, self._use, self._explore, self._folder, self.export_row):
            self._buttons.addWidget(button)
        column.addLayout(self._buttons)
        column.addSpacing(10)
        column.addWidget(plain_label(self.tr("Mark"), "heading"))
        column.addWidget(self._stars)

    def _why_no_recipe(self, asset: Asset | None) -> str:
        if asset is None:
            return self.tr("Choose a picture to see how it was made.")
        return self.tr("This file was added from outside and holds no recipe.")

    def _emit(self, signal: SignalInstance) -> None:
        if self._asset is not None and self._asset.recipe is not None:
            signal.emit(self._asset.recipe)

    def _open_folder(self) -> None:
        if self._asset is not None:
            self.folder_wanted.emit(self._asset.id)

    def _rate(self, rating: int) -> None:
        if self._asset is not None:
            self.rated.emit(self._asset.id, rating)

    def _copy_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setIcon(icon("copy"))
        button.setAccessibleName(self.tr("Copy the recipe"))
        button.setToolTip(self.tr("Copy the recipe as text"))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        return button
