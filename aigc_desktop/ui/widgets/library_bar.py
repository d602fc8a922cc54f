"""The bar over the library: search, filters, the bin, and how much there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QLocale, QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from aigc_desktop.api.tasks import FAMILIES
from aigc_desktop.core.library import AssetQuery, Library
from aigc_desktop.ui.icons import icon
from aigc_desktop.ui.widgets.filter_chip import HEIGHT, FilterChip

TYPING_PAUSE_MS = 150


class LibraryBar(QWidget):
    """Says what is asked for; `changed` comes at once for filters, after a short pause for typing."""

    changed = Signal()

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE_MS)
        self._typing.timeout.connect(self.changed)
        self.search = self._search_field()
        self._family = FilterChip[str](self.tr("Family"), "", self._families, self)
        self._model = FilterChip[str](self.tr("Model"), "", self._models, self)
        self._rating = FilterChip[int](self.tr("Rating"), 0, self._ratings, self)
        self._since = FilterChip[float](self.tr("Date"), 0.0, self._dates, self)
        self._bin = self._bin_chip()
        self._count = QLabel(self)
        self._count.setProperty("role", "dim")
        self._lay_out()

    def query(self) -> AssetQuery:
        """What is asked for now."""
        return AssetQuery(
            text=self.search.text().strip(),
            family=self._family.value,
            model=self._model.value,
            min_rating=self._rating.value,
            since=self._since.value,
            in_bin=self._bin.isChecked(),
        )

    def clear(self) -> None:
        """Ask for everything outside the bin."""
        self.search.clear()
        self._typing.stop()
        for chip in self._chips():
            chip.clear()
        self._bin.setChecked(False)
        self.changed.emit()

    def say_count(self, count: int, selected: int) -> None:
        """Say how much was found and how much of it is selected."""
        number = QLocale().toString(count)
        words = self.tr("1 asset") if count == 1 else self.tr("{count} assets").format(count=number)
        if selected > 1:
            words += " · " + self.tr("{count} selected").format(count=QLocale().toString(selected))
        self._count.setText(words)

    def add(self, button: QToolButton) -> None:
        """Put a button at the end."""
        self._row.addWidget(button)

    def stop(self) -> None:
        """Let no pause in typing end after the window."""
        self._typing.stop()

    # Inside

    def _chips(self) -> tuple[FilterChip[str], FilterChip[str], FilterChip[int], FilterChip[float]]:
        return self._family, self._model, self._rating, self._since

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self.search, 1)
        row.addSpacing(8)
        for chip in self._chips():
            chip.changed.connect(self.changed)
            row.addWidget(chip)
        row.addWidget(self._bin)
        row.addStretch(1)
        row.addWidget(self._count)

    def _search_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(self.tr("Search prompts and models"))
        field.setAccessibleName(self.tr("Search the library"))
        field.setClearButtonEnabled(True)
        field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        field.setMinimumWidth(180)
        field.setMaximumWidth(420)
        field.textChanged.connect(self._typing.start)
        field.returnPressed.connect(self._ask_now)
        return field

    def _bin_chip(self) -> QPushButton:
        chip = QPushButton(icon("trash"), self.tr("Bin"), self)
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setFixedHeight(HEIGHT)
        chip.setIconSize(QSize(13, 13))
        chip.setAccessibleName(self.tr("Show the bin"))
        chip.toggled.connect(self.changed)
        return chip

    def _ask_now(self) -> None:
        self._typing.stop()
        self.changed.emit()

    def _families(self) -> Sequence[tuple[str, str]]:
        names = {
            "diffusion": self.tr("Diffusion"),
            "gan": self.tr("GAN"),
            "vae": self.tr("VAE"),
            "transformer": self.tr("Transformer"),
        }
        return [(names[family], family) for family in FAMILIES]

    def _models(self) -> Sequence[tuple[str, str]]:
        models = self._library.models()
        names = Counter(name for _model, name in models)
        return [(name if names[name] == 1 else f"{name} ({model})", model) for model, name in models]

    def _ratings(self) -> Sequence[tuple[str, int]]:
        return [
            (self.tr("5 stars"), 5),
            (self.tr("4 stars or more"), 4),
            (self.tr("3 stars or more"), 3),
            (self.tr("2 stars or more"), 2),
            (self.tr("1 star or more"), 1),
        ]

    def _dates(self) -> Sequence[tuple[str, float]]:
        today = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
        return [
            (self.tr("Today"), today.timestamp()),
            (self.tr("Last 7 days"), (today - timedelta(days=6)).timestamp()),
            (self.tr("Last 30 days"), (today - timedelta(days=29)).timestamp()),
            (self.tr("This year"), today.replace(month=1, day=1).timestamp()),
        ]
