"""The figures of the card: how well held-out marks are kept, and what samples from the prior are worth.

What is measured is the finished folder, through the plugin's own code, with the rounding to 8 bits that a
user gets.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import torch

from aigc_vae.codec import Array, Codec
from aigc_vae.damage import damage
from aigc_vae.pictures import to_array, to_picture
from aigc_vae.prior import Prior, standard_prior
from aigc_vae.reconstruct import reconstructions

from . import dataset
from .draw import Mark
from .kinds import KINDS
from .measures import mean_distance, nearest_distance, psnr, ssim
from .verifier import Verifier, judged, kinds_of, recognised

Figures: TypeAlias = dict[str, float]
NOISE, MISSING = 0.1, 0.25


def evaluate(
    codec: Codec, prior: Prior, verifier: Verifier, drawings: torch.Tensor, total: int
) -> dict[str, Figures]:
    """All figures, of `total` held-out marks and as many samples, and of a fifth where it takes long.

    `drawings` are the training marks as bytes, (N, 3, 64, 64).
    """
    some, marks = total // 5, dataset.marks(total, dataset.HELD_OUT)
    held_out = dataset.normalised(dataset.pixels(marks))
    training = dataset.normalised(drawings[:total])
    samples, cool = sampled(codec, prior, total, 1.0), sampled(codec, prior, some, 0.7)
    plain = sampled(codec, standard_prior(prior.means.shape[1]), some, 1.0)
    return {
        "the verifier on held-out marks": drawing_figures(verifier, held_out, marks),
        "reconstruction": reconstruction_figures(codec, held_out),
        "reconstruction, noise": damaged_figures(codec, held_out[:some], NOISE, 0.0),
        "reconstruction, missing": damaged_figures(codec, held_out[:some], 0.0, MISSING),
        "samples": sample_figures(verifier, samples, training),
        "samples, temperature 0.7": sample_figures(verifier, cool, training[:some]),
        "samples of a standard normal prior": sample_figures(verifier, plain, training[:some]),
        "nearest training mark": novelty_figures(samples[:some], held_out[:some], drawings),
    }


def rounded(pixels: Array) -> torch.Tensor:
    """Pictures (N, 3, h, w) as a user gets them, in 8 bits, from -1 to 1."""
    return torch.from_numpy(np.concatenate([to_array(to_picture(picture)) for picture in pixels]))


def sampled(codec: Codec, prior: Prior, total: int, temperature: float) -> torch.Tensor:
    """The pictures of seeds 0, 1, ..., from -1 to 1."""
    latents = np.stack([prior.latents(seed, temperature) for seed in range(total)])
    return torch.cat([rounded(codec.decode(part)) for part in np.array_split(latents, -(-total // 100))])


def reconstruction_figures(codec: Codec, drawn: torch.Tensor) -> Figures:
    """How well drawings (from -1 to 1) come back."""
    parts = torch.split(drawn, 100)
    made = torch.cat([rounded(codec.decode(codec.encode(part.numpy()))) for part in parts])
    return _likeness(drawn, made)


def damaged_figures(codec: Codec, drawn: torch.Tensor, noise: float, missing: float) -> Figures:
    """How well drawings come back that were damaged, with seeds 0, 1, ..., and how unlike they were."""
    left, made = [], []
    for seed, picture in enumerate(torch.split(drawn, 1)):
        damaged = damage(picture.numpy(), seed, noise, missing)
        (last,) = deque(reconstructions(codec, damaged), maxlen=1)
        left.append(rounded(damaged.pictures))
        made.append(rounded(last))
    before = psnr(_shown(drawn), _shown(torch.cat(left)))
    return {"psnr_damaged": round(float(before.mean()), 2), **_likeness(drawn, torch.cat(made))}


def sample_figures(verifier: Verifier, pictures: torch.Tensor, training: torch.Tensor) -> Figures:
    """What samples are worth beside as many training drawings, all from -1 to 1."""
    kinds, confidence = judged(verifier, pictures)
    is_mark = recognised(kinds, confidence)
    counts = torch.bincount(kinds[is_mark], minlength=len(KINDS)) / max(1, int(is_mark.sum()))
    ours, theirs = pictures.flatten(1), training.flatten(1)
    return {
        "recognised": round(float(is_mark.float().mean()), 4),
        "rarest_kind": round(float(counts.min()), 4),
        "distance": round(mean_distance(ours) / mean_distance(theirs), 4),
        "feature_distance": round(_spread(verifier, pictures) / _spread(verifier, training), 4),
    }


def drawing_figures(verifier: Verifier, drawn: torch.Tensor, marks: list[Mark]) -> Figures:
    """What the verifier says of held-out drawings: it must be right for its word to count."""
    kinds, confidence = judged(verifier, drawn)
    right = kinds == kinds_of(marks)
    return {
        "right": round(float(right.float().mean()), 4),
        "recognised": round(float(recognised(kinds, confidence).float().mean()), 4),
    }


def novelty_figures(pictures: torch.Tensor, held_out: torch.Tensor, training: torch.Tensor) -> Figures:
    """How far samples and held-out drawings lie from the nearest training drawing.

    The distance is the root of the mean square over all pixels from 0 to 1. `training` is in bytes.
    """
    scale = 2 * pictures[0].numel() ** 0.5
    return {
        "samples": round(nearest_distance(pictures.flatten(1), _parts(training)) / scale, 4),
        "held_out_drawings": round(nearest_distance(held_out.flatten(1), _parts(training)) / scale, 4),
    }


def _parts(drawn: torch.Tensor) -> Iterator[torch.Tensor]:
    return (dataset.normalised(part).flatten(1) for part in torch.split(drawn, 1000))


def _likeness(drawn: torch.Tensor, made: torch.Tensor) -> Figures:
    first, second = _shown(drawn), _shown(made)
    return {
        "psnr": round(float(psnr(first, second).mean()), 2),
        "ssim": round(float(ssim(first, second).mean()), 4),
    }


@torch.inference_mode()
def _spread(verifier: Verifier, pictures: torch.Tensor) -> float:
    return mean_distance(torch.cat([verifier.features(part) for part in torch.split(pictures, 250)]))


def _shown(pictures: torch.Tensor) -> torch.Tensor:
    return (pictures + 1) / 2
