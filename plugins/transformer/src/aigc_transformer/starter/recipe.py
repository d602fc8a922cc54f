"""The whole recipe in order, in one folder of work: corpus, tokenizer, training.

Every stage keeps its result in the folder, and the training goes on from its last checkpoint, so that a run
that was stopped is simply started again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import torch
from tokenizers import Tokenizer

from . import corpus, training
from .model import LanguageModel, Line, new_model
from .tokenizer import END, FILE, VOCABULARY, train_tokenizer

PLAN = training.Plan()
_READ_FOR_TOKENS = 50_000


@dataclass(frozen=True)
class Recipe:
    """What is trained, on how many samples, for how long."""

    samples: int = 160_000
    vocabulary: int = VOCABULARY
    width: int = 192
    layers: int = 4
    plan: training.Plan = PLAN


class Workshop:
    """The folder of work and what is made in it. Each property makes one thing, or finds it made."""

    def __init__(self, folder: Path, recipe: Recipe, device: str = "auto") -> None:
        self._folder, self._recipe = folder, recipe
        self._device = training.pick_device(device)

    @cached_property
    def samples(self) -> list[corpus.Sample]:
        """The training samples, composed now unless their file is there."""
        file = self._folder / "corpus.jsonl"
        if not file.exists():
            fresh = file.with_suffix(".fresh")
            corpus.write(self._recipe.samples, fresh)
            fresh.replace(file)
        return corpus.read(file)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer, trained now unless its file is there."""
        file = self._folder / FILE
        if not file.exists():
            train_tokenizer(self.samples[:_READ_FOR_TOKENS], self._recipe.vocabulary).save(str(file))
        return Tokenizer.from_file(str(file))

    def train(self) -> None:
        """Train the model."""
        torch.manual_seed(0)
        plan, state = self._recipe.plan, self._folder / "model.pt"
        training.train(self._new_model(), self._lines(), self._end, plan, self._device, state)

    def finished_model(self) -> LanguageModel:
        """The model of the newest checkpoint."""
        return training.trained(self._new_model(), self._folder / "model.pt")

    def _new_model(self) -> LanguageModel:
        size = self.tokenizer.get_vocab_size()
        return new_model(size, self._end, self._recipe.width, self._recipe.layers)

    def _lines(self) -> list[Line]:
        prompts = self.tokenizer.encode_batch_fast([f"{sample.prompt}\n" for sample in self.samples])
        texts = self.tokenizer.encode_batch_fast([sample.text for sample in self.samples])
        return [(prompt.ids, [*text.ids, self._end]) for prompt, text in zip(prompts, texts, strict=True)]

    @cached_property
    def _end(self) -> int:
        return int(self.tokenizer.get_vocab()[END])
