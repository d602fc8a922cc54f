"""The denoiser: a U-Net that takes noise out of latents, led by the words of a text encoder.

The target is the velocity of Salimans & Ho 2022 ("Progressive Distillation for Fast Sampling of Diffusion
Models"). The noise schedule ends in pure noise (Lin et al. 2023, "Common Diffusion Noise Schedules and Sample
Steps are Flawed"), without which a saturated plain background cannot be drawn. One caption in ten is left
empty, for guidance without a classifier (Ho & Salimans 2022).
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import torch
from torch import nn
from transformers import CLIPTextModel, CLIPTokenizer

from .captions import LANGUAGES, caption
from .draw import Scene
from .text import tokens_of
from .training import Plan, half_precision, train
from .untyped import Scheduler, UNet, diffusers

EMPTY_SHARE = 0.1


def new_unet(
    latent_channels: int = 24,
    latent_size: int = 8,
    channels: tuple[int, ...] = (128, 128),
    width: int = 128,
) -> UNet:
    """An untrained U-Net that reads words, vectors of `width` numbers, in two ways.

    Attention sees the single words at every level, and their pooled sum is added to the time step, which
    scales and shifts every layer (Saharia et al. 2022, "Photorealistic Text-to-Image Diffusion Models with
    Deep Language Understanding", section 2.4). The second way is learned much sooner than the first.
    """
    levels = len(channels)
    return diffusers.UNet2DConditionModel(
        sample_size=latent_size,
        in_channels=latent_channels,
        out_channels=latent_channels,
        block_out_channels=channels,
        down_block_types=("CrossAttnDownBlock2D",) * levels,
        up_block_types=("CrossAttnUpBlock2D",) * levels,
        layers_per_block=1,
        attention_head_dim=4,
        cross_attention_dim=width,
        norm_num_groups=16,
        addition_embed_type="text",
        addition_embed_type_num_heads=4,
        resnet_time_scale_shift="scale_shift",
    )


def new_scheduler() -> Scheduler:
    """The noise schedule; other schedulers take it over from this one's configuration."""
    return diffusers.DDIMScheduler(
        beta_schedule="scaled_linear",
        beta_start=0.00085,
        beta_end=0.012,
        prediction_type="v_prediction",
        rescale_betas_zero_snr=True,
        timestep_spacing="trailing",
        clip_sample=False,
        set_alpha_to_one=True,
        steps_offset=1,
    )


def train_denoiser(
    unet: UNet,
    text_encoder: CLIPTextModel,
    tokenizer: CLIPTokenizer,
    scenes: list[Scene],
    latents: torch.Tensor,
    plan: Plan,
    device: torch.device,
    state: Path,
) -> nn.Module:
    """Train on latents (N, C, h, w) and freshly worded captions of their scenes; return the average."""
    unet.to(device, memory_format=torch.channels_last).train()
    nn.Module.to(text_encoder, device)
    _use_plain_attention(unet, text_encoder)
    scheduler = new_scheduler()

    def loss(part: nn.Module, seed: int, count: int) -> torch.Tensor:
        random, wording = torch.Generator().manual_seed(seed), Random(seed)
        chosen = torch.randint(len(latents), (count,), generator=random)
        texts = [_training_caption(scenes[i], wording) for i in chosen.tolist()]
        clean = latents[chosen].float().to(device)
        noise = torch.randn(clean.shape, generator=random).to(device)
        timesteps = _spread_timesteps(count, random).to(device)
        words = read(text_encoder, tokens_of(tokenizer, texts).to(device))
        return velocity_loss(part, scheduler, clean, noise, timesteps, words)

    return train(unet, loss, plan, state)


@torch.no_grad()
def read(text_encoder: CLIPTextModel, tokens: torch.Tensor) -> torch.Tensor:
    """The words that the U-Net reads, (N, length, width), of tokens (N, length)."""
    with half_precision(tokens.device):
        words: torch.Tensor = text_encoder(tokens).last_hidden_state
    return words


def _spread_timesteps(count: int, random: torch.Generator) -> torch.Tensor:
    """Timesteps 0 to 999, one at random from each of `count` ranges, which evens out the losses.

    The ranges are narrower where the noise is strong and the picture's shapes are decided: the decoder
    forgives what is left of weak noise, and nothing forgives a wrong shape.
    """
    places = (torch.arange(count) + torch.rand(count, generator=random)) / count
    return (1000 * places**0.7).long().clamp(max=999)


def _use_plain_attention(unet: UNet, text_encoder: CLIPTextModel) -> None:
    """With so few tokens the fused attention trains more slowly than the plain one (on a CPU by a third)."""
    unet.set_attn_processor(diffusers.models.attention_processor.AttnProcessor())
    text_encoder.set_attn_implementation("eager")


def velocity_loss(
    unet: nn.Module,
    scheduler: Scheduler,
    clean: torch.Tensor,
    noise: torch.Tensor,
    timesteps: torch.Tensor,
    words: torch.Tensor,
) -> torch.Tensor:
    """The mean squared error of the predicted velocity; words are (N, length, width)."""
    noisy = scheduler.add_noise(clean, noise, timesteps).contiguous(memory_format=torch.channels_last)
    target = scheduler.get_velocity(clean, noise, timesteps)
    with half_precision(clean.device):
        predicted = unet(noisy, timesteps, words).sample
    return nn.functional.mse_loss(predicted.float(), target)


def _training_caption(scene: Scene, rng: Random) -> str:
    if rng.random() < EMPTY_SHARE:
        return ""
    return caption(scene, rng.choice(LANGUAGES), rng)
