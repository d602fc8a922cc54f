"""The text encoder: a small CLIP text model that is first taught to say what a caption describes.

It learns from captions alone, before any picture is drawn from noise: heads that read the mean of its output
must name each object's shape, colour, style and size and the background. The heads are thrown away, and the
encoder is not changed any more, as in Stable Diffusion (Rombach et al. 2022). The denoiser then starts with
words that already mean something, which spares it most of its own training.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import torch
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from .captions import LANGUAGES, caption
from .draw import BACKDROPS, COLOURS, SIZES, STYLES, Icon, Scene
from .shapes import SHAPES
from .training import Plan, train

ICONS = 2
UNKNOWN = -100
"""The class of what is not there; `torch.nn.functional.cross_entropy` leaves it out."""


class Reader(nn.Module):
    """The text encoder and the heads by which it is taught."""

    def __init__(self, encoder: CLIPTextModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = int(encoder.config.hidden_size)
        self.heads = nn.ModuleList(nn.Linear(width, classes) for classes in class_counts())

    def forward(self, tokens: torch.Tensor) -> list[torch.Tensor]:
        """Scores for every question of `answers`, each (N, classes), of tokens (N, length)."""
        mean = self.encoder(tokens).last_hidden_state.mean(dim=1)
        return [head(mean) for head in self.heads]


def new_text_encoder(tokenizer: CLIPTokenizer, width: int = 128, layers: int = 3) -> CLIPTextModel:
    """An untrained CLIP text model with one embedding for each of the tokenizer's tokens."""
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=width,
            intermediate_size=4 * width,
            projection_dim=width,
            num_hidden_layers=layers,
            num_attention_heads=4,
            max_position_embeddings=tokenizer.model_max_length,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


def class_counts() -> list[int]:
    """How many answers each question of `answers` has."""
    return [len(COLOURS), len(BACKDROPS), ICONS] + [
        len(SHAPES),
        len(COLOURS),
        len(STYLES),
        len(SIZES),
    ] * ICONS


def answers(scene: Scene) -> list[int]:
    """The scene as classes: background, backdrop, how many icons, then four for each icon."""
    classes = [
        list(COLOURS).index(scene.background),
        BACKDROPS.index(scene.backdrop),
        len(scene.icons) - 1,
    ]
    for icon in scene.icons:
        classes += _icon_answers(icon)
    return classes + [UNKNOWN] * (len(class_counts()) - len(classes))


def _icon_answers(icon: Icon) -> list[int]:
    return [
        list(SHAPES).index(icon.shape),
        list(COLOURS).index(icon.colour),
        STYLES.index(icon.style),
        list(SIZES).index(icon.size),
    ]


def train_text_encoder(
    encoder: CLIPTextModel,
    tokenizer: CLIPTokenizer,
    scenes: list[Scene],
    plan: Plan,
    device: torch.device,
    state: Path,
) -> nn.Module:
    """Train on freshly worded captions of the scenes; return the averaged `Reader`."""
    encoder.set_attn_implementation("eager")

    def loss(reader: nn.Module, seed: int, count: int) -> torch.Tensor:
        wording = Random(seed)
        chosen = wording.choices(scenes, k=count)
        texts = [caption(scene, wording.choice(LANGUAGES), wording) for scene in chosen]
        right = torch.tensor([answers(scene) for scene in chosen]).to(device)
        return reading_loss(reader(tokens_of(tokenizer, texts).to(device)), right)

    return train(Reader(encoder).to(device).train(), loss, plan, state)


def reading_loss(scores: list[torch.Tensor], right: torch.Tensor) -> torch.Tensor:
    """The sum of all questions' cross-entropies; right answers are (N, questions)."""
    parts = [
        nn.functional.cross_entropy(score, answer, ignore_index=UNKNOWN, reduction="sum")
        for score, answer in zip(scores, right.T, strict=True)
    ]
    return torch.stack(parts).sum() / len(right)


def tokens_of(tokenizer: CLIPTokenizer, texts: list[str]) -> torch.Tensor:
    """Token numbers, shape (N, max_length), padded and cut as the pipeline does it."""
    encoded = tokenizer(texts, padding="max_length", truncation=True, return_tensors="pt")
    tokens: torch.Tensor = encoded.input_ids
    return tokens
