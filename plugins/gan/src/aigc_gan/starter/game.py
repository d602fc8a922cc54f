"""The game of the generator against the judge, on latents, with an encoder that shows the generator the way.

Half of every batch is made from z and noise drawn at random; half is made from what the encoder believes made
drawn latents, and is to be those latents again (VAE-GAN, Larsen et al. 2016). The judge sees both halves: the
non-saturating loss with R1 every few steps (Mescheder et al. 2018; lazily as in Karras et al. 2020).
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from math import cos, pi

import torch
from torch import nn
from torch.nn import functional

from aigc_gan.losses import (
    discriminator_loss,
    non_saturating_loss,
    r1_penalty,
)
from aigc_gan.sizes import StyleSizes
from aigc_gan.style import Layouts, StyleGenerator

from .checkpoints import Parts
from .encoder import Believed, Encoder
from .judge import Judge, Verdict
from .layouts import first_layouts
from .processes import share_gradients
from .styles import KnownStyles


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train, and how much each part of the loss weighs."""

    steps: int = 1500
    batch: int = 32
    learning_rate: float = 3e-3
    judge_widths: tuple[int, int, int] = (64, 128, 192)
    ema: float = 0.995
    gamma: float = 3.0
    penalty_every: int = 8
    alone: int = 900
    mapping: float = 1.0
    copying: float = 4.0
    divergence: float = 3e-4
    naming: float = 0.2
    against: float = 0.15

    def rate(self, step: int) -> float:
        """The step size: constant at first, from the middle along a quarter of a cosine to nearly nothing."""
        late = max(0.0, 2 * step / self.steps - 1)
        return self.learning_rate * max(0.02, cos(late * pi / 2))


