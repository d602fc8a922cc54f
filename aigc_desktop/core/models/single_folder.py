"""Layouts of one folder without components: `transformers` and `safetensors`.

Both are `config.json` with safetensors files beside it. Hugging Face's language models name a `model_type`
there; single networks, such as diffusers' AutoencoderKL or those of our own plugins, a `_class_name`.
"""

from __future__ import annotations

from pathlib import Path

from aigc_desktop.api.models import Model
from aigc_desktop.core.models.contents import check_weights, describe, incomplete
from aigc_desktop.core.models.folder import WEIGHTS, list_files, read_json

CONFIG = "config.json"


def inspect(folder: Path, root: Path) -> Model | None:
    """Describe `folder`, or give None when it is of another layout.

    Raises AigcError when the folder is of one of these layouts and must not or cannot be loaded.
    """
    if not (folder / CONFIG).is_file():
        return None
    config = read_json(folder / CONFIG)
    match config:
        case {"_class_name": str(class_name)}:
            layout = "safetensors"
        case {"model_type": str(), "architectures": [str(class_name), *_]}:
            layout = "transformers"
        case _:
            return None
    files = list_files(folder, root)
    if not any(file.path.suffix.lower() == WEIGHTS and file.path.parent == folder for file in files):
        raise incomplete(folder, "its weights are missing")
    check_weights(folder, files)
    return describe(folder, layout, class_name, files)
