"""The chosen model as the Generate page shows it: the card with its picture, and the list to choose from."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from aigc_desktop.core.library import AssetQuery, Library
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.generating import Choice, Generating
from aigc_desktop.ui.widgets.model_card import PICTURE, ModelCard
from aigc_desktop.ui.widgets.model_list import ModelList
from aigc_desktop.ui.widgets.thumbnails import Thumbnails
from aigc_desktop.ui.words import backend_name, family_name, size_words


class ModelChoice(QObject):
    """Keeps the card in step with what is chosen. Its picture is the newest that the model made."""

    more_wanted = Signal()

    def __init__(self, generating: Generating, library: Library, card: ModelCard) -> None:
        super().__init__(card)
        self._generating = generating
        self._library = library
        self._card = card
        self._picture = ""
        self._thumbnails = Thumbnails(self)
        self._thumbnails.loaded.connect(self._draw_picture)
        generating.chosen.connect(self._show)
        card.clicked.connect(self.open_list)

    def open_list(self) -> None:
        """Show every model that can be chosen."""
        choices = self._generating.choices()
        now = self._generating.choice
        rows = [described(choice)[:2] for choice in choices]
        listed = ModelList(rows, choices.index(now) if now in choices else 0, self._card)
        listed.chosen.connect(lambda row: self._generating.choose(choices[row]))
        listed.more_wanted.connect(self.more_wanted)
        listed.open_below(self._card)

    def on_saved(self, asset: Asset) -> None:
        """A picture was made; it may be this model's."""
        choice, recipe = self._generating.choice, asset.recipe
        if choice is not None and recipe is not None and recipe.request.model == choice.model.id:
            self._show_picture(asset.thumbnail)

    def stop(self) -> None:
        """End what is being read."""
        self._thumbnails.stop()

    def _show(self, choice: Choice) -> None:
        self._card.show_model(*described(choice))
        keys = self._library.keys(AssetQuery(model=choice.model.id, kind="image"))[:1]
        newest = list(self._library.assets(keys).values())
        self._show_picture(newest[0].thumbnail if newest else "")

    def _show_picture(self, file: str) -> None:
        self._picture = file
        self._thumbnails.want([file], round(PICTURE * self._card.devicePixelRatioF()))
        self._draw_picture()

    def _draw_picture(self) -> None:
        self._card.show_picture(self._thumbnails.pixmap(self._picture) or QPixmap())


def described(choice: Choice) -> tuple[str, str, str]:
    """A model's name, a line about it, and the runtime that it runs in."""
    model, manifest = choice.model, choice.entry.manifest
    about = (family_name(manifest.family), size_words(model.size_mb), model.licence)
    return model.name, " · ".join(part for part in about if part), backend_name(model.backend)
