"""The recipe of the starter, end to end on a handful of tiny pictures, and its parts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, cast

import pytest
import torch
from aigc_gan import hooks
from aigc_gan.sizes import StyleSizes
from aigc_gan.starter.__main__ import main
from aigc_gan.starter.dataset import Textures, random_labels, rolled
from aigc_gan.starter.discriminator import GROUP, Discriminator, spread
from aigc_gan.starter.evaluate import distance
from aigc_gan.starter.perception import DAMAGES, Perception, Yardstick, moments, spectrum
from aigc_gan.starter.processes import together
from aigc_gan.starter.recipe import Recipe, Workshop
from aigc_gan.starter.textures import NAMES
from aigc_gan.starter.training import Game, Plan, Stage
from torch import distributed

from aigc_desktop.api.testing import CPU
from tests.plugins.gan import tiny
from tests.plugins.gan.running import pictures, request

SIZES = StyleSizes(image_size=16, latent_size=16, channels=(12, 8, 6), classes=NAMES)
PLAN = Plan(
    (Stage(8, pictures=32, fade=0, gamma=0.1), Stage(16, pictures=64, fade=32, gamma=0.1)),
    judge=(8, 8, 6),
    save_every=2,
)
RECIPE = Recipe(drawn=24, verifying=2, perception_steps=2, verifier_steps=2, sizes=SIZES, plan=PLAN)
Pair = tuple[torch.Tensor, torch.Tensor]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, Path]:
    folder = tmp_path_factory.mktemp("materials")
    made = Workshop(folder, RECIPE, "cpu")
    made.draw()
    made.train()
    return made, folder


def test_the_recipe_ends_in_a_model_that_the_plugin_loads(workshop: tuple[Workshop, Path]) -> None:
    made, folder = workshop
    made.export(folder / "model")
    model = tiny.model(folder / "model")
    assert model.config["config.json"]["classes"] == list(NAMES)
    assert (folder / "model" / "model.safetensors").stat().st_size < 200_000
    loaded = hooks.create_generator(model, CPU)
    bricks = pictures(loaded, request(model, seeds=(1, 2), label="brick"))
    assert bricks[0].size == (16, 16)
    assert bricks[0] != bricks[1]


def test_a_finished_training_is_not_done_again(workshop: tuple[Workshop, Path]) -> None:
    made, folder = workshop
    before = (folder / "game.pt").read_bytes()
    made.train()
    assert (folder / "game.pt").read_bytes() == before
    assert torch.load(folder / "game.pt", weights_only=True)["seen"] == PLAN.pictures


def test_figures_are_taken_of_generated_and_of_drawn_textures(workshop: tuple[Workshop, Path]) -> None:
    made, _ = workshop
    figures = cast(dict[str, Any], made.figures(made.trained(), 3))
    assert figures["seen"] == PLAN.pictures
    for kind in ("generated", "drawn, held out"):
        assert list(figures[kind]) == ["all", *NAMES]
        assert figures[kind]["all"]["pictures"] == 3 * len(NAMES)
        assert figures[kind]["marble"]["pixel_distance"] > 0
    assert json.loads(json.dumps(figures)) == figures


def test_the_sheet_shows_a_row_for_each_material(workshop: tuple[Workshop, Path]) -> None:
    from PIL import Image

    made, _ = workshop
    with Image.open(made.sheet(made.trained(), 2)) as sheet:
        assert sheet.size == (2 * 16, len(NAMES) * 16)


def _game(seen: int = 0) -> Game:
    game = Game(SIZES, PLAN, torch.device("cpu"))
    game.seen = seen
    size = PLAN.at(seen)[0].resolution
    game.yardstick = Yardstick(Perception(len(NAMES)), torch.randn(8, 3, size, size))
    return game


def _batch(size: int) -> Pair:
    random = torch.Generator().manual_seed(0)
    label = random_labels(len(NAMES), PLAN.batch, random)
    return torch.randn(PLAN.batch, 3, size, size, generator=random), label


def test_a_stopped_training_goes_on_as_if_nothing_had_happened(tmp_path: Path) -> None:
    drawn, label = _batch(8)
    through, stopped = _game(), _game()
    for game in (through, stopped):
        game.step(drawn, label, torch.Generator().manual_seed(1))
    stopped.save(tmp_path / "state.pt")
    resumed = _game()
    resumed.restore(tmp_path / "state.pt")
    assert resumed.seen == PLAN.batch
    for game in (through, resumed):
        game.step(drawn, label, torch.Generator().manual_seed(2))
    for part in ("generator", "discriminator", "average"):
        wanted = getattr(through, part).state_dict()
        for name, weight in getattr(resumed, part).state_dict().items():
            assert torch.equal(weight, wanted[name]), name


def test_both_networks_learn_and_the_average_follows() -> None:
    game, (drawn, label) = _game(32), _batch(16)
    before = {
        part: [w.clone() for w in getattr(game, part).parameters()] for part in ("generator", "average")
    }
    judge = [w.clone() for w in game.discriminator.parameters()]
    game.step(drawn, label, torch.Generator().manual_seed(1))
    moved = [not torch.equal(a, b) for a, b in zip(judge, game.discriminator.parameters(), strict=True)]
    assert sum(moved) >= len(moved) - 2  # the colours of the smallest resolution stand aside
    for part, weights in before.items():
        after = list(getattr(game, part).parameters())
        assert sum(not torch.equal(a, b) for a, b in zip(weights, after, strict=True)) > len(after) / 2, part


def _share_as_member(folder: Path) -> None:
    game, rank = _game(), distributed.get_rank()
    for weight in game.generator.parameters():
        weight.data += rank
    game.share()
    torch.save(game.generator.state_dict(), folder / f"member-{rank}.pt")


@pytest.mark.skipif(sys.platform != "linux", reason="raises the interface by Linux's own calls")
@pytest.mark.usefixtures("loopback")
def test_processes_that_train_together_meet_at_the_mean_of_their_weights(tmp_path: Path) -> None:
    together(2, _share_as_member, tmp_path)
    members = [torch.load(tmp_path / f"member-{rank}.pt", weights_only=True) for rank in (0, 1)]
    for name, weight in _game().generator.named_parameters():
        assert torch.equal(members[0][name], members[1][name])
        assert torch.allclose(members[0][name], weight + 0.5, atol=1e-6)


def test_the_plan_grows_fades_in_and_slows_down() -> None:
    assert PLAN.at(0)[0].resolution == 8
    assert PLAN.at(31)[0].resolution == 8
    assert PLAN.at(32) == (PLAN.stages[1], 0.5)
    assert PLAN.at(48) == (PLAN.stages[1], 1.0)
    assert PLAN.at(PLAN.pictures)[1] == 1.0
    assert PLAN.rate(0) == pytest.approx(PLAN.learning_rate)
    assert PLAN.rate(PLAN.pictures) == pytest.approx(PLAN.learning_rate / 10)


def test_labels_come_in_groups_of_one_class() -> None:
    label = random_labels(5, 32, torch.Generator().manual_seed(0))
    groups = label.reshape(-1, GROUP)
    assert (groups == groups[:, :1]).all()
    assert set(label.tolist()) == set(range(5))


def test_the_discriminator_sees_that_a_group_is_all_alike() -> None:
    values = torch.randn(GROUP, 3, 4, 4)
    assert spread(values[:1].expand(GROUP, -1, -1, -1)).max() < 1e-3
    assert spread(torch.cat([values, values * 0]))[0].mean() > 0.3
    assert spread(torch.cat([values, values * 0]))[-1].max() < 1e-3


@torch.no_grad()
def test_the_discriminator_fades_from_one_resolution_to_the_next() -> None:
    judge = Discriminator((8, 8, 6), 3)
    drawn, label = torch.randn(4, 3, 16, 16), torch.tensor([1, 1, 1, 1])
    small = torch.nn.functional.avg_pool2d(drawn, 2)
    assert torch.allclose(judge(drawn, label, fade=1e-9), judge(small, label), atol=1e-5)
    assert not torch.allclose(judge(drawn, label), judge(small, label), atol=1e-3)
    assert not torch.allclose(judge(drawn, label), judge(drawn, label * 0), atol=1e-4)


def test_the_yardstick_does_not_mind_where_a_texture_lies() -> None:
    drawn = torch.randn(2, 3, 16, 16)
    moved = rolled(drawn, torch.Generator().manual_seed(3))
    assert not torch.equal(moved, drawn)
    assert torch.allclose(spectrum(drawn), spectrum(moved), atol=1e-4)
    assert torch.allclose(moments(drawn), moments(moved), atol=1e-5)
    assert not torch.allclose(spectrum(drawn), spectrum(drawn.transpose(2, 3)), atol=0.1)


def test_every_damage_changes_a_picture_but_not_its_size() -> None:
    picture = torch.randn(3, 32, 32) * 0.2
    random = torch.Generator().manual_seed(0)
    intact, *spoilt = [damage(picture, random) for damage in DAMAGES]
    assert torch.equal(intact, picture)
    for made in spoilt:
        assert made.shape == picture.shape
        assert not torch.allclose(made, picture, atol=0.01)
        assert torch.allclose(made.mean(dim=(1, 2)), picture.mean(dim=(1, 2)), atol=0.03)
    blocks, frequencies = spoilt[-2:]
    assert torch.allclose(blocks.flatten(1).sort(dim=1).values, picture.flatten(1).sort(dim=1).values)
    assert torch.allclose(torch.fft.rfft2(frequencies).abs(), torch.fft.rfft2(picture).abs(), atol=1e-3)


def test_pictures_are_averaged_once_and_kept(tmp_path: Path) -> None:
    textures = Textures(tmp_path, 1)
    full, small = textures.at(128), textures.at(32)
    expected = torch.nn.functional.avg_pool2d(full[4].float(), 4).round()
    assert torch.equal(small[4].float(), expected)
    assert (tmp_path / "train-32.npy").is_file()
    assert not list(tmp_path.glob("*.fresh*"))


def test_distance_is_the_mean_over_all_pairs() -> None:
    assert distance(torch.tensor([[0.0], [3.0], [9.0]])) == pytest.approx((3 + 9 + 6) / 3)


def test_the_command_line_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["train", "--help"])
    assert ended.value.code == 0
    assert "--processes" in capsys.readouterr().out
