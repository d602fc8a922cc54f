"""What the layouts of model folders share: small files, shards and the head of the card."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.models import Model
from aigc_desktop.core.models.folder import WEIGHTS, ModelFile, read_json
from aigc_desktop.core.models.safetensors import read_header

_MAX_CONFIG_BYTES = 64 * 1024
_MAX_CARD_BYTES = 64 * 1024
_MIB = 1024 * 1024


def describe(folder: Path, layout: str, class_name: str, files: Sequence[ModelFile]) -> Model:
    """The model in `folder`, once its layout found it sound. Its id is not yet unique."""
    card = front_matter(folder / "README.md")
    return Model(
        id=folder.name,
        name=card.get("model_name", folder.name),
        path=str(folder),
        layout=layout,
        class_name=class_name,
        licence=card.get("license", ""),
        size_mb=sum(file.size for file in files if file.is_weights) / _MIB,
        config=small_files(files),
    )


def check_weights(folder: Path, files: Sequence[ModelFile]) -> None:
    """Raises AigcError where a safetensors file is damaged, or a shard is missing."""
    names = {file.name for file in files}
    for file in files:
        if file.name.endswith(f"{WEIGHTS}.index.json"):
            _check_shards(folder, file, names)
        if file.path.suffix.lower() == WEIGHTS:
            read_header(file.path)


def small_files(files: Sequence[ModelFile]) -> dict[str, Any]:
    """The small JSON files by name, and the templates of chats, which are text."""
    small = [file for file in files if file.size <= _MAX_CONFIG_BYTES]
    found = {
        file.name: read_json(file.path)
        for file in small
        if file.path.suffix == ".json" and not file.name.endswith(".index.json")
    }
    templates = (file for file in small if file.path.suffix == ".jinja")
    return found | {file.name: file.path.read_text("utf-8", "replace") for file in templates}


def front_matter(card: Path) -> dict[str, str]:
    """The plain values in the head of a model card."""
    if not card.is_file():
        return {}
    with card.open("rb") as stream:
        text = stream.read(_MAX_CARD_BYTES).decode("utf-8", "replace")
    return dict(_values(text))


def incomplete(folder: Path, why: str) -> AigcError:
    """The refusal of a folder that lacks something."""
    return AigcError(
        "model.incomplete",
        f"The model {folder.name} is not complete: {why}.",
        f"Copy or download {folder} again, with all its files.",
    )


def _check_shards(folder: Path, index: ModelFile, names: set[str]) -> None:
    shards = read_json(index.path)
    match shards:
        case {"weight_map": dict(weight_map)}:
            needed = {(Path(index.name).parent / str(shard)).as_posix() for shard in weight_map.values()}
        case _:
            raise incomplete(folder, f"{index.name} names no files")
    missing = sorted(needed - names)
    if missing:
        raise incomplete(folder, f"{missing[0]} is missing")


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
