"""The layout `diffusers`: a folder with `model_index.json` and a folder for each component."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aigc_desktop.api.models import Model
from aigc_desktop.core.models.contents import check_weights, describe, incomplete
from aigc_desktop.core.models.folder import WEIGHTS, ModelFile, list_files, read_json

LAYOUT = "diffusers"
INDEX = "model_index.json"


def inspect(folder: Path, root: Path) -> Model | None:
    """Describe `folder`, or give None when it is of another layout.

    Raises AigcError when the folder is of this layout and must not or cannot be loaded.
    """
    if not (folder / INDEX).is_file():
        return None
    files = list_files(folder, root)
    index = read_json(folder / INDEX)
    class_name = class_of(folder, index)
    _check_components(folder, index, files)
    check_weights(folder, files)
    return describe(folder, LAYOUT, class_name, files)


def class_of(folder: Path, index: Any) -> str:  # noqa: ANN401 - JSON
    """The class of the pipeline that `model_index.json` names; raises AigcError `model.incomplete`."""
    class_name = index.get("_class_name") if isinstance(index, dict) else None
    if not isinstance(class_name, str):
        raise incomplete(folder, f"{INDEX} does not name a pipeline class")
    return class_name


def _check_components(folder: Path, index: Mapping[str, object], files: Sequence[ModelFile]) -> None:
    names = {file.name for file in files}
    for component, kind in index.items():
        if component.startswith("_") or not isinstance(kind, list) or None in kind:
            continue
        inside = {name for name in names if name.startswith(f"{component}/")}
        if not inside:
            raise incomplete(folder, f"its component {component} is missing")
        is_network = (
            f"{component}/config.json" in inside and f"{component}/tokenizer_config.json" not in inside
        )
        if is_network and not any(name.endswith(WEIGHTS) for name in inside):
            raise incomplete(folder, f"the weights of its component {component} are missing")
