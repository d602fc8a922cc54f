"""The training of the decoder: from latents of drawn textures back to their pixels.

What the latents cannot hold, grain above all, is not to be blurred but painted anew: a discriminator of
patches asks for it, and its features say how far apart two pictures are (Larsen et al. 2016; Esser et al.
2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi

import torch
from torch import nn
from torch.nn import functional

from aigc_gan.decoder import SLOPE, Decoder
from aigc_gan.losses import discriminator_loss, non_saturating_loss
from aigc_gan.sizes import DecoderSizes

from .blocks import BlockTransform
from .checkpoints import Parts

LATENT_NOISE = 0.15
"""The most that latents are disturbed, so that the decoder forgives what the generator leaves."""


class PatchJudge(nn.Module):
    """A score for each patch of 8 x 8 pixels and what surrounds it, and the features on the way."""

    def __init__(self, widths: tuple[int, int, int] = (32, 48, 64)) -> None:
        super().__init__()
        befores = (12, 4 * widths[0], 4 * widths[1])
        self.layers = nn.ModuleList(
            nn.Conv2d(a, b, 3, padding=1) for a, b in zip(befores, widths, strict=True)
        )
        self.score = nn.Conv2d(widths[-1], 1, 1)

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Pictures (N, 3, H, W) -> scores (N, 1, H / 8, W / 8) and the values of every layer."""
        values, seen = pictures, []
        for layer in self.layers:
            values = functional.leaky_relu(layer(functional.pixel_unshuffle(values, 2)), SLOPE)
            seen.append(values)
        return self.score(values).float(), seen


@dataclass(frozen=True)
class PaintPlan:
    """How long and how fast the decoder is trained; the judge joins in at the share `judged_from`."""

    steps: int = 1200
    batch: int = 16
    learning_rate: float = 1.5e-3
    judge_rate: float = 4e-4
    judged_from: float = 0.3
    edges: float = 0.5
    features: float = 1.0
    against: float = 0.05

    def rate(self, step: int) -> float:
        """Of the step size: a short start, then along half a cosine down to a hundredth."""
        return min(1.0, (step + 1) / 50) * (0.01 + 0.99 * 0.5 * (1 + cos(pi * step / self.steps)))


class Painting:
    """A decoder and its judge in training."""

    def __init__(self, sizes: DecoderSizes, transform: BlockTransform, plan: PaintPlan) -> None:
        torch.manual_seed(3)
        self.plan, self.transform, self.done = plan, transform, 0
        self.decoder, self.judge = Decoder(sizes), PatchJudge()
        transform.write_inverse(self.decoder.blocks)
        nn.init.normal_(self.decoder.colours.weight, std=1e-3)
        self._painter = torch.optim.Adam(self.decoder.parameters(), betas=(0.5, 0.99), fused=True)
        self._judging = torch.optim.Adam(self.judge.parameters(), betas=(0.5, 0.99), fused=True)

    def parts(self) -> Parts:
        """Everything that changes from step to step."""
        networks = {"decoder": self.decoder, "judge": self.judge}
        return {**networks, "copier": self._painter, "judging": self._judging}

    def step(self, drawn: torch.Tensor) -> dict[str, float]:
        """One step on pictures (N, 3, H, W) in -1 to 1; returns the losses."""
        judged = self.done >= self.plan.judged_from * self.plan.steps
        painted = self._painted(drawn)
        losses = self._errors(painted, drawn)
        if judged:
            losses |= self._judgements(painted, drawn)
        self._descend(self._painter, torch.stack(list(losses.values())).sum(), self.plan.learning_rate)
        if judged:
            scores = self._judged(drawn)[0], self._judged(painted.detach())[0]
            losses["judge"] = discriminator_loss(*scores)
            self._descend(self._judging, losses["judge"], self.plan.judge_rate)
        self.done += 1
        return {name: float(loss.detach()) for name, loss in losses.items()}

    def _painted(self, drawn: torch.Tensor) -> torch.Tensor:
        latents = self.transform.latents(drawn)
        strength = LATENT_NOISE * torch.rand(len(drawn), 1, 1, 1)
        disturbed = latents + strength * torch.randn_like(latents)
        with torch.autocast("cpu", torch.bfloat16):
            painted: torch.Tensor = self.decoder(disturbed, torch.randn_like(drawn[:, :1]))
        return painted.float()

    def _errors(self, painted: torch.Tensor, drawn: torch.Tensor) -> dict[str, torch.Tensor]:
        error = painted - drawn
        edges = error.diff(dim=-1).abs().mean() + error.diff(dim=-2).abs().mean()
        return {"pixels": error.abs().mean() + error.square().mean(), "edges": self.plan.edges * edges}

    def _judgements(self, painted: torch.Tensor, drawn: torch.Tensor) -> dict[str, torch.Tensor]:
        self.judge.requires_grad_(False)
        scores, seen = self._judged(painted)
        wanted = self._judged(drawn)[1]
        self.judge.requires_grad_(True)
        apart = [functional.l1_loss(a.float(), b.float()) for a, b in zip(seen, wanted, strict=True)]
        against = self.plan.against * non_saturating_loss(scores)
        return {"features": self.plan.features * torch.stack(apart).sum(), "against": against}

    def _judged(self, pictures: torch.Tensor) -> tuple[torch.Tensor, list[torch.Tensor]]:
        with torch.autocast("cpu", torch.bfloat16):
            judged: tuple[torch.Tensor, list[torch.Tensor]] = self.judge(pictures)
        return judged

    def _descend(self, optimiser: torch.optim.Optimizer, loss: torch.Tensor, rate: float) -> None:
        for group in optimiser.param_groups:
            group["lr"] = rate * self.plan.rate(self.done)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
