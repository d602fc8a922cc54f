"""Prompts as the numbers that a T5 text encoder reads, with the `tokenizers` library alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from aigc_desktop.api import Model

from .tokens import check_fits, unreadable

FILE = "tokenizer.json"
_END, _FILL = "</s>", "<pad>"


class T5Tokens:
    """One tokenizer of a model folder, in the form `tokenizer.json`; `length` is what the model is given."""

    def __init__(self, model: Model, number: str, length: int) -> None:
        """Raises AigcError `model.tokenizer` when the file is missing, senseless or another model's."""
        self.length = length
        try:
            self._tokenizer = Tokenizer.from_file(str(Path(model.path) / f"tokenizer{number}" / FILE))
            self._tokenizer.no_padding()
            self._tokenizer.no_truncation()
            self._end, self._fill = (self._id(token) for token in (_END, _FILL))
        except Exception as error:  # the tokenizers library raises Exception itself
            raise unreadable(model, error) from error
        encoder = model.config.get(f"text_encoder{number}/config.json", {})
        check_fits(self._tokenizer, model, encoder.get("vocab_size"))

    def ids(self, text: str) -> NDArray[np.int64]:
        """The tokens of `text`, shape (1, length): words, end, then padding."""
        words = self._tokenizer.encode(text, add_special_tokens=False).ids[: self.length - 1]
        line = [*words, self._end]
        return np.array([line + [self._fill] * (self.length - len(line))], np.int64)

    def cut_off(self, text: str) -> str:
        """The end of `text` that is beyond the model's reach."""
        offsets = self._tokenizer.encode(text, add_special_tokens=False).offsets
        return text[offsets[self.length - 2][1] :].strip() if len(offsets) > self.length - 1 else ""

    def _id(self, token: str) -> int:
        number: int | None = self._tokenizer.token_to_id(token)
        if number is None:
            raise ValueError(f"it knows no {token!r}")
        return number
