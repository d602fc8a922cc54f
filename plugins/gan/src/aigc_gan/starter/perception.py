"""What makes a texture, in numbers: the yardstick that the training holds to generated pictures.

A small network learns, from drawn textures alone, which material it sees and what was done to it (blurred,
noisy, its places or its frequencies jumbled), at all three resolutions. Frozen, the means and mean squares of
its channels, with the amplitude spectrum, describe a texture wherever it lies (compare Gatys et al. 2015).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from .dataset import drawn_batch, rolled

WIDTHS = (16, 32, 64, 96, 128)
STEPS, BATCH, RATE = 400, 16, 3e-3
RESOLUTIONS = (32, 64, 128)
SLOPE = 0.2


class Perception(nn.Module):
    """Convolutions, each but the first halving the size, with two questions at the end."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        befores = (3, *WIDTHS)
        pairs = list(zip(befores, WIDTHS, strict=False))
        self.layers = nn.ModuleList(
            nn.Conv2d(before, after, 3, stride=1 if before == 3 else 2, padding=1) for before, after in pairs
        )
        self.material = nn.Linear(2 * WIDTHS[-1], classes)
        self.damage = nn.Linear(2 * WIDTHS[-1], len(DAMAGES))

    def seen(self, pictures: torch.Tensor) -> list[torch.Tensor]:
        """The values of every layer for pictures (N, 3, r, r)."""
        values, kept = pictures, []
        for layer in self.layers:
            values = functional.leaky_relu(layer(values), SLOPE)
            kept.append(values)
        return kept

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores for the materials and for the damages."""
        last = moments(self.seen(pictures)[-1])
        return self.material(last), self.damage(last)


class Yardstick(nn.Module):
    """Statistics of pictures of one resolution, each divided by its deviation over drawn pictures."""

    def __init__(self, perception: Perception, drawn: torch.Tensor) -> None:
        """`drawn` are some pictures of all materials (N, 3, r, r) in -1 to 1."""
        super().__init__()
        self._perception = perception.requires_grad_(False)
        with torch.no_grad():
            deviations = [part.std(dim=0) for part in self._measured(drawn)]
        self._scales = [1 / (deviation + 0.1 * deviation.mean()) for deviation in deviations]

    def forward(self, pictures: torch.Tensor) -> list[torch.Tensor]:
        """Each of the statistics as (N, values)."""
        return [part * scale for part, scale in zip(self._measured(pictures), self._scales, strict=True)]

    def _measured(self, pictures: torch.Tensor) -> list[torch.Tensor]:
        seen = self._perception.seen(pictures.to(self._perception.material.weight.dtype))
        return [spectrum(pictures), moments(pictures), *map(moments, seen)]


def moments(values: torch.Tensor) -> torch.Tensor:
    """Mean and root mean square of each channel: (N, C, h, w) -> (N, 2 C)."""
    flat = values.flatten(2).float()
    return torch.cat([flat.mean(dim=2), (flat.square().mean(dim=2) + 1e-4).sqrt()], dim=1)


def spectrum(pictures: torch.Tensor) -> torch.Tensor:
    """The amplitude of every frequency of every colour, compressed: periods and directions, but no places."""
    amplitude = torch.fft.rfft2(pictures.float(), norm="ortho").abs()
    return torch.log1p(amplitude).flatten(1)


def train_perception(
    drawn: torch.Tensor, device: torch.device, state: Path, steps: int = STEPS
) -> Perception:
    """The network trained on drawn textures (materials, count, 3, h, w), or the one kept in `state`."""
    torch.manual_seed(2)
    network = Perception(len(drawn)).to(device)
    if state.exists():
        network.load_state_dict(torch.load(state, weights_only=True, map_location=device))
        return network
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    random = torch.Generator().manual_seed(2)
    for step in range(steps):
        label, damage, pictures = _lesson(drawn, RESOLUTIONS[step % len(RESOLUTIONS)], random)
        with torch.autocast(device.type, torch.bfloat16):
            material, done = network(pictures.to(device))
        loss = functional.cross_entropy(material.float(), label.to(device))
        loss = loss + functional.cross_entropy(done.float(), damage.to(device))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        if step % 100 == 99:
            print(f"perception: step {step + 1} of {steps}, loss {float(loss.detach()):.3f}", flush=True)
    fresh = state.with_suffix(".fresh")
    torch.save(network.state_dict(), fresh)
    fresh.replace(state)
    return network


def _lesson(
    drawn: torch.Tensor, resolution: int, random: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Class numbers, numbers of damages, and pictures."""
    label = torch.randint(len(drawn), (BATCH,), generator=random)
    pictures = rolled(drawn_batch(drawn, label, random), random)
    if pictures.shape[-1] > resolution:
        pictures = functional.adaptive_avg_pool2d(pictures, resolution)
    damage = torch.randint(len(DAMAGES), (BATCH,), generator=random)
    spoilt = [
        DAMAGES[number](picture, random) for number, picture in zip(damage.tolist(), pictures, strict=True)
    ]
    return label, damage, torch.stack(spoilt)


def _intact(picture: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    return picture


def _blurred(picture: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    rows = torch.lerp(picture, torch.roll(picture, 1, -1), 0.5)
    return torch.lerp(rows, torch.roll(rows, 1, -2), 0.5)


def _noisy(picture: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    strength = 0.05 + 0.25 * float(torch.rand((), generator=random))
    return torch.add(picture, torch.randn(picture.shape, generator=random), alpha=strength)


def _jumbled_places(picture: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """Blocks of an eighth of the side change places."""
    block = picture.shape[-1] // 8
    blocks = picture.unfold(1, block, block).unfold(2, block, block).flatten(1, 2)
    order = torch.randperm(64, generator=random)
    grid = blocks[:, order].reshape(-1, 8, 8, block, block)
    return grid.permute(0, 1, 3, 2, 4).reshape(picture.shape)


def _jumbled_frequencies(picture: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """Amplitudes stay, phases become those of noise."""
    noise = torch.fft.rfft2(torch.randn(picture.shape[1:], generator=random))
    noise[0, 0] = 1  # the mean stays
    turned = torch.fft.rfft2(picture) * torch.exp(1j * noise.angle())
    jumbled: torch.Tensor = torch.fft.irfft2(turned, s=picture.shape[1:])
    return jumbled


DAMAGES: tuple[Callable[[torch.Tensor, torch.Generator], torch.Tensor], ...] = (
    _intact,
    _blurred,
    _noisy,
    _jumbled_places,
    _jumbled_frequencies,
)
