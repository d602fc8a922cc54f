"""Between text and tokens, by the `tokenizers` library alone: no runtime needs transformers for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tokenizers import Tokenizer

from aigc_desktop.api import AigcError

FILE = "tokenizer.json"


class Tokens(Protocol):
    """What the generator needs of a tokenizer."""

    @property
    def largest(self) -> int:
        """The largest token that it can make."""

    def encode(self, text: str, *, adds_specials: bool) -> list[int]:
        """The tokens of `text`, with the marks that the model expects around it, or without."""

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of `tokens`, without special ones."""


class FileTokens:
    """The tokenizer of a `tokenizer.json`."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self.largest = max(tokenizer.get_vocab(with_added_tokens=True).values(), default=-1)

    def encode(self, text: str, *, adds_specials: bool) -> list[int]:
        """The tokens of `text`."""
        return list(self._tokenizer.encode(text, add_special_tokens=adds_specials).ids)

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of `tokens`."""
        return str(self._tokenizer.decode(list(tokens), skip_special_tokens=True))


def read_tokens(folder: Path, model_name: str) -> FileTokens:
    """The tokenizer of a model folder; raises AigcError `model.tokenizer`."""
    file = folder / FILE
    try:
        return FileTokens(Tokenizer.from_file(str(file)))
    except Exception as error:  # tokenizers raises Exception itself
        raise unreadable(model_name, error) from error


def unreadable(model_name: str, error: Exception) -> AigcError:
    """The refusal of a tokenizer that is not there or damaged."""
    return AigcError(
        "model.tokenizer",
        f"The tokenizer of “{model_name}” cannot be read.",
        f"The folder needs a whole {FILE}; copy or download it again.",
        str(error),
    )


def check_fit(tokens: Tokens, vocabulary: int, model_name: str) -> None:
    """Raise AigcError `model.tokenizer` when the tokenizer makes tokens that the model does not have."""
    if tokens.largest >= vocabulary:
        raise AigcError(
            "model.tokenizer",
            f"The tokenizer does not fit “{model_name}”: it makes tokens up to {tokens.largest}, "
            f"the model has {vocabulary}.",
            "Copy the tokenizer files that belong to this model into its folder.",
        )
