"""Training in several processes is training on the whole batch, and the text encoder learns the scene."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch
from aigc_diffusion.starter.draw import Icon, Scene
from aigc_diffusion.starter.processes import together
from aigc_diffusion.starter.text import answers, class_counts, reading_loss
from aigc_diffusion.starter.training import Plan, train
from torch import distributed, nn

PLAN = Plan(steps=5, batch=8, learning_rate=0.1, warm_up=1)


def _line() -> nn.Linear:
    torch.manual_seed(0)
    line = nn.Linear(3, 1)
    line.register_buffer("ballast", torch.zeros(2_000_000))  # saving takes longer than looking
    return line


def _loss(line: nn.Module, seed: int, count: int) -> torch.Tensor:
    points: torch.Tensor = torch.randn(count, 3, generator=torch.Generator().manual_seed(seed))
    error: torch.Tensor = line(points) - points.sum(dim=1, keepdim=True)
    return error.square().mean()


def _train_as_member(folder: Path) -> None:
    average = train(_line(), _loss, PLAN, folder / "state.pt")
    assert torch.load(folder / "state.pt", weights_only=True)["step"] == PLAN.steps
    torch.save(average.state_dict(), folder / f"member-{distributed.get_rank()}.pt")


@pytest.mark.skipif(sys.platform != "linux", reason="raises the interface by Linux's own calls")
@pytest.mark.usefixtures("loopback")
def test_two_processes_train_as_one_with_both_their_batches(tmp_path: Path) -> None:
    together(2, _train_as_member, tmp_path)

    def both(line: nn.Module, seed: int, count: int) -> torch.Tensor:
        return (_loss(line, 2 * seed, count // 2) + _loss(line, 2 * seed + 1, count // 2)) / 2

    alone = train(_line(), both, PLAN, tmp_path / "alone.pt").state_dict()
    members = [torch.load(tmp_path / f"member-{rank}.pt", weights_only=True) for rank in (0, 1)]
    for name, weight in alone.items():
        assert torch.equal(members[0][name], members[1][name])
        assert torch.allclose(members[0][name], weight, atol=1e-5)
    assert torch.load(tmp_path / "state.pt", weights_only=True)["step"] == PLAN.steps


def test_the_text_encoder_is_asked_for_everything_that_a_scene_has() -> None:
    icon = Icon("star", "blue", "striped", "large")
    alone, pair = Scene((icon,), "white"), Scene((icon, Icon("square", "red")), "black", "soft")
    assert answers(alone) == [10, 0, 0, 5, 5, 2, 2, -100, -100, -100, -100]
    assert answers(pair) == [9, 1, 1, 5, 5, 2, 2, 1, 0, 0, 1]
    scores = [torch.zeros(2, classes) for classes in class_counts()]
    sure = [score.clone() for score in scores]
    for place, (first, second) in enumerate(zip(answers(alone), answers(pair), strict=True)):
        if first >= 0:
            sure[place][0, first] = 50.0
        sure[place][1, second] = 50.0
    right = torch.tensor([answers(alone), answers(pair)])
    assert reading_loss(sure, right) < 1e-3 < reading_loss(scores, right)
