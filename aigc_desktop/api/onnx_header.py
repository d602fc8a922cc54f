"""What an ONNX file says of itself, read without loading it: inputs, outputs, metadata, and what it leans on.

Field numbers are those of `onnx.proto` (ONNX 1.16 and later, Apache-2.0).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.protobuf import Field, Source, fields, text

KNOWN_DOMAINS = frozenset(
    {"", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc", "com.ms.internal.nhwc"}
)
"""Operators that ONNX Runtime brings itself."""

_MOST_NESTED = 16
_IN_MODEL = frozenset({7, 8, 14, 25})
_IN_GRAPH = frozenset({1, 5, 11, 12, 15})
_IN_FUNCTION = frozenset({7, 10, 11})
_IN_NODE = frozenset({5, 7})
_IN_ATTRIBUTE = frozenset({5, 6, 10, 11, 22, 23})
_IN_TENSOR = frozenset({2, 8, 13})
_FIRST = frozenset({1})
_FIRST_TWO = frozenset({1, 2})
_FLOATING = {1: "float32", 10: "float16", 16: "bfloat16"}


@dataclass(frozen=True, slots=True)
class Value:
    """An input or output: its name, element type (as in `TensorProto.DataType`), and shape.

    A side is a number, or the name of a dimension that may vary.
    """

    name: str
    type: int
    shape: tuple[int | str, ...]


@dataclass(slots=True)
class OnnxHeader:
    """`inputs` leaves out initializers. `external` are files that hold tensors, relative to the folder.

    `weight_types` counts the initializers of each element type.
    """

    inputs: dict[str, Value] = field(default_factory=dict)
    outputs: dict[str, Value] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    opsets: dict[str, int] = field(default_factory=dict)
    external: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    initializers: set[str] = field(default_factory=set)
    weight_types: Counter[int] = field(default_factory=Counter)

    @property
    def precision(self) -> str:
        """The precision of most weights: `float32`, `float16` or `bfloat16`."""
        floating = {kind: self.weight_types[number] for number, kind in _FLOATING.items()}
        return max(floating, key=lambda kind: floating[kind])


def read_header(file: Path) -> OnnxHeader:
    """The header of an ONNX file, found safe to load.

    Raises AigcError `model.damaged` when the file is no sound ONNX model or a file of tensors is missing,
    `model.external_data` when one lies outside its folder, and `model.custom_op` when it needs operators of
    a library of its own.
    """
    header = OnnxHeader()
    try:
        with file.open("rb") as stream:
            _model(Source(stream), file.stat().st_size, header)
    except (ValueError, RecursionError) as error:
        raise _damaged(file, str(error)) from error
    if not header.outputs or not header.opsets:
        raise _damaged(file, "it holds no graph")
    for name in header.initializers:
        header.inputs.pop(name, None)
    try:
        _check_external(file, header.external)
    except OSError as error:
        raise _damaged(file, f"the name of a file of tensors is none ({error.strerror})") from error
    _check_domains(file, header.domains - header.functions)
    return header


def _model(source: Source, size: int, header: OnnxHeader) -> None:
    for part in fields(source, 0, size, _IN_MODEL):
        match part.number:
            case 7:
                _graph(source, part, header, 0)
            case 8:
                domain, version = _opset(source, part)
                header.opsets[domain] = version
            case 14:
                key, value = _entry(source, part)
                header.metadata[key] = value
            case 25:
                _function(source, part, header)


def _graph(source: Source, whole: Field, header: OnnxHeader, depth: int) -> None:
    if depth > _MOST_NESTED:
        raise ValueError("its graphs nest too deeply")
    for part in _inside(source, whole, _IN_GRAPH):
        match part.number:
            case 1:
                _node(source, part, header, depth)
            case 5:
                _tensor(source, part, header, is_named=depth == 0)
            case 11 if depth == 0:
                value = _value(source, part)
                header.inputs[value.name] = value
            case 12 if depth == 0:
                value = _value(source, part)
                header.outputs[value.name] = value
            case 15:
                _sparse(source, part, header, is_named=depth == 0)


def _function(source: Source, whole: Field, header: OnnxHeader) -> None:
    for part in _inside(source, whole, _IN_FUNCTION):
        if part.number == 10:
            header.functions.add(text(source, part))
        elif part.number == 7:
            _node(source, part, header, 0)
        elif part.number == 11:
            _attribute(source, part, header, 0)


def _node(source: Source, whole: Field, header: OnnxHeader, depth: int) -> None:
    domain = ""
    for part in _inside(source, whole, _IN_NODE):
        if part.number == 7:
            domain = text(source, part)
        elif part.number == 5:
            _attribute(source, part, header, depth)
    header.domains.add(domain)


def _attribute(source: Source, whole: Field, header: OnnxHeader, depth: int) -> None:
    for part in _inside(source, whole, _IN_ATTRIBUTE):
        if part.number in (6, 11):
            _graph(source, part, header, depth + 1)
        elif part.number in (5, 10):
            _tensor(source, part, header, is_named=False)
        elif part.number in (22, 23):
            _sparse(source, part, header, is_named=False)


def _sparse(source: Source, whole: Field, header: OnnxHeader, *, is_named: bool) -> None:
    for part in _inside(source, whole, _FIRST_TWO):
        if part.number in (1, 2):  # The values bear the name of the whole.
            _tensor(source, part, header, is_named=is_named and part.number == 1)


def _tensor(source: Source, whole: Field, header: OnnxHeader, *, is_named: bool) -> None:
    for part in _inside(source, whole, _IN_TENSOR):
        if part.number == 2 and is_named:
            header.weight_types[part.value] += 1
        elif part.number == 8 and is_named:
            header.initializers.add(text(source, part))
        elif part.number == 13:
            key, value = _entry(source, part)
            if key == "location":
                header.external.add(value)


def _value(source: Source, whole: Field) -> Value:
    name, kind = "", 0
    shape: tuple[int | str, ...] = ()
    for part in _inside(source, whole, _FIRST_TWO):
        if part.number == 1:
            name = text(source, part)
        elif part.number == 2:
            for tensor in _inside(source, part, _FIRST):
                kind, shape = _tensor_type(source, tensor)
    return Value(name, kind, shape)


def _tensor_type(source: Source, whole: Field) -> tuple[int, tuple[int | str, ...]]:
    kind, shape = 0, list[int | str]()
    for part in _inside(source, whole, _FIRST_TWO):
        if part.number == 1:
            kind = part.value
        elif part.number == 2:
            shape = [_side(source, side) for side in _inside(source, part, _FIRST)]
    return kind, tuple(shape)


def _side(source: Source, whole: Field) -> int | str:
    for part in _inside(source, whole, _FIRST_TWO):
        if part.number == 1:
            return part.value - (1 << 64 if part.value >> 63 else 0)  # int64 in two's complement
        if part.number == 2:
            return text(source, part)
    return ""


def _opset(source: Source, whole: Field) -> tuple[str, int]:
    domain, version = "", 0
    for part in _inside(source, whole, _FIRST_TWO):
        if part.number == 1:
            domain = text(source, part)
        elif part.number == 2:
            version = part.value
    return domain, version


def _entry(source: Source, whole: Field) -> tuple[str, str]:
    found: Mapping[int, str] = {
        part.number: text(source, part) for part in _inside(source, whole, _FIRST_TWO)
    }
    return found.get(1, ""), found.get(2, "")


def _inside(source: Source, whole: Field, wanted: frozenset[int]) -> Iterator[Field]:
    return fields(source, whole.start, whole.size, wanted)


def _check_external(file: Path, names: set[str]) -> None:
    folder = file.parent
    for name in sorted(names):
        parts = (*PurePosixPath(name).parts, *PureWindowsPath(name).parts)
        is_rooted = PurePosixPath(name).is_absolute() or bool(PureWindowsPath(name).anchor)
        if not name or is_rooted or ".." in parts or _has_link(folder, name):
            raise AigcError(
                "model.external_data",
                f"{file.name} keeps tensors in “{name[:200]}”, which is not a plain file inside its folder.",
                "Get a version of this model that keeps its tensors in files beside it.",
            )
        if not (folder / name).is_file():
            raise _damaged(file, f"its file of tensors {name} is missing")


def _has_link(folder: Path, name: str) -> bool:
    place = folder
    for part in PurePosixPath(name).parts:
        place = place / part
        if place.is_symlink():
            return True
    return False


def _check_domains(file: Path, used: set[str]) -> None:
    foreign = sorted(used - KNOWN_DOMAINS)
    if foreign:
        raise AigcError(
            "model.custom_op",
            f"{file.name} needs operators of a library of its own ({foreign[0]}), which is never loaded.",
            "Get a version of this model that uses standard operators only.",
        )


def _damaged(file: Path, why: str) -> AigcError:
    return AigcError(
        "model.damaged",
        f"{file.name} is not a sound ONNX file: {why}.",
        f"Copy or download {file} again.",
    )
