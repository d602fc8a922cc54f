"""What is installed: generators and models, and what identifies a model's content."""

from __future__ import annotations

from dataclasses import dataclass

from aigc_desktop.api.models import Model
from aigc_desktop.core.database import Database
from aigc_desktop.core.models import Models, model_hash
from aigc_desktop.core.plugins import Plugins


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Plugins and models side by side, with the cache of hashes."""

    plugins: Plugins
    models: Models
    database: Database

    def hash(self, model: Model) -> str:
        """The sha256 that stands for the weights of `model`. Takes seconds for a large one the first time."""
        return model_hash(model, self.database)
