"""The side panel that says how an asset was made, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.icons import icon
from aigc_desktop.ui.widgets.recipe_rows import recipe_rows
from aigc_desktop.ui.widgets.stars import Stars

NAME_WIDTH = 76


class RecipePanel(QFrame):
    """Shows the recipe of one asset. `header` is a widget that is shown above it, such as the picture."""

    settings_wanted = Signal(Recipe)
    generate_again = Signal(Recipe)
    folder_wanted = Signal(str)
    rated = Signal(str, int)

    def __init__(self, parent: QWidget | None = None, header: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asset: Asset | None = None
        self.setProperty("surface", "panel")
        self.setProperty("edge", "left")
        self._hint = self._label("", "dim")
        self._details = QWidget(self)
        self._rows = QFormLayout()
        self._buttons = QVBoxLayout()
        self._stars = Stars(self)
        self._stars.rated.connect(self._rate)
        self._copy = self._copy_button()
        self._again = self._button("again", self.tr("Generate again"))
        self._use = self._button("use", self.tr("Use settings"))
        self._folder = self._button("folder", self.tr("Open folder"))
        self._again.clicked.connect(lambda: self._emit(self.generate_again))
        self._use.clicked.connect(lambda: self._emit(self.settings_wanted))
        self._folder.clicked.connect(self._open_folder)
        self._lay_out(header)
        self.show_asset(None)

    @property
    def asset(self) -> Asset | None:
        """The asset that is shown."""
        return self._asset

    def show_asset(self, asset: Asset | None) -> None:
        """Show how this asset was made; None shows what to do to see one."""
        self._asset = asset
        self._clear_rows()
        recipe = asset.recipe if asset else None
        for name, value in recipe_rows(asset) if asset else []:
            self._add_row(name, value)
        self._details.setVisible(asset is not None)
        self._copy.setVisible(recipe is not None)
        self._again.setEnabled(recipe is not None)
        self._use.setEnabled(recipe is not None)
        self._hint.setVisible(recipe is None)
        self._hint.setText(self._why_no_recipe(asset))
        self._stars.set_rating(asset.rating if asset else 0)

    def add_button(self, icon_name: str, text: str) -> QPushButton:
        """One more thing that can be done with the asset, below the others."""
        button = self._button(icon_name, text)
        self._buttons.addWidget(button)
        return button

    def text(self) -> str:
        """The recipe as text, a line for each value."""
        rows = recipe_rows(self._asset) if self._asset else []
        return "\n".join(f"{name}: {value}" for name, value in rows)

    # Inside

    def _lay_out(self, header: QWidget | None) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        if header is not None:
            column.addWidget(header)
        column.addLayout(self._heading_row())
        column.addWidget(self._hint)
        column.addWidget(self._details)
        column.addStretch()
        self._fill_details()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        content.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(area)

    def _heading_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._label(self.tr("Recipe"), "heading"))
        row.addStretch()
        row.addWidget(self._copy)
        return row

    def _fill_details(self) -> None:
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(7)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column = QVBoxLayout(self._details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._rows)
        column.addSpacing(8)
        for button in (self._again, self._use, self._folder):
            self._buttons.addWidget(button)
        column.addLayout(self._buttons)
        column.addSpacing(10)
        column.addWidget(self._label(self.tr("Mark"), "heading"))
        column.addWidget(self._stars)

    def _add_row(self, name: str, value: str) -> None:
        title = self._label(name, "dim")
        title.setFixedWidth(NAME_WIDTH)
        title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        shown = self._label(value)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAccessibleName(f"{name}: {value}")
        self._rows.addRow(title, shown)

    def _clear_rows(self) -> None:
        while self._rows.rowCount():
            self._rows.removeRow(0)

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

    def _label(self, text: str, role: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if role:
            label.setProperty("role", role)
        return label

    def _button(self, icon_name: str, text: str) -> QPushButton:
        button = QPushButton(icon(icon_name), text, self)
        button.setProperty("align", "left")
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(text)
        return button

    def _copy_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setIcon(icon("copy"))
        button.setAccessibleName(self.tr("Copy the recipe"))
        button.setToolTip(self.tr("Copy the recipe as text"))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        return button