class Game:
    """The networks, their optimisers and the generator's averaged weights."""

    def __init__(self, sizes: StyleSizes, plan: Plan) -> None:
        assert sizes.decoder is not None
        assert sizes.layouts is not None
        torch.manual_seed(0)
        self.sizes, self.plan, self.done = sizes, plan, 0
        channels, side = sizes.decoder.latent_channels, sizes.noise_sides[-2]
        self.generator = StyleGenerator(sizes)
        self.average = copy.deepcopy(self.generator).requires_grad_(False)
        self.judge = Judge(channels, side, plan.judge_widths, len(sizes.classes))
        self.encoder = Encoder(channels, plan.judge_widths, len(sizes.classes), sizes.latent_size)
        self._layouts = sizes.layouts.count
        self._known = KnownStyles(len(sizes.classes), sizes.latent_size)
        assert isinstance(self.generator.synthesis.start, Layouts)
        self._start = self.generator.synthesis.start
        self._making = self._optimiser(self.generator, self.encoder)
        self._judging = self._optimiser(self.judge)

    @torch.no_grad()
    def begin_with(self, latents: torch.Tensor) -> None:
        """Start from what the drawn latents (classes, count, C, h, w) of each layout have in common."""
        channels = self._start.values.shape[2] // latents.shape[2]
        self._start.values.copy_(first_layouts(latents, channels) / self._start.rate)
        self.average.load_state_dict(self.generator.state_dict())

    def parts(self) -> Parts:
        """Everything that changes from step to step."""
        networks = {"generator": self.generator, "average": self.average, "judge": self.judge}
        return {**networks, "encoder": self.encoder, "making": self._making, "judging": self._judging}

    def step(self, drawn: torch.Tensor, label: torch.Tensor, layout: torch.Tensor) -> dict[str, float]:
        """One step of all networks on drawn latents (N, C, h, w), their classes and layouts; the losses."""
        plays = self.done >= self.plan.alone
        if self.done == self.plan.alone:
            self.judge.begin_as(self.encoder)
        with self._half_precision():
            believed: Believed = self.encoder(drawn, label)
        self._known.remember(believed.mean.detach(), label)
        mapped = self.generator.mapping(torch.randn_like(believed.mean), label)
        first, second = self._shares(len(drawn), plays)
        style = torch.cat([believed.drawn()[:second], mapped[second:]])
        other = torch.randint(self._layouts, layout.shape)
        made = self.latents(style, torch.cat([layout[:first], other[first:]]))
        losses = {
            "copying": self.plan.copying * functional.mse_loss(made[:first], drawn[:first]),
            "divergence": self.plan.divergence * believed.divergence(),
            "mapping": self.plan.mapping * self._known.mismatch(self.generator.mapping),
            "class": self.plan.naming * functional.cross_entropy(self._start.class_of(style), label),
        }
        if plays:
            losses["judge"] = self._judge(drawn, made.detach(), label)
            losses |= self._judgement(made, label)
        self._descend(self._making, torch.stack([losses[name] for name in losses if name != "judge"]).sum())
        self._follow()
        self.done += 1
        return {name: float(loss.detach()) for name, loss in losses.items()}

    def _shares(self, count: int, plays: bool) -> tuple[int, int]:
        """Up to where textures are made again, and up to where their styles are given to other layouts."""
        return (count // 2, 3 * count // 4) if plays else (count, count)

    @torch.no_grad()
    def styles(self, latents: torch.Tensor) -> torch.Tensor:
        """The styles of drawn latents (classes, count, C, h, w): (classes, count, latent)."""
        numbers = torch.arange(len(latents)).repeat_interleave(latents.shape[1])
        parts = zip(torch.split(latents.flatten(0, 1), 60), torch.split(numbers, 60), strict=True)
        means = [self.encoder(part.float(), number).mean for part, number in parts]
        return torch.cat(means).reshape(*latents.shape[:2], -1)

    def latents(self, style: torch.Tensor, layout: torch.Tensor) -> torch.Tensor:
        """What the generator makes of w (N, latent) and layouts (N), with other noise each time."""
        sides = self.sizes.noise_sides[: self.sizes.layers]
        maps = [torch.randn(len(style), 1, side, side) for side in sides]
        styles = self.generator.repeated(style).bfloat16()
        choice = functional.one_hot(layout, self._layouts)
        return self.generator.synthesis.before_decoding(styles, maps, choice)

    def _judgement(self, made: torch.Tensor, label: torch.Tensor) -> dict[str, torch.Tensor]:
        self.judge.requires_grad_(False)
        verdict = self._verdict(made, label)
        self.judge.requires_grad_(True)
        scores = verdict.whole, verdict.blocks
        return {
            "against": self.plan.against * torch.add(*map(non_saturating_loss, scores)),
            "naming": self.plan.naming * functional.cross_entropy(verdict.classes, label),
        }

    def _judge(self, drawn: torch.Tensor, made: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        real, fake = self._verdict(drawn, label), self._verdict(made, label)
        loss = discriminator_loss(real.whole, fake.whole) + discriminator_loss(real.blocks, fake.blocks)
        loss = loss + functional.cross_entropy(real.classes, label)
        if self.done % self.plan.penalty_every == 0:
            few = len(drawn) // 2
            penalty = r1_penalty(lambda part: self._whole(part, label[:few]), drawn[:few])
            loss = loss + self.plan.penalty_every * self.plan.gamma / 2 * penalty
        self._descend(self._judging, loss)
        return loss.detach()

    def _whole(self, latents: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        verdict = self._verdict(latents, label)
        return verdict.whole + verdict.blocks.mean(dim=(1, 2))

    def _verdict(self, latents: torch.Tensor, label: torch.Tensor) -> Verdict:
        with self._half_precision():
            verdict: Verdict = self.judge(latents, label)
        return verdict

    def _half_precision(self) -> torch.autocast:
        return torch.autocast("cpu", torch.bfloat16)

    def _optimiser(self, *parts: nn.Module) -> torch.optim.Optimizer:
        weights = [weight for part in parts for weight in part.parameters()]
        return torch.optim.Adam(weights, lr=self.plan.learning_rate, betas=(0.5, 0.99), fused=True)

    def _descend(self, optimiser: torch.optim.Optimizer, loss: torch.Tensor) -> None:
        for group in optimiser.param_groups:
            group["lr"] = self.plan.rate(self.done)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        share_gradients(optimiser.param_groups[0]["params"])
        optimiser.step()

    @torch.no_grad()
    def _follow(self) -> None:
        """Early on the average forgets faster, so that it is not made of the random start."""
        decay = min(self.plan.ema, (1 + self.done) / (10 + self.done))
        for ours, theirs in zip(self.average.parameters(), self.generator.parameters(), strict=True):
            ours.lerp_(theirs, 1 - decay)
