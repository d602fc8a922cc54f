"""The network: GPT-2's layout (Radford et al. 2019), small, with the embedding also as the last layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import torch
from torch import nn
from transformers import GPT2Config, GPT2LMHeadModel

CONTEXT = 256
_COPIED = 0.1
_NOT_ASKED = -100
"""A target that `torch.nn.functional.cross_entropy` leaves out."""

LanguageModel: TypeAlias = Any
"""A `transformers.GPT2LMHeadModel`, whose methods type checkers cannot see through."""

Line: TypeAlias = tuple[Sequence[int], Sequence[int]]
"""The tokens of a prompt with its line break, and those of its text with the end."""


def new_model(vocabulary: int, end: int, width: int = 192, layers: int = 4) -> LanguageModel:
    """An untrained model; 2.6 million parameters in the usual size."""
    config = GPT2Config(
        vocab_size=vocabulary,
        n_positions=CONTEXT,
        n_embd=width,
        n_layer=layers,
        n_head=width // 64,
        activation_function="gelu_pytorch_tanh",  # GPT-2's own, computed at once instead of in seven steps
        bos_token_id=end,
        eos_token_id=end,
        resid_pdrop=0.0,
        embd_pdrop=0.0,
        attn_pdrop=0.0,
    )
    model: LanguageModel = GPT2LMHeadModel(config)
    for block in model.transformer.h:
        _let_copy(block.get_submodule("attn"), width)
    return model


@torch.no_grad()
def _let_copy(attention: nn.Module, width: int) -> None:
    """Let a layer begin by passing on what it attends to.

    Value times projection is then near the identity (mimetic initialisation, Trockman and Kolter 2023). The
    last layer being the embedding, to attend to a word of the prompt is to say it: what is left to learn is
    where to look.
    """
    values = attention.get_parameter("c_attn.weight")[:, 2 * width :]
    values.copy_(torch.eye(width))
    attention.get_parameter("c_proj.weight").add_(_COPIED * torch.eye(width))


def batch_of(lines: Sequence[Line], end: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Inputs and targets, both (N, length - 1); of the prompt only its end is a target."""
    longest = max(len(prompt) + len(text) for prompt, text in lines)
    tokens = torch.full((len(lines), longest), end)
    targets = torch.full((len(lines), longest), _NOT_ASKED)
    for row, (prompt, text) in enumerate(lines):
        whole = torch.tensor([*prompt, *text])
        tokens[row, : len(whole)] = whole
        targets[row, len(prompt) - 1 : len(whole)] = whole[len(prompt) - 1 :]
    return tokens[:, :-1], targets[:, 1:]


def count_of(targets: torch.Tensor) -> int:
    """How many targets there are."""
    return int((targets != _NOT_ASKED).sum())


def loss_of(model: LanguageModel, inputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """The mean cross entropy of the targets. Padding stands at the end, where nothing that counts sees it.

    Only the rows of the last layer that have a target are computed.
    """
    hidden = model.transformer(inputs, use_cache=False).last_hidden_state
    asked = targets != _NOT_ASKED
    return nn.functional.cross_entropy(model.lm_head(hidden[asked]).float(), targets[asked])
