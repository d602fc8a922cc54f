"""The tokenizer: byte-level pair encoding as in GPT-2, trained on the corpus."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from .corpus import Sample

END = "<|endoftext|>"
VOCABULARY = 4096
FILE = "tokenizer.json"


def train_tokenizer(corpus: Iterable[Sample], size: int = VOCABULARY) -> Tokenizer:
    """A tokenizer of at most `size` tokens; what no merge covers is spelled out in bytes."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=[END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator((whole(sample) for sample in corpus), trainer)
    return tokenizer


def whole(sample: Sample) -> str:
    """What the model reads: the prompt, a line break, the text."""
    return f"{sample.prompt}\n{sample.text}"


def save_tokenizer(tokenizer: Tokenizer, folder: Path, context: int) -> None:
    """Save `tokenizer.json`, which is all that is needed, and what transformers wants beside it."""
    tokenizer.save(str(folder / FILE))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": context,
        "eos_token": END,
        "bos_token": END,
        "clean_up_tokenization_spaces": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")
