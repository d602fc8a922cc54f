"""The denoiser: a text encoder and a U-Net that are trained together to take noise out of latents.

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
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from .captions import LANGUAGES, caption
from .draw import Scene
from .training import Plan, half_precision, train
from .untyped import Scheduler, UNet, diffusers

EMPTY_SHARE = 0.1


class Denoiser(nn.Module):
    """The two networks that read a caption and take noise out of latents."""

    def __init__(self, unet: UNet, text_encoder: CLIPTextModel) -> None:
        super().__init__()
        self.unet, self.text_encoder = unet, text_encoder

    def forward(self, noisy: torch.Tensor, timesteps: torch.Tensor, tokens: torch.Tensor) -> torch.Tensor:
        """The velocity, of the latents' shape (N, C, h, w); tokens are (N, length), timesteps (N)."""
        words = self.text_encoder(tokens).last_hidden_state
        velocity: torch.Tensor = self.unet(noisy, timesteps, words).sample
        return velocity


def new_denoiser(
    tokenizer: CLIPTokenizer,
    latent_channels: int = 9,
    latent_size: int = 16,
    channels: tuple[int, ...] = (64, 128, 128),
    width: int = 128,
    text_layers: int = 3,
) -> Denoiser:
    """Untrained networks; attention sees the words at all but the outermost of the U-Net's levels."""
    levels = len(channels)
    unet = diffusers.UNet2DConditionModel(
        sample_size=latent_size,
        in_channels=latent_channels,
        out_channels=latent_channels,
        block_out_channels=channels,
        down_block_types=("DownBlock2D",) + ("CrossAttnDownBlock2D",) * (levels - 1),
        up_block_types=("CrossAttnUpBlock2D",) * (levels - 1) + ("UpBlock2D",),
        layers_per_block=1,
        attention_head_dim=4,
        cross_attention_dim=width,
        norm_num_groups=16,
    )
    return Denoiser(unet, CLIPTextModel(_text_config(tokenizer, width, text_layers)))


def _text_config(tokenizer: CLIPTokenizer, width: int, layers: int) -> CLIPTextConfig:
    return CLIPTextConfig(
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
    denoiser: Denoiser,
    tokenizer: CLIPTokenizer,
    scenes: list[Scene],
    latents: torch.Tensor,
    plan: Plan,
    device: torch.device,
    state: Path,
) -> nn.Module:
    """Train on latents (N, C, h, w) and freshly worded captions of their scenes; return the average."""
    denoiser.to(device).train()
    denoiser.unet.to(memory_format=torch.channels_last)
    _use_plain_attention(denoiser)
    scheduler = new_scheduler()

    def loss(part: Denoiser, seed: int) -> torch.Tensor:
        random, wording = torch.Generator().manual_seed(seed), Random(seed)
        chosen = torch.randint(len(latents), (plan.batch // plan.shards,), generator=random)
        texts = [_training_caption(scenes[i], wording) for i in chosen.tolist()]
        clean = latents[chosen].float().to(device)
        noise = torch.randn(clean.shape, generator=random).to(device)
        timesteps = _spread_timesteps(len(chosen), random).to(device)
        return velocity_loss(part, scheduler, clean, noise, timesteps, tokens_of(tokenizer, texts).to(device))

    return train(denoiser, loss, plan, state)


def _spread_timesteps(count: int, random: torch.Generator) -> torch.Tensor:
    """Timesteps 0 to 999, one at random from each of `count` ranges, which evens out the losses.

    The ranges are narrower where the noise is strong and the picture's shapes are decided: the decoder
    forgives what is left of weak noise, and nothing forgives a wrong shape.
    """
    places = (torch.arange(count) + torch.rand(count, generator=random)) / count
    return (1000 * places**0.7).long().clamp(max=999)


def _use_plain_attention(denoiser: Denoiser) -> None:
    """With so few tokens the fused attention trains more slowly than the plain one (on a CPU by a third)."""
    denoiser.unet.set_attn_processor(diffusers.models.attention_processor.AttnProcessor())
    denoiser.text_encoder.set_attn_implementation("eager")


def velocity_loss(
    denoiser: Denoiser,
    scheduler: Scheduler,
    clean: torch.Tensor,
    noise: torch.Tensor,
    timesteps: torch.Tensor,
    tokens: torch.Tensor,
) -> torch.Tensor:
    """The mean squared error of the predicted velocity."""
    noisy = scheduler.add_noise(clean, noise, timesteps).contiguous(memory_format=torch.channels_last)
    target = scheduler.get_velocity(clean, noise, timesteps)
    with half_precision(clean.device):
        predicted = denoiser(noisy, timesteps, tokens)
    return nn.functional.mse_loss(predicted.float(), target)


def tokens_of(tokenizer: CLIPTokenizer, texts: list[str]) -> torch.Tensor:
    """Token numbers, shape (N, max_length), padded and cut as the pipeline does it."""
    encoded = tokenizer(texts, padding="max_length", truncation=True, return_tensors="pt")
    tokens: torch.Tensor = encoded.input_ids
    return tokens


def _training_caption(scene: Scene, rng: Random) -> str:
    if rng.random() < EMPTY_SHARE:
        return ""
    return caption(scene, rng.choice(LANGUAGES), rng)
