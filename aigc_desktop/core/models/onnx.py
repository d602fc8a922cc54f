"""The layout `onnx`: a folder of ONNX files as Optimum writes it, or a single file.

A folder is a pipeline (`model_index.json`, `unet/model.onnx`, ...) or one network with its `config.json` and
`model.onnx`. A single file says what it is in its metadata (`aigc_class`, `aigc_name`, `aigc_licence`), or in
a file `model.toml`, or one with its own name, beside it (`class`, `name`, `licence`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.models import Model
from aigc_desktop.api.onnx_header import OnnxHeader, read_header
from aigc_desktop.core.models import diffusers
from aigc_desktop.core.models.contents import describe, incomplete
from aigc_desktop.core.models.folder import WEIGHTS, ModelFile, link_out, list_files, read_json

LAYOUT = "onnx"
SUFFIX = ".onnx"
CONFIG = "config.json"
_MAX_TOML_BYTES = 64 * 1024
_MIB = 1024 * 1024


def inspect(place: Path, root: Path) -> Model | None:
    """Describe the folder or file, or give None when it is of another layout.

    Raises AigcError when it is of this layout and must not or cannot be loaded.
    """
    if place.suffix.lower() == SUFFIX and place.is_file():
        return _single(place, root)
    has_index, has_config = (place / diffusers.INDEX).is_file(), (place / CONFIG).is_file()
    if not (has_index or has_config) or not _is_onnx_only(place):
        return None
    files = list_files(place, root)
    if has_index:
        class_name = diffusers.class_of(place, read_json(place / diffusers.INDEX))
    else:
        class_name = _class_of(place, read_json(place / CONFIG))
    return _described(place, class_name, files)


def weight_files(place: Path) -> list[Path]:
    """The ONNX files at a place, and the files that hold their tensors."""
    onnx = [place] if place.is_file() else sorted(place.rglob(f"*{SUFFIX}"))
    return _with_tensors({file: read_header(file) for file in onnx})


def _with_tensors(headers: Mapping[Path, OnnxHeader]) -> list[Path]:
    outside = {file.parent / name for file, header in headers.items() for name in header.external}
    return [*headers, *sorted(outside)]


def _is_onnx_only(folder: Path) -> bool:
    """Whether the networks in it are ONNX files alone; other tensors, such as a prior, may lie beside."""

    def has(pattern: str) -> bool:
        return any(True for depth in ("", "*/") for _ in folder.glob(depth + pattern))

    return has(f"*{SUFFIX}") and not has(f"*model*{WEIGHTS}")


def _class_of(folder: Path, config: object) -> str:
    match config:
        case {"_class_name": str(name)} | {"architectures": [str(name), *_]}:
            return name
    raise incomplete(folder, f"{CONFIG} does not name a class")


def _described(folder: Path, class_name: str, files: Sequence[ModelFile]) -> Model:
    headers = {file.path: read_header(file.path) for file in files if file.name.endswith(SUFFIX)}
    model = describe(folder, LAYOUT, class_name, files)
    largest = max((file for file in files if file.path in headers), key=lambda file: file.size)
    facts = _facts(headers.get(folder / f"model{SUFFIX}", OnnxHeader()))
    return msgspec.structs.replace(
        model,
        size_mb=_size_mb(_with_tensors(headers)),
        config=model.config | {LAYOUT: {**facts, "precision": headers[largest.path].precision}},
    )


def _single(file: Path, root: Path) -> Model:
    if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
        raise link_out(file)
    header = read_header(file)
    told = {key.removeprefix("aigc_"): value for key, value in header.metadata.items()} | _toml(file)
    return Model(
        id=file.stem,
        name=told.get("name", file.stem),
        path=str(file),
        layout=LAYOUT,
        class_name=told.get("class", ""),
        licence=told.get("licence", ""),
        size_mb=_size_mb(_with_tensors({file: header})),
        config={LAYOUT: _facts(header), "model.toml": told},
    )


def _toml(file: Path) -> dict[str, Any]:
    for beside in (file.with_suffix(".toml"), file.with_name("model.toml")):
        if beside.is_file():
            return _parsed(beside)
    return {}


def _parsed(file: Path) -> dict[str, Any]:
    if file.stat().st_size <= _MAX_TOML_BYTES:
        try:
            told = tomllib.loads(file.read_text("utf-8"))
        except (ValueError, RecursionError) as error:
            raise _unclear(file, str(error)) from error
        wrong = [key for key in ("name", "class", "licence") if not isinstance(told.get(key, ""), str)]
        if not wrong:
            return told
        raise _unclear(file, f"{wrong[0]} is not a piece of text")
    raise _unclear(file, f"it is larger than {_MAX_TOML_BYTES:,} bytes")


def _facts(header: OnnxHeader) -> Mapping[str, Any]:
    return {
        "inputs": {name: list(value.shape) for name, value in header.inputs.items()},
        "outputs": {name: list(value.shape) for name, value in header.outputs.items()},
        "metadata": dict(header.metadata),
        "precision": header.precision,
    }


def _size_mb(files: Iterable[Path]) -> float:
    return sum(file.stat().st_size for file in files) / _MIB


def _unclear(file: Path, why: str) -> AigcError:
    return AigcError(
        "model.config",
        f"{file.name} of the model cannot be read: {why}.",
        f"Mend {file}, or remove it.",
    )
