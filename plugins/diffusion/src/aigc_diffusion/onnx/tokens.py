"""What the tokenizers of text encoders share: what they do, and the refusal of those that cannot be used."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from aigc_desktop.api import AigcError, Model


class Tokens(Protocol):
    """The tokenizer of one text encoder."""

    def ids(self, text: str) -> NDArray[np.int64]:
        """The tokens of `text`, shape (1, length), cut and filled up to the length that the encoder reads."""

    def cut_off(self, text: str) -> str:
        """The end of `text` that is beyond the encoder's reach."""


def check_fits(tokenizer: Tokenizer, model: Model, known: object) -> None:
    """Raise AigcError `model.tokenizer` where it counts beyond the `known` tokens of the text encoder."""
    most = max(tokenizer.get_vocab(with_added_tokens=True).values())
    if isinstance(known, int) and most >= known:
        raise AigcError(
            "model.tokenizer",
            f"The tokenizer of “{model.name}” is another model's: it counts to {most + 1:,}, "
            f"and the text encoder knows {known:,} tokens.",
            "Copy the whole model folder again, or export it again.",
        )


def unreadable(model: Model, error: Exception) -> AigcError:
    """The refusal of a tokenizer whose files are missing or make no sense."""
    return AigcError(
        "model.tokenizer",
        f"The tokenizer of “{model.name}” cannot be read.",
        "Export or copy the whole model folder again.",
        str(error),
    )
