"""The tokenizer of an older folder, which has its files in another form than `tokenizer.json`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from aigc_desktop.api import Model

from .tokens import FILE, FileTokens, read_tokens, unreadable

_OLDER = ("vocab.json", "tokenizer.model", "spiece.model", "vocab.txt")


def tokens_of(model: Model) -> FileTokens:
    """The tokenizer of `model`, converted by transformers where it must be.

    Raises AigcError `model.tokenizer`.
    """
    folder = Path(model.path)
    if (folder / FILE).is_file():
        return read_tokens(folder, model.name)
    if not any((folder / file).is_file() for file in _OLDER):
        # Without its files, transformers makes a tokenizer that knows no word at all.
        raise unreadable(model.name, FileNotFoundError(f"neither {FILE} nor {', '.join(_OLDER)} is there"))
    kinds: Any = import_module("transformers").AutoTokenizer
    try:
        found = kinds.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        return FileTokens(found.backend_tokenizer)
    except Exception as error:  # tokenizers raises Exception itself
        raise unreadable(model.name, error) from error
