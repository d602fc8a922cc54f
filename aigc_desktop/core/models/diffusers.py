"""The layout `diffusers`: a folder with `model_index.json` and a folder for each component."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.models import Model
from aigc_desktop.core.models.folder import WEIGHTS, ModelFile, list_files, read_json
from aigc_desktop.core.models.safetensors import read_header

LAYOUT = "diffusers"
INDEX = "model_index.json"

_MAX_CONFIG_BYTES = 64 * 1024
_MAX_CARD_BYTES = 64 * 1024
_MIB = 1024 * 1024


def inspect(folder: Path, root: Path) -> Model | None:
    """Describe `folder`, or give None when it is of another layout. Its id is not yet unique.

    Raises AigcError when the folder is of this layout and must not or cannot be loaded.
    """
    if not (folder / INDEX).is_file():
        return None
    files = list_files(folder, root)
    index = read_json(folder / INDEX)
    class_name = index.get("_class_name") if isinstance(index, dict) else None
    if not isinstance(class_name, str):
        raise _incomplete(folder, f"{INDEX} does not name a pipeline class")
    _check_components(folder, index, files)
    for file in files:
        if file.is_weights:
            read_header(file.path)
    card = _front_matter(folder / "README.md")
    return Model(
        id=folder.name,
        name=card.get("model_name", folder.name),
        path=str(folder),
        layout=LAYOUT,
        class_name=class_name,
        licence=card.get("license", ""),
        size_mb=sum(file.size for file in files if file.is_weights) / _MIB,
        config=_config(files),
    )


def _check_components(folder: Path, index: dict[str, Any], files: Sequence[ModelFile]) -> None:
    names = {file.name for file in files}
    for component, kind in index.items():
        if component.startswith("_") or not isinstance(kind, list) or None in kind:
            continue
        inside = {name for name in names if name.startswith(f"{component}/")}
        if not inside:
            raise _incomplete(folder, f"its component {component} is missing")
        is_network = (
            f"{component}/config.json" in inside and f"{component}/tokenizer_config.json" not in inside
        )
        if is_network and not any(name.endswith(WEIGHTS) for name in inside):
            raise _incomplete(folder, f"the weights of its component {component} are missing")
    for file in files:
        if file.name.endswith(f"{WEIGHTS}.index.json"):
            _check_shards(folder, file, names)


def _check_shards(folder: Path, index: ModelFile, names: set[str]) -> None:
    shards = read_json(index.path)
    match shards:
        case {"weight_map": dict(weight_map)}:
            needed = {(Path(index.name).parent / str(shard)).as_posix() for shard in weight_map.values()}
        case _:
            raise _incomplete(folder, f"{index.name} names no files")
    missing = sorted(needed - names)
    if missing:
        raise _incomplete(folder, f"{missing[0]} is missing")


def _config(files: Sequence[ModelFile]) -> dict[str, Any]:
    small = (file for file in files if file.path.suffix == ".json" and file.size <= _MAX_CONFIG_BYTES)
    return {file.name: read_json(file.path) for file in small if not file.name.endswith(".index.json")}


def _front_matter(card: Path) -> dict[str, str]:
    """The plain values in the head of a model card."""
    if not card.is_file():
        return {}
    with card.open("rb") as stream:
        text = stream.read(_MAX_CARD_BYTES).decode("utf-8", "replace")
    return dict(_values(text))


def _values(card: str) -> Iterator[tuple[str, str]]:
    lines = iter(card.splitlines())
    if next(lines, "").strip() != "---":
        return
    for line in lines:
        if line.strip() == "---":
            return
        pair = re.match(r"(\w+):\s*(\S.*)", line)
        if pair:
            yield pair[1], pair[2].strip().strip("'\"")[:200]


def _incomplete(folder: Path, why: str) -> AigcError:
    return AigcError(
        "model.incomplete",
        f"The model {folder.name} is not complete: {why}.",
        f"Copy or download {folder} again, with all its files.",
    )
