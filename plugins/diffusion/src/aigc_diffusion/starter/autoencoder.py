"""The autoencoder between pictures and latents: 64 x 64 x 3 pixels to 8 x 8 x 24 numbers and back.

A plain `diffusers.AutoencoderKL` (Rombach et al. 2022, "High-Resolution Image Synthesis with Latent Diffusion
Models") without attention, whose encoder is a fixed transform and whose decoder is learned. Icons are edges
between areas of one colour, so that the loss is the absolute and squared error of pixels plus the absolute
error of the differences between neighbours, which punishes blur.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

from .dataset import normalised
from .training import Plan, averaged_weights, half_precision, train
from .transform import BlockTransform, write_encoder, write_first_decoder
from .untyped import Autoencoder, diffusers

EDGE_WEIGHT = 0.5
LATENT_NOISE = 0.12
LATENT_CHANNELS = 24
CHANNELS = (24, 48, 64, 80)


def new_autoencoder(transform: BlockTransform, channels: tuple[int, ...] = CHANNELS) -> Autoencoder:
    """An autoencoder whose encoder is finished and whose decoder paints blocks of one colour.

    The encoder needs at least 12, 48, 64 and twice the latent's channels plus two.
    """
    vae = diffusers.AutoencoderKL(
        sample_size=64,
        block_out_channels=channels,
        down_block_types=("DownEncoderBlock2D",) * len(channels),
        up_block_types=("UpDecoderBlock2D",) * len(channels),
        layers_per_block=1,
        latent_channels=transform.coarse.shape[1],
        norm_num_groups=1,
        mid_block_add_attention=False,
        scaling_factor=1.0,
    )
    write_encoder(vae, transform)
    write_first_decoder(vae, transform)
    return vae


def decoding_part(vae: Autoencoder) -> nn.Sequential:
    """The layers from latents to pixels, sharing the autoencoder's weights."""
    return nn.Sequential(vae.post_quant_conv, vae.decoder)


def train_decoder(
    vae: Autoencoder,
    drawn: torch.Tensor,
    transform: BlockTransform,
    plan: Plan,
    device: torch.device,
    state: Path,
) -> None:
    """Train on drawings (bytes, N x 3 x 64 x 64), and leave the averaged weights in the autoencoder."""
    vae.to(device, memory_format=torch.channels_last).train()

    def loss(part: nn.Module, seed: int, count: int) -> torch.Tensor:
        random = torch.Generator().manual_seed(seed)
        chosen = torch.randint(len(drawn), (count,), generator=random)
        pictures = normalised(drawn[chosen])
        latents = transform.latents(pictures)
        noisy = _disturbed(latents, random)
        return reconstruction_loss(part, noisy.to(device), pictures.to(device))

    train(decoding_part(vae), loss, plan, state)
    averaged_weights(decoding_part(vae), state)


def _disturbed(latents: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """Noise of a strength drawn for each picture, so that the decoder forgives what the denoiser leaves."""
    strength = LATENT_NOISE * torch.rand(len(latents), 1, 1, 1, generator=random)
    return latents + strength * torch.randn(latents.shape, generator=random)


def reconstruction_loss(decoder: nn.Module, latents: torch.Tensor, pictures: torch.Tensor) -> torch.Tensor:
    """How far the decoded latents are from the pictures, both in colour and in edges."""
    with half_precision(pictures.device):
        decoded = decoder(latents.contiguous(memory_format=torch.channels_last)).float()
    error = decoded - pictures
    edges = error.diff(dim=-1).abs().mean() + error.diff(dim=-2).abs().mean()
    loss: torch.Tensor = error.abs().mean() + error.square().mean() + EDGE_WEIGHT * edges
    return loss


def encode_all(drawn: torch.Tensor, transform: BlockTransform, batch: int = 512) -> torch.Tensor:
    """The latents of all drawings as float16, shape (N, C, h / 8, w / 8)."""
    return torch.cat([transform.latents(normalised(part)).half() for part in torch.split(drawn, batch)])


@torch.no_grad()
def signal_to_noise(vae: Autoencoder, drawn: torch.Tensor, batch: int = 64) -> float:
    """The mean over pictures of the peak signal-to-noise ratio of the round trip, in decibels."""
    ratios = []
    for part in torch.split(drawn, batch):
        pictures = normalised(part, vae.device)
        decoded = vae.decode(vae.encode(pictures).latent_dist.mean).sample.clamp(-1, 1)
        squares = ((decoded - pictures) / 2).square().mean(dim=(1, 2, 3)).clamp(min=1e-10)
        ratios.append(-10 * squares.log10())
    return float(torch.cat(ratios).mean())
