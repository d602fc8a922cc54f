"""The finished model folder: plain transformers layout in float16."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from tokenizers import Tokenizer

from aigc_transformer.traits import DEFAULTS_FILE

from .model import CONTEXT, LanguageModel
from .prompts import Order, prompt
from .tokenizer import save_tokenizer

DEFAULTS = {
    "temperature": 0.6,
    "top_p": 0.9,
    "top_k": 50,
    "max_new_tokens": 120,
    "prompt": prompt(Order("en", "ceramic mug", "playful", "tagline")),
}


def export(model: LanguageModel, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the folder that `AutoModelForCausalLM.from_pretrained` loads without any code of ours."""
    model.to("cpu", torch.float16).save_pretrained(folder)
    save_tokenizer(tokenizer, folder, CONTEXT)
    text = json.dumps(DEFAULTS, indent=2, ensure_ascii=False)
    (folder / DEFAULTS_FILE).write_text(text + "\n", "utf-8")
    for weights in folder.glob("*.safetensors"):
        weights.chmod(0o644)
