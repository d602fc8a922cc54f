"""The way from pictures to latents: principal components of blocks of 8 x 8 pixels, written into an encoder.

They are taken in two stages, since a strided convolution gathers four places at a time: sixteen components of
each block of 4 x 4 pixels, and of four such neighbours the strongest twenty-four. These keep 98 % of the
variance of 192 numbers: mean colours, slopes and curvatures of the block. The decoder learns to draw what is
missing. Because nothing is learned on this side, latents are a small picture, which a denoiser learns soon,
and decoder and denoiser can be trained at the same time. The encoder of a plain `AutoencoderKL` is set to
compute exactly this.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from .untyped import Autoencoder, diffusers

FINE, COARSE = 4, 2
FINE_COMPONENTS = 16
BLOCK = FINE * COARSE
ANCHOR = 200.0
LOG_VARIANCE = -12.0


@dataclass(frozen=True)
class BlockTransform:
    """Two stages of components: (48, 16) of a small block less its mean (48), and (64, C) of four of these.

    `synthesis` (C, 64) is the way back over the second stage; the first one's way back is its transpose.
    """

    mean: torch.Tensor
    fine: torch.Tensor
    coarse: torch.Tensor
    synthesis: torch.Tensor

    def latents(self, pictures: torch.Tensor) -> torch.Tensor:
        """(N, 3, h, w) in -1 to 1 to (N, C, h / 8, w / 8)."""
        return _mixed(nn.functional.pixel_unshuffle(_small_blocks(pictures, self), COARSE), self.coarse)

    def pictures(self, latents: torch.Tensor) -> torch.Tensor:
        """The linear way back: (N, C, h, w) to (N, 3, 8 * h, 8 * w), not cut to the range of colours."""
        small = nn.functional.pixel_shuffle(_mixed(latents, self.synthesis), COARSE)
        return nn.functional.pixel_shuffle(_mixed(small, self.fine.T) + self.mean[:, None, None], FINE)


def _small_blocks(pictures: torch.Tensor, transform: BlockTransform) -> torch.Tensor:
    blocks = nn.functional.pixel_unshuffle(pictures, FINE) - transform.mean[:, None, None]
    return _mixed(blocks, transform.fine)


def _mixed(values: torch.Tensor, matrix: torch.Tensor) -> torch.Tensor:
    """(N, C, h, w) times (C, D) to (N, D, h, w)."""
    return torch.einsum("nihw,io->nohw", values, matrix)


def fit_transform(pictures: torch.Tensor, channels: int) -> BlockTransform:
    """Principal components of the pictures' blocks (Hotelling 1933), the strong ones damped.

    Each is divided by the square root of its deviation: mean colours stay the strongest, as in a picture, but
    edges are not drowned by the noise of all but the last sampling steps.
    """
    mean = _points(nn.functional.pixel_unshuffle(pictures, FINE)).mean(dim=0)
    blocks = nn.functional.pixel_unshuffle(pictures, FINE) - mean[:, None, None]
    fine, _ = _components(blocks, FINE_COMPONENTS)
    groups = nn.functional.pixel_unshuffle(_mixed(blocks, fine), COARSE)
    coarse, deviations = _components(groups, channels)
    damping = (2 * deviations).sqrt()
    return BlockTransform(mean, fine, coarse / damping, (coarse * damping).T.contiguous())


def _components(values: torch.Tensor, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The strongest directions of (N, C, h, w) values around zero, (C, count), and their deviations."""
    points = _points(values).double()
    strengths, directions = torch.linalg.eigh(points.T @ points / len(points))
    return directions.flip(1)[:, :count].float(), strengths.flip(0)[:count].sqrt().float()


def _points(values: torch.Tensor) -> torch.Tensor:
    return values.permute(0, 2, 3, 1).reshape(-1, values.shape[1])


@torch.no_grad()
def write_encoder(vae: Autoencoder, transform: BlockTransform) -> None:
    """Set the encoder's weights so that the mean of `vae.encode` is `transform.latents`.

    Pixels are gathered into channels by the strided convolutions, the components are taken by 1 x 1
    convolutions, and each is kept as a pair +x, -x, since silu(x) - silu(-x) = x. The normalisation before
    that divides by the picture's own strength; two large constants make this the same for all pictures.
    """
    encoder = vae.encoder
    _silence(encoder)
    _centre(encoder.conv_in)[:3] = torch.eye(3)
    first, second, third, fourth = encoder.down_blocks
    _gather(first.downsamplers[0].conv, 3)
    _point(second.resnets[0].conv_shortcut)[:12, :12] = torch.eye(12)
    _gather(second.downsamplers[0].conv, 12)
    fine = transform.fine[_gathering_order()].T
    _point(third.resnets[0].conv_shortcut)[:FINE_COMPONENTS, : 3 * FINE**2] = fine
    third.resnets[0].conv_shortcut.bias[:FINE_COMPONENTS] = -transform.mean @ transform.fine
    _gather(third.downsamplers[0].conv, FINE_COMPONENTS)
    count, inputs = transform.coarse.shape[1], transform.coarse.shape[0]
    pairs = torch.cat([transform.coarse.T, -transform.coarse.T])
    _point(fourth.resnets[0].conv_shortcut)[: 2 * count, :inputs] = pairs
    fourth.resnets[0].conv_shortcut.bias[-2:] = torch.tensor([ANCHOR, -ANCHOR])
    _read_pairs(encoder, count)
    _point(vae.quant_conv)[:] = torch.eye(2 * count)
    vae.quant_conv.bias.zero_()


