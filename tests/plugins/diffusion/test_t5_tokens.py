"""Prompts become the numbers that T5's own tokenizer makes of them, without that library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from aigc_diffusion.onnx.t5_tokens import T5Tokens
from tokenizers import Tokenizer

from aigc_desktop.api import AigcError, Model
from tests.plugins.diffusion import tiny

LENGTH = 20
PROMPTS = [
    "",
    "a red star",
    "A RED  Star,\n\ton\u00a0white!!",
    "一只红色的狐狸，水墨画。",
    " of  the icon ",
    "a</s>b <pad>",
    "star " * 40,
]


@pytest.fixture(scope="module")
def t5() -> Any:  # noqa: ANN401 - transformers is partly untyped
    return tiny.parts("FluxPipeline")["tokenizer_2"]


@pytest.fixture
def folder(t5: Any, tmp_path: Path) -> Path:  # noqa: ANN401
    t5.save_pretrained(tmp_path / "tokenizer_2")
    return tmp_path


def tokens(folder: Path, **encoder: object) -> T5Tokens:
    known = {"text_encoder_2/config.json": encoder}
    model = Model(id="m", name="M", path=str(folder), layout="onnx", class_name="X", config=known)
    return T5Tokens(model, "_2", LENGTH)


@pytest.mark.parametrize("prompt", PROMPTS)
def test_the_numbers_are_those_of_t5(folder: Path, t5: Any, prompt: str) -> None:  # noqa: ANN401
    wanted = t5(prompt, padding="max_length", max_length=LENGTH, truncation=True).input_ids
    assert tokens(folder).ids(prompt).tolist() == [wanted]


def test_what_is_cut_off_is_the_end(folder: Path) -> None:
    fits, long = " ".join(["red"] * (LENGTH - 1)), " ".join(["red"] * (LENGTH - 1) + ["blue", "star"])
    assert tokens(folder).cut_off(fits) == ""
    assert tokens(folder).cut_off(long) == "blue star"
    assert (tokens(folder).ids(fits) == tokens(folder).ids(long)).all()


def test_what_a_file_says_of_cutting_and_filling_is_left_to_the_model(folder: Path) -> None:
    file = str(folder / "tokenizer_2" / "tokenizer.json")
    plain = tokens(folder).ids("a red star")
    told = Tokenizer.from_file(file)
    told.enable_truncation(3)
    told.enable_padding(length=30)
    told.save(file)
    assert (tokens(folder).ids("a red star") == plain).all()


def test_a_tokenizer_that_counts_further_than_the_text_encoder_is_refused(folder: Path) -> None:
    assert tokens(folder, vocab_size=64).length == LENGTH
    with pytest.raises(AigcError, match="10 tokens") as caught:
        tokens(folder, vocab_size=10)
    assert caught.value.code == "model.tokenizer"


@pytest.mark.parametrize("content", [None, "", "{}", "[]"])
def test_a_tokenizer_that_makes_no_sense_is_refused(folder: Path, content: str | None) -> None:
    file = folder / "tokenizer_2" / "tokenizer.json"
    file.unlink() if content is None else file.write_text(content)
    with pytest.raises(AigcError) as caught:
        tokens(folder)
    assert caught.value.code == "model.tokenizer"
    assert caught.value.hint


def test_a_tokenizer_without_an_end_is_refused(folder: Path) -> None:
    file = folder / "tokenizer_2" / "tokenizer.json"
    file.write_text(file.read_text("utf-8").replace("</s>", "<end>"), "utf-8")
    assert "<end>" in json.loads(file.read_text("utf-8"))["model"]["vocab"][1]
    with pytest.raises(AigcError) as caught:
        tokens(folder)
    assert "</s>" in caught.value.details
