"""Prompts become the numbers that CLIP's own tokenizer makes of them, without that library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from aigc_diffusion.onnx.clip_tokens import ClipTokens
from tokenizers import Tokenizer, pre_tokenizers

from aigc_desktop.api import AigcError, Model
from tests.plugins.diffusion import tiny

PROMPTS = [
    "",
    "a red star",
    "A RED  Star,\n\ton\u00a0white!!",
    "don't you'll it's 2024 v1.5 (masterpiece:1.2) [[x]]",
    "一只红色的狐狸，水墨画。",
    "café nai\u0308ve Straße İstanbul ﬁne",
    "🦊🦊 a fox 👩‍👩‍👧 e\u0301",
    "a\x00b \u200b <|endoftext|> <|startoftext|> </w>",
    "red star " * 60,
    "超" * 100,
]


def _bpe() -> tuple[dict[str, int], list[tuple[str, str]]]:
    """A byte-level vocabulary in CLIP's manner, with a few merges."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    merges = [
        ("r", "e"),
        ("re", "d</w>"),
        ("s", "t"),
        ("a", "r</w>"),
        ("st", "ar</w>"),
        ("ä", "¸"),
        ("ä¸", "Ģ</w>"),
        ("ð", "Ł"),
        ("'", "s</w>"),
        ("'", "t</w>"),
        ("!", "!</w>"),
    ]
    pieces = [*letters, *(f"{letter}</w>" for letter in letters), *(a + b for a, b in merges)]
    pieces += ["<|startoftext|>", "<|endoftext|>"]
    return {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}, merges


@pytest.fixture(scope="module")
def clip() -> Any:  # noqa: ANN401 - transformers is partly untyped
    vocab, merges = _bpe()
    return tiny.transformers.CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=77)


@pytest.fixture(params=["tokenizer.json", "vocab.json and merges.txt"])
def folder(request: pytest.FixtureRequest, clip: Any, tmp_path: Path) -> Path:  # noqa: ANN401
    """A model folder that brings the tokenizer in one form or the other."""
    place = tmp_path / "tokenizer"
    clip.save_pretrained(place)
    if request.param != "tokenizer.json":
        (place / "tokenizer.json").unlink()
        vocab, merges = _bpe()
        (place / "vocab.json").write_text(json.dumps(vocab), "utf-8")
        lines = ["#version: 0.2", *(f"{a} {b}" for a, b in merges)]
        (place / "merges.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return tmp_path


def model(folder: Path, **encoder: object) -> Model:
    config = json.loads((folder / "tokenizer" / "tokenizer_config.json").read_text("utf-8"))
    known = {"tokenizer/tokenizer_config.json": config, "text_encoder/config.json": encoder}
    return Model(id="m", name="M", path=str(folder), layout="onnx", class_name="X", config=known)


@pytest.mark.parametrize("prompt", PROMPTS)
def test_the_numbers_are_those_of_clip(folder: Path, clip: Any, prompt: str) -> None:  # noqa: ANN401
    wanted = clip(prompt, padding="max_length", max_length=77, truncation=True).input_ids
    assert ClipTokens(model(folder)).ids(prompt).tolist() == [wanted]


def test_what_is_cut_off_is_the_end(folder: Path, clip: Any) -> None:  # noqa: ANN401
    prompts = ClipTokens(model(folder))
    fits, long = " ".join(["red"] * 75), " ".join(["red"] * 75 + ["Star", "!!"])
    assert prompts.cut_off(fits) == ""
    assert prompts.cut_off(long) == "Star !!"
    assert (prompts.ids(fits) == prompts.ids(long)).all()


def test_what_a_file_says_of_cutting_and_filling_is_left_to_the_model(clip: Any, tmp_path: Path) -> None:  # noqa: ANN401
    clip.save_pretrained(tmp_path / "tokenizer")
    file = str(tmp_path / "tokenizer" / "tokenizer.json")
    plain = ClipTokens(model(tmp_path))
    told = Tokenizer.from_file(file)
    told.enable_truncation(12)
    told.enable_padding(length=30)
    told.save(file)
    prompt = " ".join(["red"] * 80)
    assert (ClipTokens(model(tmp_path)).ids(prompt) == plain.ids(prompt)).all()
    assert ClipTokens(model(tmp_path)).cut_off(prompt) == "red red red red red"


def test_the_length_is_the_least_that_anybody_says(folder: Path) -> None:
    assert ClipTokens(model(folder)).length == 77
    assert ClipTokens(model(folder, max_position_embeddings=20)).ids("red").shape == (1, 20)
    file = folder / "tokenizer" / "tokenizer_config.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "model_max_length": 1e30}))
    assert ClipTokens(model(folder)).length == 77


def test_a_tokenizer_that_counts_further_than_the_text_encoder_is_refused(folder: Path) -> None:
    count = len(_bpe()[0])
    assert ClipTokens(model(folder, vocab_size=count)).length == 77
    with pytest.raises(AigcError, match=f"{count - 1:,} tokens") as caught:
        ClipTokens(model(folder, vocab_size=count - 1))
    assert caught.value.code == "model.tokenizer"
    assert caught.value.hint


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '{"a": "b"}', "\ufeff{"])
@pytest.mark.parametrize("name", ["tokenizer.json", "vocab.json"])
def test_a_tokenizer_that_makes_no_sense_is_refused(folder: Path, name: str, content: str) -> None:
    file = folder / "tokenizer" / name
    if not file.exists():
        return
    file.write_text(content)
    with pytest.raises(AigcError) as caught:
        ClipTokens(model(folder))
    assert caught.value.code == "model.tokenizer"


@pytest.mark.parametrize("told", [[], {"model_max_length": "long"}, {"bos_token": "<nobody>"}])
def test_a_configuration_that_makes_no_sense_is_refused(folder: Path, told: object) -> None:
    (folder / "tokenizer" / "tokenizer_config.json").write_text(json.dumps(told))
    with pytest.raises(AigcError) as caught:
        ClipTokens(model(folder))
    assert caught.value.code == "model.tokenizer"
