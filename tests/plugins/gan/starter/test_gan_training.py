"""The recipe of the starter, end to end on a handful of textures with tiny networks, and its parts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, cast

import pytest
import torch
from aigc_gan import hooks
from aigc_gan.sizes import DecoderSizes, LayoutSizes, StyleSizes
from aigc_gan.starter import checkpoints
from aigc_gan.starter.__main__ import main
from aigc_gan.starter.blocks import BlockTransform, fitted
from aigc_gan.starter.dataset import chosen, random_labels, rolled
from aigc_gan.starter.encoder import Believed, Encoder
from aigc_gan.starter.evaluate import distance
from aigc_gan.starter.game import Game, Plan
from aigc_gan.starter.judge import GROUP, Judge, spread
from aigc_gan.starter.layouts import first_layouts
from aigc_gan.starter.mapping import fit_mapping
from aigc_gan.starter.painting import Painting, PaintPlan
from aigc_gan.starter.processes import place, share_gradients, together
from aigc_gan.starter.recipe import Recipe, Workshop
from aigc_gan.starter.styles import KnownStyles
from aigc_gan.starter.textures import LAYOUTS, NAMES, TRAINING, textures
from aigc_gan.style import Mapping
from torch import nn

from aigc_desktop.api.testing import CPU
from tests.plugins.gan import tiny
from tests.plugins.gan.running import pictures, request

DECODER = DecoderSizes(latent_channels=6, channels=(8, 6, 4))
SIZES = StyleSizes(
    image_size=128,
    latent_size=16,
    channels=(12,),
    first_size=16,
    classes=NAMES,
    plain_layers=2,
    layouts=LayoutSizes(count=LAYOUTS, channels=12),
    decoder=DECODER,
)
PAINTING = PaintPlan(steps=3, batch=2, judged_from=0.5)
PLAN = Plan(steps=4, batch=12, alone=2, judge_widths=(6, 8, 8))
RECIPE = Recipe(
    drawn=2 * LAYOUTS,
    verifying=2,
    verifier_steps=2,
    mapping_steps=2,
    sizes=SIZES,
    painting=PAINTING,
    plan=PLAN,
)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, Path]:
    folder = tmp_path_factory.mktemp("materials")
    made = Workshop(folder, RECIPE)
    made.draw()
    made.train(processes=1)
    return made, folder


def test_the_recipe_ends_in_a_model_that_the_plugin_loads(workshop: tuple[Workshop, Path]) -> None:
    made, folder = workshop
    made.export(folder / "model")
    model = tiny.model(folder / "model")
    assert model.config["config.json"]["classes"] == list(NAMES)
    assert (folder / "model" / "model.safetensors").stat().st_size < 1_200_000
    loaded = hooks.create_generator(model, CPU)
    bricks = pictures(loaded, request(model, seeds=(1, 2), label="brick"))
    assert bricks[0].size == (128, 128)
    assert bricks[0] != bricks[1]


def test_a_finished_training_is_not_done_again(workshop: tuple[Workshop, Path]) -> None:
    made, folder = workshop
    before = [(folder / name).read_bytes() for name in ("painting.pt", "game.pt", "mapping.pt")]
    made.train(processes=1)
    assert [(folder / name).read_bytes() for name in ("painting.pt", "game.pt", "mapping.pt")] == before
    assert torch.load(folder / "game.pt", weights_only=True)["done"] == PLAN.steps


def test_figures_are_taken_of_generated_and_of_drawn_textures(workshop: tuple[Workshop, Path]) -> None:
    made, _ = workshop
    figures = cast(dict[str, Any], made.figures(made.trained(), 3))
    for kind in ("generated", "drawn, held out"):
        assert list(figures[kind]) == ["all", *NAMES]
        assert figures[kind]["all"]["pictures"] == 3 * len(NAMES)
        assert figures[kind]["marble"]["pixel_distance"] > 0
    assert json.loads(json.dumps(figures)) == figures


def test_the_sheet_shows_a_row_for_each_material(workshop: tuple[Workshop, Path]) -> None:
    from PIL import Image

    made, _ = workshop
    with Image.open(made.sheet(made.trained(), 2)) as sheet:
        assert sheet.size == (2 * 128, len(NAMES) * 128)


@pytest.fixture(scope="module")
def drawn() -> torch.Tensor:
    return textures(2, TRAINING)


@pytest.fixture(scope="module")
def transform(drawn: torch.Tensor) -> BlockTransform:
    return fitted(drawn.flatten(0, 1).float() / 127.5 - 1, DECODER.latent_channels)


def test_latents_are_the_directions_in_which_blocks_vary_most(drawn: torch.Tensor) -> None:
    floats = drawn.flatten(0, 1).float() / 127.5 - 1
    errors = []
    for channels in (3, 24, 192):
        transform = fitted(floats, channels)
        layer = nn.Conv2d(channels, 192, 1)
        transform.write_inverse(layer)
        back = nn.functional.pixel_shuffle(layer(transform.latents(floats)), 8)
        errors.append(float((back - floats).detach().square().mean()))
    assert errors[0] > 2 * errors[1]
    assert errors[2] < 1e-6
    latents = fitted(floats, 24).latents(floats)
    deviations = latents.transpose(0, 1).flatten(1).std(dim=1)
    assert (deviations[:-1] >= deviations[1:] * 0.99).all()
    assert deviations[0] < 8 * deviations[-1]


def _batch() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    random = torch.Generator().manual_seed(0)
    label = random_labels(len(NAMES), PLAN.batch, random)
    layout = torch.randint(LAYOUTS, label.shape, generator=random)
    return torch.randn(PLAN.batch, 6, 16, 16, generator=random), label, layout


def _played(game: Game, seed: int) -> None:
    torch.manual_seed(seed)
    game.step(*_batch())


def test_a_stopped_game_goes_on_as_if_nothing_had_happened(tmp_path: Path) -> None:
    through, stopped, resumed = (Game(SIZES, PLAN) for _ in range(3))
    for game in (through, stopped):
        for step in range(3):
            _played(game, step)
    checkpoints.save(stopped, tmp_path / "state.pt")
    checkpoints.restore(resumed, tmp_path / "state.pt")
    assert resumed.done == 3
    for game in (through, resumed):
        _played(game, 9)
    for name in ("generator", "average", "judge", "encoder"):
        wanted = getattr(through, name).state_dict()
        for part, weight in getattr(resumed, name).state_dict().items():
            assert torch.equal(weight, wanted[part]), (name, part)


def test_a_stopped_painting_goes_on_as_if_nothing_had_happened(
    tmp_path: Path, drawn: torch.Tensor, transform: BlockTransform
) -> None:
    through, stopped, resumed = (Painting(DECODER, transform, PAINTING) for _ in range(3))
    floats = drawn[:, 0].float() / 127.5 - 1
    for painting in (through, stopped):
        for step in range(2):
            torch.manual_seed(step)
            painting.step(floats[:2])
    checkpoints.save(stopped, tmp_path / "state.pt")
    checkpoints.restore(resumed, tmp_path / "state.pt")
    for painting in (through, resumed):
        torch.manual_seed(5)
        losses = painting.step(floats[:2])
        assert {"judge", "against", "features"} <= losses.keys()
    for name, weight in resumed.decoder.state_dict().items():
        assert torch.equal(weight, through.decoder.state_dict()[name]), name


def test_the_judge_joins_in_when_the_generator_can_copy() -> None:
    game = Game(SIZES, PLAN)
    judge = [weight.clone() for weight in game.judge.parameters()]
    torch.manual_seed(0)
    assert game.step(*_batch()).keys() == {"mapping", "divergence", "copying", "class"}
    assert all(torch.equal(a, b) for a, b in zip(judge, game.judge.parameters(), strict=True))
    game.done = PLAN.alone
    torch.manual_seed(0)
    assert game.step(*_batch()).keys() > {"copying", "against", "naming", "judge"}
    moved = [not torch.equal(a, b) for a, b in zip(judge, game.judge.parameters(), strict=True)]
    assert sum(moved) > len(moved) / 2


def test_a_game_leaves_the_decoder_alone() -> None:
    game = Game(SIZES, PLAN)
    assert game.generator.synthesis.decoder is not None
    before = [weight.clone() for weight in game.generator.synthesis.decoder.parameters()]
    game.done = PLAN.alone
    game.step(*_batch())
    after = game.generator.synthesis.decoder.parameters()
    assert all(torch.equal(a, b) for a, b in zip(before, after, strict=True))


def test_styles_that_are_mapped_move_towards_those_of_drawn_textures() -> None:
    torch.manual_seed(0)
    mapping, known = Mapping(SIZES), KnownStyles(len(NAMES), SIZES.latent_size)
    assert known.mismatch(mapping) == 0
    label = torch.arange(len(NAMES)).repeat(4)
    known.remember(3 + torch.randn(len(label), SIZES.latent_size), label)
    optimiser = torch.optim.Adam(mapping.parameters(), lr=0.02)
    distances = []
    for _ in range(60):
        distances.append(known.mismatch(mapping))
        optimiser.zero_grad()
        distances[-1].backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    assert distances[-1] < 0.7 * distances[0]
    w = mapping(torch.randn(100, SIZES.latent_size), torch.zeros(100, dtype=torch.int64))
    assert w.mean().item() == pytest.approx(3, abs=0.7)


def test_a_painting_begins_with_the_blocks_and_improves(
    drawn: torch.Tensor, transform: BlockTransform
) -> None:
    painting = Painting(DECODER, transform, PaintPlan(steps=60, batch=4, judged_from=1.0, learning_rate=4e-3))
    floats = drawn[:4, 0].float() / 127.5 - 1
    torch.manual_seed(0)
    first = painting.step(floats)["pixels"]
    assert first < 0.4
    for _ in range(50):
        last = painting.step(floats)["pixels"]
    assert last < 0.9 * first


@torch.no_grad()
def test_the_encoder_does_not_mind_where_a_texture_lies() -> None:
    torch.manual_seed(0)
    encoder = Encoder(6, (6, 8, 8), len(NAMES), 16)
    drawn, label, _ = _batch()
    believed, moved = encoder(drawn, label), encoder(torch.roll(drawn, (4, 8), (2, 3)), label)
    assert believed.mean.shape == believed.variance.shape == (12, 16)
    assert torch.allclose(believed.mean, moved.mean, atol=1e-5)
    assert not torch.allclose(believed.mean, encoder(drawn + 1, label).mean, atol=1e-2)


@torch.no_grad()
def test_latents_follow_style_and_layout() -> None:
    game = Game(SIZES, PLAN)
    style, layout = torch.randn(1, 16), torch.tensor([3])
    plain = game.latents(style, layout)
    assert plain.shape == (1, 6, 16, 16)
    assert torch.equal(plain, game.latents(style, layout))  # no layer has learned to use noise yet
    assert not torch.allclose(plain, game.latents(style, layout + 1), atol=1e-2)
    assert not torch.allclose(plain, game.latents(style + 1, layout), atol=1e-2)


def test_the_mapping_network_is_fitted_to_the_styles_of_each_class() -> None:
    torch.manual_seed(0)
    styles = torch.randn(len(NAMES), 40, SIZES.latent_size) + 5 * torch.arange(len(NAMES))[:, None, None] / 12
    mapping = Mapping(SIZES)
    fit_mapping(mapping, styles, 300)
    with torch.no_grad():
        first, last = (mapping(torch.randn(200, SIZES.latent_size), torch.full((200,), n)) for n in (0, 11))
    assert (last.mean() - first.mean()).item() == pytest.approx(55 / 12, abs=1)
    assert min(made.std(dim=0).mean().item() for made in (first, last)) > 0.4


def test_a_game_begins_with_what_the_textures_of_a_layout_have_in_common() -> None:
    torch.manual_seed(0)
    shared = torch.randn(2, LAYOUTS, 6, 4, 4)
    side = torch.randn(6, 4, 4)
    strength = torch.tensor([-2.0, -1.0, 1.0, 2.0])
    parts = [shared + by * side for by in strength]
    made = first_layouts(torch.cat(parts, dim=1), 2)
    assert made.shape == (2, LAYOUTS, 12, 4, 4)
    assert torch.allclose(made[:, :, :6], shared, atol=1e-5)
    deviation = strength.square().mean().sqrt()
    assert torch.allclose(made[0, 3, 6:].abs(), (deviation * side).abs(), atol=1e-4)


def test_divergence_is_that_of_the_standard_library() -> None:
    mean, variance = torch.randn(3, 5), torch.randn(3, 5)
    believed = torch.distributions.Normal(mean, (0.5 * variance).exp())
    wanted = torch.distributions.kl_divergence(believed, torch.distributions.Normal(0.0, 1.0))
    assert Believed(mean, variance).divergence().item() == pytest.approx(wanted.sum(dim=1).mean().item())


@torch.no_grad()
def test_the_judge_looks_across_the_edges_and_knows_classes() -> None:
    torch.manual_seed(0)
    judge = Judge(6, 16, (6, 8, 8), 3)
    latents, label = torch.randn(4, 6, 16, 16), torch.tensor([1, 1, 1, 1])
    plain, moved = judge(latents, label), judge(torch.roll(latents, (4, 8), (2, 3)), label)
    assert plain.whole.shape == (4,)
    assert plain.classes.shape == (4, 3)
    assert torch.allclose(torch.roll(plain.blocks, (2, 4), (1, 2)), moved.blocks, atol=1e-5)
    other = judge(latents, label * 0)
    assert not torch.allclose(plain.whole, other.whole, atol=1e-3)
    assert not torch.allclose(plain.blocks, other.blocks, atol=1e-3)


def test_the_judge_sees_that_a_group_is_all_alike() -> None:
    values = torch.randn(GROUP, 3, 4, 4)
    assert spread(values[:1].expand(GROUP, -1, -1, -1)).max() < 1e-3
    assert spread(torch.cat([values, values * 0]))[0].mean() > 0.3
    assert spread(torch.cat([values, values * 0]))[-1].max() < 1e-3


def _gradients_of_member(folder: Path) -> None:
    rank, count = place()
    assert count == 2
    layer = nn.Linear(3, 2)
    layer.weight.grad = torch.full((2, 3), float(rank))
    share_gradients(layer.parameters())
    torch.save(layer.weight.grad, folder / f"member-{rank}.pt")


@pytest.mark.skipif(sys.platform != "linux", reason="raises the interface by Linux's own calls")
@pytest.mark.usefixtures("loopback")
def test_processes_that_train_together_share_their_gradients(tmp_path: Path) -> None:
    together(2, _gradients_of_member, tmp_path)
    for rank in (0, 1):
        assert torch.equal(torch.load(tmp_path / f"member-{rank}.pt"), torch.full((2, 3), 0.5))


def test_step_sizes_fall_in_the_second_half() -> None:
    plan = Plan(steps=100, learning_rate=1.0)
    assert plan.rate(0) == plan.rate(50) == 1
    assert 0.6 < plan.rate(75) < 0.8
    assert plan.rate(100) == pytest.approx(0.02)


def test_labels_come_in_groups_of_one_class() -> None:
    label = random_labels(5, 32, torch.Generator().manual_seed(0))
    groups = label.reshape(-1, GROUP)
    assert (groups == groups[:, :1]).all()
    assert set(label.tolist()) == set(range(5))


def test_what_is_chosen_is_of_the_class_asked_for() -> None:
    drawn = torch.arange(12).reshape(3, 4)
    label = torch.tensor([2, 0, 1, 2])
    some, number = chosen(drawn, label, torch.Generator().manual_seed(0))
    assert (some // 4).tolist() == label.tolist()
    assert (some % 4).tolist() == number.tolist()


def test_a_rolled_picture_has_the_same_pixels_elsewhere() -> None:
    drawn = torch.randn(2, 3, 16, 16)
    moved = rolled(drawn, torch.Generator().manual_seed(3))
    assert not torch.equal(moved, drawn)
    assert torch.equal(moved.flatten(2).sort().values, drawn.flatten(2).sort().values)


def test_distance_is_the_mean_over_all_pairs() -> None:
    assert distance(torch.tensor([[0.0], [3.0], [9.0]])) == pytest.approx((3 + 9 + 6) / 3)


def test_the_command_line_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["train", "--help"])
    assert ended.value.code == 0
    assert "--processes" in capsys.readouterr().out
