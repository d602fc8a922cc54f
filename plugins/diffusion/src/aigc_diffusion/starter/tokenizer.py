"""The tokenizer: CLIP's byte-level pair encoding with merges made for the captions' words.

Every English word of the captions is one token, and so is every Chinese character of them. Chinese is not
merged into words: it has no spaces, and a model that reads characters copes with wordings it has not met. Any
other text is spelled out in bytes, so that nothing is lost and nothing fails.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from tokenizers import pre_tokenizers
from transformers import CLIPTokenizer

from .captions import vocabulary

START, END, SUFFIX = "<|startoftext|>", "<|endoftext|>", "</w>"
PUNCTUATION = "，。、！"
COUNTERS = "个颗朵只幅张"
MAX_LENGTH = 40


def new_tokenizer(max_length: int = MAX_LENGTH) -> CLIPTokenizer:
    """The tokenizer for the captions; longer prompts are cut after `max_length` tokens."""
    known = sorted(vocabulary())
    characters = sorted({c for word in known for c in word if not c.isascii()} | set(PUNCTUATION + COUNTERS))
    merges = _english_merges([word for word in known if word.isascii()]) + _character_merges(characters)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    pieces = [*alphabet, *(letter + SUFFIX for letter in alphabet), *(a + b for a, b in merges), START, END]
    numbers = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    constructor: Any = CLIPTokenizer
    return cast(CLIPTokenizer, constructor(vocab=numbers, merges=merges, model_max_length=max_length))


def _english_merges(known: list[str]) -> list[tuple[str, str]]:
    """Pair merges, the most frequent first, until each word is one piece (Sennrich et al. 2016).

    Of equally frequent pairs the first in the alphabet wins, so that every run makes the same tokens.
    """
    spelled = [(*word[:-1], word[-1] + SUFFIX) for word in known]
    merges = []
    while any(len(pieces) > 1 for pieces in spelled):
        counts = Counter(pair for pieces in spelled for pair in pairwise(pieces))
        merges.append(min(counts, key=lambda pair: (-counts[pair], pair)))
        spelled = [_merged(pieces, merges[-1]) for pieces in spelled]
    return merges


def _merged(pieces: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    """The pieces with every occurrence of the pair joined."""
    done: list[str] = []
    for piece in pieces:
        if done and (done[-1], piece) == pair:
            done[-1] += piece
        else:
            done.append(piece)
    return tuple(done)


def _character_merges(characters: list[str]) -> list[tuple[str, str]]:
    """The three bytes of each character become one piece, at the end of a run of letters and inside it.

    A first byte in UTF-8 is never a later one, so that these merges cannot reach across two characters.
    """
    to_letters = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False).pre_tokenize_str
    spelled = [to_letters(character)[0][0] for character in characters]
    letters = [(text[0], text[1], text[2]) for text in spelled]
    merges = [pair for a, b, c in letters for pair in ((a, b), (a + b, c), (a + b, c + SUFFIX))]
    return list(dict.fromkeys(merges))


def save_tokenizer(tokenizer: CLIPTokenizer, folder: Path) -> None:
    """Save in today's format (tokenizer.json) and in the older one (vocab.json, merges.txt)."""
    tokenizer.save_pretrained(folder)
    model = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]
    (folder / "vocab.json").write_text(json.dumps(model["vocab"], ensure_ascii=False), "utf-8")
    merges = "\n".join(" ".join(pair) for pair in model["merges"])
    (folder / "merges.txt").write_text(f"#version: 0.2\n{merges}\n", "utf-8")
    _forget_origin(folder / "tokenizer_config.json")


def _forget_origin(config: Path) -> None:
    """Leave out the library's notes on where the tokenizer was loaded from: it was made here."""
    content = json.loads(config.read_text("utf-8"))
    kept = {key: value for key, value in content.items() if not re.match(r"is_local|name_or_path|_", key)}
    config.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", "utf-8")
