"""Reading how a picture was made, whichever program wrote it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from aigc_desktop.api.errors import AigcError
from aigc_desktop.media.decode import opened, refusals
from aigc_desktop.media.exif import user_comment
from aigc_desktop.media.files import open_regular
from aigc_desktop.media.metadata import a1111, recipe
from aigc_desktop.media.metadata.found import FoundSettings
from aigc_desktop.media.png import is_png, read_texts

log = logging.getLogger(__name__)

DIALECTS: Mapping[str, Callable[[str], FoundSettings | None]] = {
    recipe.KEY: recipe.read,
    a1111.KEY: a1111.read,
}
"""By text key, the fullest first: the first dialect that can be read wins."""


def read_settings(path: Path) -> FoundSettings | None:
    """The settings in the picture at `path`, or None where it has none. No pixel is decoded.

    Raises AigcError: `image.unreadable`, `image.too_large`, `metadata.too_large`, or, where no other
    dialect helps, `recipe.unreadable` or `recipe.newer`.
    """
    texts = _texts(path)
    errors: list[AigcError] = []
    for key, read in DIALECTS.items():
        try:
            found = read(texts[key]) if key in texts else None
        except AigcError as error:
            log.info("%s, %s: %s %s", path.name, key, error, error.details)
            errors.append(error)
            continue
        if found is not None:
            return found
    if errors:
        raise errors[0]
    return None


def _texts(path: Path) -> Mapping[str, str]:
    with refusals(path), open_regular(path) as stream:
        if is_png(stream):
            return read_texts(stream, DIALECTS.keys())
    with opened(path) as image:
        comment = user_comment(image)
        return {recipe.KEY if recipe.is_ours(comment) else a1111.KEY: comment}
