from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.models.safetensors import Tensor, read_header

TensorBytes = Callable[..., bytes]


def refused(file: Path, content: bytes) -> str:
    file.write_bytes(content)
    with pytest.raises(AigcError) as caught:
        read_header(file)
    assert str(file) in caught.value.hint
    return caught.value.code


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "model.safetensors"


def test_a_sound_file_tells_its_tensors(file: Path, tensors: TensorBytes) -> None:
    file.write_bytes(tensors())
    assert read_header(file) == {"a": Tensor("F32", (2, 2), 0, 16), "b": Tensor("F16", (4,), 16, 24)}


def test_what_the_library_itself_writes_is_sound(file: Path) -> None:
    kinds = (torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.uint8, torch.bool)
    content = {str(kind): torch.zeros(3, 5).to(kind) for kind in (*kinds, torch.float8_e4m3fn)}
    save_file({**content, "scalar": torch.tensor(1.0), "empty": torch.zeros(0, 4)}, file)
    assert {name: t.shape for name, t in read_header(file).items()} == {
        **dict.fromkeys(content, (3, 5)),
        "scalar": (),
        "empty": (0, 4),
    }


def test_every_cut_is_noticed(file: Path, tensors: TensorBytes) -> None:
    whole = tensors()
    for length in range(len(whole)):
        assert refused(file, whole[:length]) == "model.truncated"


@pytest.mark.parametrize(
    "header",
    [
        b"not json",
        b"[]",
        b"\xff\xfe",
        b"[" * 200_000,
        {"a": None},
        {"a": {"dtype": "F32"}},
        {"a": {"dtype": "F32", "shape": [6], "data_offsets": [0]}},
        {"a": {"dtype": "F32", "shape": [6], "data_offsets": [0, "24"]}},
        {"a": {"dtype": "F32", "shape": [7], "data_offsets": [0, 24]}},
        {"a": {"dtype": "F32", "shape": [-6, -1], "data_offsets": [0, 24]}},
        {"a": {"dtype": "F32", "shape": [2.5], "data_offsets": [0, 24]}},
        {"a": {"dtype": "F32", "shape": [6], "data_offsets": [-24, 0]}},
        {"a": {"dtype": "object", "shape": [6], "data_offsets": [0, 24]}},
        {"a": {"dtype": "F32", "shape": [5], "data_offsets": [4, 24]}},
        {"a": {"dtype": "F32", "shape": [5], "data_offsets": [0, 20]}},
        {
            "a": {"dtype": "F32", "shape": [6], "data_offsets": [0, 24]},
            "b": {"dtype": "F32", "shape": [2], "data_offsets": [16, 24]},
        },
    ],
)
def test_a_header_that_makes_no_sense_is_damaged(file: Path, tensors: TensorBytes, header: object) -> None:
    assert refused(file, tensors(header)) == "model.damaged"


def test_a_header_that_claims_too_much_is_not_read(file: Path, tensors: TensorBytes) -> None:
    assert refused(file, tensors(length=2**63)) == "model.damaged"
    assert refused(file, struct.pack("<Q", 99_999_999)) == "model.truncated"