def _read_pairs(encoder: Autoencoder, count: int) -> None:
    """Set the encoder's last convolution to undo the normalisation and to join the pairs, almost exactly."""
    strength = ANCHOR * (2 / encoder.conv_norm_out.num_channels) ** 0.5
    _centre(encoder.conv_out)[:count, :count] = torch.eye(count) * strength
    _centre(encoder.conv_out)[:count, count : 2 * count] = -torch.eye(count) * strength
    encoder.conv_out.bias[count:] = LOG_VARIANCE


@torch.no_grad()
def write_first_decoder(vae: Autoencoder, transform: BlockTransform, anchor: float = 4.0) -> None:
    """Start the decoder as one that paints each block in its mean colour: the training starts from there.

    Channels 0 to 2 carry the colour, 3 to 5 its negative, 6 and 7 the constants, all the way to the pixels;
    the other channels and the residual branches are free to learn the rest.
    """
    decoder, kept = vae.decoder, 8
    _point(vae.post_quant_conv)[:] = torch.eye(vae.config.latent_channels)
    vae.post_quant_conv.bias.zero_()
    colours, offset = _mean_colours(transform)
    decoder.conv_in.weight[:kept] = 0
    _centre(decoder.conv_in)[:6] = torch.cat([colours, -colours])
    decoder.conv_in.bias[:kept] = torch.cat([offset, -offset, torch.tensor([anchor, -anchor])])
    for block in decoder.modules():
        if isinstance(block, diffusers.models.resnet.ResnetBlock2D):
            block.conv2.weight.zero_()
            block.conv2.bias.zero_()
    for layer in _passages(decoder):
        layer.weight[:kept] = 0
        _centre(layer)[:kept, :kept] = torch.eye(kept)
        layer.bias[:kept] = 0
    strength = anchor * (2 / decoder.conv_norm_out.num_channels) ** 0.5
    decoder.conv_out.weight *= 0.05
    _centre(decoder.conv_out)[:, :6] = torch.cat([torch.eye(3), -torch.eye(3)], dim=1) * strength


def _mean_colours(transform: BlockTransform) -> tuple[torch.Tensor, torch.Tensor]:
    """The linear map from latents to the block's mean colour: a matrix (3, C) and an offset (3)."""
    small = transform.synthesis.reshape(-1, FINE_COMPONENTS, COARSE**2).mean(dim=2) @ transform.fine.T
    return small.reshape(-1, 3, FINE**2).mean(dim=2).T, transform.mean.reshape(3, FINE**2).mean(dim=1)


def _passages(decoder: nn.Module) -> list[Any]:
    """The convolutions that no residual connection bridges."""
    names = ("conv_shortcut", "upsamplers.0.conv")
    return [
        part for name, part in decoder.named_modules() if name.endswith(names) and isinstance(part, nn.Conv2d)
    ]


def _silence(encoder: nn.Module) -> None:
    """Every convolution to zero, so that residual branches add nothing."""
    for part in encoder.modules():
        if isinstance(part, nn.Conv2d) and part.bias is not None:
            part.weight.zero_()
            part.bias.zero_()


def _centre(layer: nn.Conv2d) -> torch.Tensor:
    """The middle of a convolution's kernel, a view of shape (out, in)."""
    return layer.weight[:, :, layer.kernel_size[0] // 2, layer.kernel_size[1] // 2]


def _point(layer: nn.Conv2d) -> torch.Tensor:
    """The weights of a 1 x 1 convolution, a view of shape (out, in)."""
    return layer.weight[:, :, 0, 0]


def _gather(layer: nn.Conv2d, channels: int) -> None:
    """Let a strided convolution put the four pixels of each 2 x 2 block into four channels."""
    for channel in range(channels):
        for place in range(4):
            layer.weight[4 * channel + place, channel, place // 2, place % 2] = 1


def _gathering_order() -> list[int]:
    """For each channel after gathering twice, its place in `pixel_unshuffle` with a factor of four."""
    return [
        16 * colour + 4 * (2 * (outer // 2) + inner // 2) + 2 * (outer % 2) + inner % 2
        for colour in range(3)
        for inner in range(4)
        for outer in range(4)
    ]
