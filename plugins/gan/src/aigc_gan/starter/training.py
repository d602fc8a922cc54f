"""The training of the starter: two networks against each other, at growing resolutions.

Non-saturating loss with R1 every few steps (Mescheder 2018; lazily as in Karras 2020), progressive growing
(Karras et al. 2018), style mixing (Karras 2019) and averaged weights. Several processes may train together;
a run that was stopped goes on from its last checkpoint.
"""

from __future__ import annotations

import copy
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import distributed, nn

from aigc_gan.losses import discriminator_loss, energy_distance, non_saturating_loss, r1_penalty
from aigc_gan.sizes import SMALLEST, StyleSizes
from aigc_gan.style import StyleGenerator

from .dataset import Textures, as_floats, drawn_batch, random_labels, rolled
from .discriminator import GROUP, Discriminator
from .perception import Perception, Yardstick


@dataclass(frozen=True)
class Stage:
    """A resolution, how many pictures to show at it, over how many to fade it in, and the weight of R1."""

    resolution: int
    pictures: int
    fade: int
    gamma: float


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train. A batch is shared out among the processes that train together."""

    stages: tuple[Stage, ...]
    judge: tuple[int, ...]
    batch: int = 16
    learning_rate: float = 8e-3
    ema: float = 0.997
    matching: float = 1.0
    judge_every: int = 1
    judge_rate: float = 0.3
    share_every: int = 8
    penalty_every: int = 8
    mixing: float = 0.5
    save_every: int = 100

    @property
    def pictures(self) -> int:
        """How many are shown in all."""
        return sum(stage.pictures for stage in self.stages)

    def rate(self, seen: int) -> float:
        """The step size after `seen` pictures: constant, in the last quarter straight down to a tenth."""
        left = 1 - seen / self.pictures
        return self.learning_rate * min(1.0, max(0.1, 4 * left))

    def at(self, seen: int) -> tuple[Stage, float]:
        """The stage after `seen` pictures, and how far its resolution has faded in."""
        for stage in self.stages:
            if seen < stage.pictures:
                return stage, min(1.0, (seen + self.batch) / max(1, stage.fade))
            seen -= stage.pictures
        return self.stages[-1], 1.0


class Game:
    """The two networks, their optimisers and the generator's averaged weights."""

    def __init__(self, sizes: StyleSizes, plan: Plan, device: torch.device) -> None:
        torch.manual_seed(0)
        self.plan, self.device, self.seen = plan, device, 0
        self.yardstick: Yardstick
        self.generator = StyleGenerator(sizes).to(device)
        self.discriminator = Discriminator(plan.judge, len(sizes.classes)).to(device)
        self.average = copy.deepcopy(self.generator).requires_grad_(False)
        self._optimisers = {
            name: torch.optim.Adam(part.parameters(), lr=plan.learning_rate, betas=(0.0, 0.99), fused=True)
            for name, part in (("generator", self.generator), ("discriminator", self.discriminator))
        }

    def save(self, path: Path) -> None:
        """Write the whole state, under another name first so that a kill leaves the old one."""
        fresh = path.with_suffix(".fresh")
        parts = {name: part.state_dict() for name, part in self._parts().items()}
        torch.save({**parts, "seen": self.seen}, fresh)
        fresh.replace(path)

    def restore(self, path: Path) -> None:
        """Go on from a checkpoint, if there is one."""
        if not path.exists():
            return
        content = torch.load(path, weights_only=True, map_location=self.device)
        for name, part in self._parts().items():
            part.load_state_dict(content[name])
        self.seen = int(content["seen"])

    def step(self, drawn: torch.Tensor, label: torch.Tensor, random: torch.Generator) -> tuple[float, float]:
        """One step of each network on a batch; returns their losses."""
        stage, fade = self.plan.at(self.seen)
        number = self.seen // self.plan.batch
        made = self._made(label, stage, fade, random)
        if number % self.plan.judge_every == 0:
            real, fake = (self._score(part, label, fade, random) for part in (drawn, made.detach()))
            loss = discriminator_loss(real, fake)
            self._descend("discriminator", loss + self._penalty(number, stage, drawn, label, fade))
        self.discriminator.requires_grad_(False)
        against = non_saturating_loss(self._score(made, label, fade, random))
        mismatch = self._mismatch(drawn, made)
        self._descend("generator", against + self.plan.matching * mismatch)
        self.discriminator.requires_grad_(True)
        self._average(number)
        self.seen += self.plan.batch
        return float(against.detach()), float(mismatch.detach())

    def _parts(self) -> dict[str, nn.Module | torch.optim.Optimizer]:
        networks = {"G": self.generator, "D": self.discriminator, "average": self.average}
        return {**networks, **self._optimisers}

    def _made(self, label: torch.Tensor, stage: Stage, fade: float, random: torch.Generator) -> torch.Tensor:
        sizes, count = self.generator.sizes, len(label)
        z = torch.randn(2, count, sizes.latent_size, generator=random).to(self.device)
        noise = torch.randn(count, sizes.noise_size, generator=random).to(self.device, torch.bfloat16)
        first, second = (self.generator.mapping(part, label) for part in z)
        blocks = (stage.resolution // SMALLEST).bit_length()
        cut = int(torch.randint(1, 2 * blocks - 1, (), generator=random))
        mixes = torch.rand(count, 1, 1, generator=random).to(self.device) < self.plan.mixing
        late = torch.arange(sizes.layers, device=self.device)[None, :, None] >= cut
        styles = torch.where(mixes & late, second.unsqueeze(1), first.unsqueeze(1)).bfloat16()
        pictures: torch.Tensor = self.generator.synthesis(styles, noise, blocks, fade)
        return pictures

    def _score(
        self, pictures: torch.Tensor, label: torch.Tensor, fade: float, random: torch.Generator
    ) -> torch.Tensor:
        scores: torch.Tensor = self.discriminator(rolled(pictures, random).bfloat16(), label, fade)
        return scores

    def _mismatch(self, drawn: torch.Tensor, made: torch.Tensor) -> torch.Tensor:
        """How differently the statistics of drawn and made pictures are distributed, within each group."""
        with torch.no_grad():
            wanted = self.yardstick(drawn)
        pairs = zip(wanted, self.yardstick(made), strict=True)
        parts = [energy_distance(*(part.unflatten(0, (-1, GROUP)) for part in pair)) for pair in pairs]
        return torch.stack(parts).mean()

    def _penalty(
        self, number: int, stage: Stage, drawn: torch.Tensor, label: torch.Tensor, fade: float
    ) -> torch.Tensor:
        every = self.plan.penalty_every
        if number // self.plan.judge_every % every:
            return torch.zeros((), device=self.device)
        penalty = r1_penalty(lambda part: self.discriminator(part.bfloat16(), label, fade), drawn)
        return every * stage.gamma / 2 * penalty

    def _descend(self, name: str, loss: torch.Tensor) -> None:
        optimiser = self._optimisers[name]
        share = self.plan.judge_rate if name == "discriminator" else 1.0
        for group in optimiser.param_groups:
            group["lr"] = share * self.plan.rate(self.seen)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()

    @torch.no_grad()
    def share(self) -> None:
        """Give all processes that train together the mean of their weights."""
        parts = (self.generator, self.discriminator, self.average)
        weights = [weight for part in parts for weight in part.parameters()]
        flat = torch.cat([weight.flatten() for weight in weights])
        distributed.all_reduce(flat)
        flat /= distributed.get_world_size()
        pieces = torch.split(flat, [weight.numel() for weight in weights])
        for weight, piece in zip(weights, pieces, strict=True):
            weight.copy_(piece.view_as(weight))

    @torch.no_grad()
    def _average(self, number: int) -> None:
        """Early on the average forgets faster, so that it is not made of the random start."""
        decay = min(self.plan.ema, (1 + number) / (10 + number))
        for ours, theirs in zip(self.average.parameters(), self.generator.parameters(), strict=True):
            ours.lerp_(theirs, 1 - decay)


def train(
    sizes: StyleSizes,
    plan: Plan,
    textures: Textures,
    perception: Perception,
    device: torch.device,
    state: Path,
) -> None:
    """Train to the end of the plan, from `state` if it is there, and keep the state there."""
    game = Game(sizes, plan, device)
    game.restore(state)
    rank, processes = _place()
    started, first, losses = time.monotonic(), game.seen, (0.0, 0.0)
    resolution, pictures = 0, torch.empty(0)
    while game.seen < plan.pictures:
        stage, _ = plan.at(game.seen)
        if stage.resolution != resolution:
            resolution, pictures = stage.resolution, textures.at(stage.resolution)
            game.yardstick = Yardstick(perception, as_floats(pictures[:, :24].flatten(0, 1)).to(device))
        random = torch.Generator().manual_seed(game.seen * processes + rank)
        label = random_labels(len(sizes.classes), plan.batch // processes, random)
        drawn = drawn_batch(pictures, label, random).to(device)
        losses = game.step(drawn, label.to(device), random)
        number = game.seen // plan.batch
        if processes > 1 and number % plan.share_every == 0:
            game.share()
        if rank == 0 and (number % plan.save_every == 0 or game.seen >= plan.pictures):
            game.save(state)
            pace = (game.seen - first) / (time.monotonic() - started)
            shown = f"{game.seen} of {plan.pictures} pictures at {resolution} pixels"
            print(f"{shown}, {pace:.1f} a second, losses {losses[0]:.3f} {losses[1]:.3f}", flush=True)
    if processes > 1:
        distributed.barrier()


def _place() -> tuple[int, int]:
    """This process's number in its group, and how many there are."""
    if not distributed.is_initialized():
        return 0, 1
    return distributed.get_rank(), distributed.get_world_size()
