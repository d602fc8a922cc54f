"""Prompts as the numbers that a CLIP text encoder reads, with the `tokenizers` library alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from aigc_desktop.api import Model

from .tokens import check_fits, unreadable

_USUAL_LENGTH = 77
_SPECIAL = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "pad_token": "<|endoftext|>"}
_WORDS = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


class ClipTokens:
    """One tokenizer of a model folder: `tokenizer.json`, or CLIP's `vocab.json` and `merges.txt`."""

    def __init__(self, model: Model, number: str = "") -> None:
        """`number` is `_2` for the second one.

        Raises AigcError `model.tokenizer` when the files are missing, senseless or another model's.
        """
        folder = Path(model.path) / f"tokenizer{number}"
        told = model.config.get(f"tokenizer{number}/tokenizer_config.json", {})
        encoder = model.config.get(f"text_encoder{number}/config.json", {})
        try:
            most = encoder.get("max_position_embeddings", _USUAL_LENGTH)
            self.length = int(min(told.get("model_max_length", most), most))
            self._tokenizer = _read(folder, told)
            self._first, self._last, self._pad = (self._id(told, name) for name in _SPECIAL)
        except Exception as error:  # the tokenizers library raises Exception itself
            raise unreadable(model, error) from error
        check_fits(self._tokenizer, model, encoder.get("vocab_size"))

    def ids(self, text: str) -> NDArray[np.int64]:
        """The tokens of `text`, shape (1, length): begin, words, end, then padding."""
        words = self._tokenizer.encode(text, add_special_tokens=False).ids[: self.length - 2]
        line = [self._first, *words, self._last]
        return np.array([line + [self._pad] * (self.length - len(line))], np.int64)

    def cut_off(self, text: str) -> str:
        """The end of `text` that is beyond the model's reach."""
        offsets = self._tokenizer.encode(text, add_special_tokens=False).offsets
        return text[offsets[self.length - 3][1] :].strip() if len(offsets) > self.length - 2 else ""

    def _id(self, told: Mapping[str, Any], name: str) -> int:
        token = _special(told, name)
        number: int | None = self._tokenizer.token_to_id(token)
        if number is None:
            raise ValueError(f"it knows no {name} {token!r}")
        return number


def _special(told: Mapping[str, Any], name: str) -> str:
    token = told.get(name, _SPECIAL[name])
    return str(token.get("content") if isinstance(token, dict) else token)


def _read(folder: Path, told: Mapping[str, Any]) -> Tokenizer:
    whole = folder / "tokenizer.json"
    if whole.is_file():
        tokenizer = Tokenizer.from_file(str(whole))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer
    vocabulary = msgspec.json.decode((folder / "vocab.json").read_bytes(), type=dict[str, int])
    lines = (folder / "merges.txt").read_text("utf-8").splitlines()
    merges = [(a, b) for a, _, b in (line.partition(" ") for line in lines) if b and not a.startswith("#")]
    unknown = str(told.get("unk_token", _SPECIAL["eos_token"]))
    tokenizer = Tokenizer(
        models.BPE(vocabulary, merges, end_of_word_suffix="</w>", fuse_unk=False, unk_token=unknown)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(_pattern(r"\s+"), " "), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(_pattern(_WORDS), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    # Written out in a prompt they mean themselves.
    tokenizer.add_special_tokens([t for t in {_special(told, name) for name in _SPECIAL} if t in vocabulary])
    return tokenizer


def _pattern(expression: str) -> Any:  # noqa: ANN401 - tokenizers ships no types
    from tokenizers import Regex

    return Regex(expression)
