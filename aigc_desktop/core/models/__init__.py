"""Models on this machine: found, checked and described from headers, without loading any of them."""

from aigc_desktop.core.models.catalogue import Models
from aigc_desktop.core.models.hashes import model_hash
from aigc_desktop.core.models.search import RefusedModel

__all__ = ["Models", "RefusedModel", "model_hash"]
