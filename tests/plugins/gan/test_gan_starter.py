"""The starter that is shipped keeps what its card says, on a few textures."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import aigc_gan
import numpy as np
import pytest
import torch
from aigc_gan import hooks
from aigc_gan.drawing import draw
from aigc_gan.latents import begun
from aigc_gan.loading import load_network
from aigc_gan.sizes import read_sizes
from aigc_gan.starter.evaluate import seam
from aigc_gan.starter.textures import NAMES
from aigc_gan.style import StyleGenerator
from aigc_gan.wishes import Wishes

from aigc_desktop.api import Model
from aigc_desktop.api.testing import CPU
from tests.plugins.gan import tiny
from tests.plugins.gan.running import pictures, request

FOLDER = Path(aigc_gan.__file__).parent / "models" / "materials-128"
MOST_BYTES = 8_000_000
EACH = 4


@pytest.fixture(scope="module")
def materials() -> Model:
    return tiny.model(FOLDER)


@pytest.fixture(scope="module")
def made(materials: Model) -> torch.Tensor:
    """Some textures of every material as bytes, (materials, each, 3, h, w)."""
    network = cast(StyleGenerator, load_network(materials, read_sizes(materials), CPU))
    rows = [
        torch.cat([draw(network, [seed], [number], Wishes()) for seed in range(EACH)])
        for number in range(len(NAMES))
    ]
    return ((torch.stack(rows) + 1) * 127.5).round().to(torch.uint8)


def test_it_is_small_and_free_and_has_a_card() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= MOST_BYTES
    assert (FOLDER / "README.md").read_text("utf-8").startswith("---\nlicense: cc0-1.0\n")
    assert "CC0" in (FOLDER / "LICENSE").read_text("utf-8")


def test_it_knows_twelve_materials_by_their_names(materials: Model) -> None:
    sizes = read_sizes(materials)
    assert sizes.classes == NAMES
    assert len(NAMES) == 12
    (brick,) = pictures(hooks.create_generator(materials, CPU), request(materials, label="brick"))
    assert brick.size == (128, 128)


def test_side_by_side_its_textures_show_no_seam(made: torch.Tensor) -> None:
    _, against_the_middle = seam(made.flatten(0, 1))
    assert against_the_middle == pytest.approx(1, abs=0.1)


def test_its_materials_are_told_apart_by_what_they_are(made: torch.Tensor) -> None:
    """Grass is green, sand is rippled downwards, stones are rough, and metal is smooth."""
    means = made.float().mean(dim=(1, 3, 4))
    red, green, blue = means[NAMES.index("grass")].tolist()
    assert green > red + 10 > blue
    steps = {name: made[number].float() for number, name in enumerate(NAMES)}
    down, right = (steps["sand"].diff(dim=axis).abs().mean() for axis in (-2, -1))
    assert down > 1.2 * right
    assert steps["stone"].std(dim=(1, 2, 3)).mean() > 2 * steps["metal"].std(dim=(1, 2, 3)).mean()


def test_its_seeds_differ_in_colour_and_in_layout(made: torch.Tensor) -> None:
    small = torch.nn.functional.adaptive_avg_pool2d(made.flatten(0, 1).float() / 127.5 - 1, 16)
    apart = [torch.pdist(part.flatten(1)).mean().item() for part in torch.split(small, EACH)]
    assert min(apart) > 2
    assert np.mean(apart) > 6


def test_its_weights_are_those_of_an_export() -> None:
    saved = tiny.safetensors.load_file(FOLDER / "model.safetensors")
    assert {tensor.dtype for tensor in saved.values()} == {torch.float16}


def test_every_texture_begins_at_a_place_of_its_own_and_is_otherwise_the_same(materials: Model) -> None:
    generator = hooks.create_generator(materials, CPU)
    one, two, again = (
        np.asarray(picture).transpose(2, 0, 1)
        for seeds in ((1,), (2,), (1,))
        for picture in pictures(
            generator, request(materials, seeds=seeds, label="tiles", latent="5", noise=0.0)
        )
    )
    assert (one == again).all()
    assert (one != two).any()
    sizes = read_sizes(materials)
    marks = [begun(np.arange(3 * 128 * 128, dtype=np.float32).reshape(3, 128, 128), s, sizes) for s in (1, 2)]
    assert (one.ravel()[np.argsort(marks[0].ravel())] == two.ravel()[np.argsort(marks[1].ravel())]).all()


def test_the_seam_is_no_different_from_the_inside(materials: Model) -> None:
    generator = hooks.create_generator(materials, CPU)
    made = [
        np.asarray(picture).transpose(2, 0, 1)
        for label in ("brick", "tiles", "stone")
        for picture in pictures(generator, request(materials, seeds=tuple(range(12)), label=label))
    ]
    against_all, _ = seam(torch.from_numpy(np.stack(made)))
    assert against_all == pytest.approx(1, abs=0.2)
