"""The library: every saved asset, found again by what made it."""

from aigc_desktop.core.library.library import Library
from aigc_desktop.core.library.query import AssetQuery

__all__ = ["AssetQuery", "Library"]
