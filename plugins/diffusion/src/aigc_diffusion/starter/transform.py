"""The way from pictures to latents: principal components of blocks of 4 x 4 pixels, written into an encoder.

The first three components are the block's mean colour, the next six its slopes to the right and downwards in
each colour. Nine numbers keep 98.5 % of the variance of 48; the decoder learns to draw what is missing.
Because nothing is learned on this side, latents are a small picture, which a denoiser learns quickly, and
decoder and denoiser can be trained at the same time. The encoder of a plain `AutoencoderKL` is set to compute
exactly this.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from .untyped import Autoencoder, diffusers

BLOCK = 4
ANCHOR = 200.0
LOG_VARIANCE = -12.0


@dataclass(frozen=True)
class BlockTransform:
    """latents = (block - mean) @ analysis, block = latents @ synthesis + mean; a block is 48 numbers."""

    mean: torch.Tensor
    analysis: torch.Tensor
    synthesis: torch.Tensor

    def latents(self, pictures: torch.Tensor) -> torch.Tensor:
        """(N, 3, h, w) in -1 to 1 to (N, C, h / 4, w / 4)."""
        blocks = nn.functional.pixel_unshuffle(pictures, BLOCK) - self.mean[:, None, None]
        return torch.einsum("nihw,ic->nchw", blocks, self.analysis)


def fit_transform(pictures: torch.Tensor, channels: int) -> BlockTransform:
    """Principal components of the pictures' blocks (Hotelling 1933), the strong ones damped.

    Each is divided by the square root of its deviation: mean colours stay the strongest, as in a picture, but
    edges are not drowned by the noise of all but the last sampling steps.
    """
    blocks = nn.functional.pixel_unshuffle(pictures, BLOCK).permute(0, 2, 3, 1).reshape(-1, 3 * BLOCK**2)
    mean = blocks.mean(dim=0)
    centred = (blocks - mean).double()
    strengths, directions = torch.linalg.eigh(centred.T @ centred / len(centred))
    kept = directions.flip(1)[:, :channels]
    damping = strengths.flip(0)[:channels].sqrt().sqrt()
    return BlockTransform(mean, (kept / damping).float(), (kept * damping).T.float())


@torch.no_grad()
def write_encoder(vae: Autoencoder, transform: BlockTransform) -> None:
    """Set the encoder's weights so that the mean of `vae.encode` is `transform.latents`.

    Pixels are gathered into channels by the strided convolutions, the components are taken by a 1 x 1
    convolution, and each is kept as a pair +x, -x, since silu(x) - silu(-x) = x. The normalisation before
    that divides by the picture's own strength; two large constants make this the same for all pictures.
    """
    encoder = vae.encoder
    _silence(encoder)
    _centre(encoder.conv_in)[:3] = torch.eye(3)
    first, second, third = encoder.down_blocks
    _gather(first.downsamplers[0].conv, 3)
    _point(second.resnets[0].conv_shortcut)[:12, :12] = torch.eye(12)
    _gather(second.downsamplers[0].conv, 12)
    count = transform.analysis.shape[1]
    components = transform.analysis[_gathering_order()].T
    _point(third.resnets[0].conv_shortcut)[: 2 * count] = torch.cat([components, -components])
    third.resnets[0].conv_shortcut.bias[-2:] = torch.tensor([ANCHOR, -ANCHOR])
    width = encoder.conv_norm_out.num_channels
    strength = ANCHOR * (2 / width) ** 0.5
    _centre(encoder.conv_out)[:count, :count] = torch.eye(count) * strength
    _centre(encoder.conv_out)[:count, count : 2 * count] = -torch.eye(count) * strength
    encoder.conv_out.bias[:count] = -transform.mean @ transform.analysis
    encoder.conv_out.bias[count:] = LOG_VARIANCE
    _point(vae.quant_conv)[:] = torch.eye(2 * count)
    vae.quant_conv.bias.zero_()


@torch.no_grad()
def write_first_decoder(vae: Autoencoder, transform: BlockTransform, anchor: float = 4.0) -> None:
    """Start the decoder as one that paints each block in its mean colour: the training starts from there.

    Channels 0 to 2 carry the colour, 3 to 5 its negative, 6 and 7 the constants, all the way to the pixels;
    the other channels and the residual branches are free to learn the rest.
    """
    decoder, kept = vae.decoder, 8
    _point(vae.post_quant_conv)[:] = torch.eye(vae.config.latent_channels)
    vae.post_quant_conv.bias.zero_()
    colours = transform.synthesis.reshape(-1, 3, BLOCK**2).mean(dim=2).T
    offset = transform.mean.reshape(3, BLOCK**2).mean(dim=1)
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
