"""Tiny language models with random weights, in the layout of real ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from aigc_desktop.api import Model
from aigc_desktop.core.models.search import inspect

transformers: Any = import_module("transformers")

END = "<|end|>"
CONTEXT = 64
SENTENCES = (
    "a quiet fox paints the blue river with light",
    "the small cup holds a warm idea, and nobody spills it",
    "一只安静的狐狸用光画蓝色的河",
    "杯子里有一个温暖的想法",
)
_SIZES = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": CONTEXT,
}
CLASSES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "GPT2LMHeadModel": ("GPT2Config", {"n_embd": 32, "n_layer": 2, "n_head": 4, "n_positions": CONTEXT}),
    "LlamaForCausalLM": ("LlamaConfig", _SIZES),
    "Qwen2ForCausalLM": ("Qwen2Config", _SIZES),
    "MistralForCausalLM": ("MistralConfig", {**_SIZES, "sliding_window": 16}),
    "Gemma2ForCausalLM": (
        "Gemma2Config",
        {**_SIZES, "sliding_window": 16, "head_dim": 8, "tie_word_embeddings": False},
    ),
    "Gemma3ForCausalLM": (
        "Gemma3TextConfig",
        {
            **_SIZES,
            "sliding_window": 16,
            "head_dim": 8,
            "layer_types": ["sliding_attention", "full_attention"],
            "tie_word_embeddings": False,
        },
    ),
    "PhiForCausalLM": ("PhiConfig", {**_SIZES, "num_key_value_heads": 4}),
}


def tokenizer() -> Tokenizer:
    """A byte-level tokenizer of a few hundred tokens, most of them bytes: characters are often cut."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=300, special_tokens=[END], initial_alphabet=alphabet, show_progress=False
    )
    made.train_from_iterator(SENTENCES, trainer)
    return made


def save(class_name: str, folder: Path, **settings: object) -> Path:
    """A model of that class with random weights, whose logits are far enough apart to be told apart."""
    config_name, sizes = CLASSES[class_name]
    tokens = tokenizer()
    end = tokens.token_to_id(END)
    config = getattr(transformers, config_name)(
        **{
            **sizes,
            "vocab_size": tokens.get_vocab_size(),
            "bos_token_id": end,
            "eos_token_id": end,
            "pad_token_id": None,
            **settings,
        }
    )
    torch.manual_seed(1)
    module = getattr(transformers, class_name)(config)
    with torch.no_grad():
        for weight in module.parameters():
            if weight.ndim > 1:
                weight.normal_(0, 0.3)
    module.save_pretrained(folder)
    tokens.save(str(folder / "tokenizer.json"))
    write_json(folder / "tokenizer_config.json", {"eos_token": END, "bos_token": END})
    return folder


def write_json(file: Path, content: object) -> None:
    """Write a JSON file of a model folder."""
    file.write_text(json.dumps(content), "utf-8")


def model(folder: Path) -> Model:
    """The folder as the application finds it."""
    found = inspect(folder, folder.parent)
    assert found is not None
    return found
