"""How a picture was made, as different programs write it down: a module a dialect."""

from aigc_desktop.media.metadata.found import FoundSettings
from aigc_desktop.media.metadata.settings import read_settings

__all__ = ["FoundSettings", "read_settings"]
