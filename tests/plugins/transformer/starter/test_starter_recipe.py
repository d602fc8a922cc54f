"""The whole recipe on a small scale: compose, train, stop, go on, export, evaluate."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from aigc_transformer import hooks
from aigc_transformer.starter.checks import kind_of
from aigc_transformer.starter.corpus import held_out_orders
from aigc_transformer.starter.evaluate import Case, evaluate, figures_of
from aigc_transformer.starter.export import export
from aigc_transformer.starter.grammar import product_of
from aigc_transformer.starter.model import batch_of, loss_of, new_model
from aigc_transformer.starter.prompts import Order
from aigc_transformer.starter.recipe import Recipe, Workshop
from aigc_transformer.starter.training import Plan, batches, rate_at, train

from aigc_desktop.api.testing import CPU
from tests.plugins.transformer import tiny
from tests.plugins.transformer.running import outputs, request

PLAN = Plan(batch=16, learning_rate=3e-3, warm_up=2, checkpoint_every=5)
RECIPE = Recipe(samples=320, vocabulary=600, width=64, layers=1, plan=PLAN)
DEVICE = torch.device("cpu")


def test_the_recipe_makes_a_model_folder_that_writes(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, RECIPE, "cpu")
    workshop.train()
    folder = tmp_path / "copywriter"
    export(workshop.finished_model(), workshop.tokenizer, folder)
    model = tiny.model(folder)
    assert (model.layout, model.class_name) == ("transformers", "GPT2LMHeadModel")
    (output,) = outputs(hooks.create_generator(model, CPU), request(model))
    assert output.text
    figures = evaluate(folder, workshop.samples, held_out_orders()[::40])
    assert json.dumps({key: str(value) for key, value in figures.items()})
    grammar = figures["grammar"]
    assert (grammar.well_formed, grammar.product, grammar.tone, grammar.all_right) == (1, 1, 1, 1)  # type: ignore[attr-defined]


def test_training_lowers_the_loss_and_goes_on_where_it_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [([1, 2, 3, k % 5], [10 + k % 5, 20, 0]) for k in range(160)]

    def fresh() -> torch.nn.Module:
        torch.manual_seed(0)
        return new_model(40, end=0, width=64, layers=1)  # type: ignore[no-any-return]

    whole = fresh()
    train(whole, lines, 0, PLAN, DEVICE, tmp_path / "whole.pt")
    inputs, targets = batch_of(lines, end=0)
    assert loss_of(whole, inputs, targets) < loss_of(fresh(), inputs, targets) - 0.5

    parted, state = fresh(), tmp_path / "parted.pt"
    _stop_after(5, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        train(parted, lines, 0, PLAN, DEVICE, state)
    monkeypatch.undo()
    resumed = fresh()
    train(resumed, lines, 0, PLAN, DEVICE, state)
    for ours, theirs in zip(resumed.parameters(), whole.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def _stop_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    clip: Callable[..., object] = torch.nn.utils.clip_grad_norm_
    left = iter(range(steps))

    def once_more(*values: object) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return clip(*values)

    monkeypatch.setattr(torch.nn.utils, "clip_grad_norm_", once_more)


def test_the_text_and_the_break_before_it_are_learned_and_padding_changes_nothing() -> None:
    model = new_model(40, end=0, width=64, layers=1).eval()
    short, long = ([5, 6, 7], [8, 9, 0]), ([5] * 9, [6] * 9)
    inputs, targets = batch_of([short, long], end=0)
    assert targets[0].tolist() == [-100, 7, 8, 9, 0, *[-100] * 12]
    both = loss_of(model, inputs, targets)
    apart = [loss_of(model, *batch_of([line], end=0)) * (len(line[1]) + 1) for line in (short, long)]
    assert torch.allclose(both, (apart[0] + apart[1]) / 14, atol=1e-5)


def test_every_line_is_seen_once_a_pass_beside_lines_of_its_length() -> None:
    lines = [([k], [0] * (k % 50)) for k in range(1000)]
    made = batches(lines, replace(PLAN, passes=2, batch=40))
    parts = [part for batch in made for part in batch]
    assert sorted(line[0][0] for part in parts for line in part) == sorted([*range(1000)] * 2)
    assert {len(batch) for batch in made} == {PLAN.parts}
    spread = [max(len(text) for _, text in part) - min(len(text) for _, text in part) for part in parts]
    assert sum(spread) / len(spread) < 50 / PLAN.parts


def test_the_step_size_rises_and_falls() -> None:
    rates = [rate_at(step, 100, PLAN) for step in range(100)]
    assert rates[0] < rates[1] == PLAN.learning_rate > rates[50] > rates[99]
    assert rates[99] == pytest.approx(0.02 * PLAN.learning_rate, rel=0.1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Giggle Mug", "name"),
        ("giggle mug", ""),
        ("A mug that giggles.", "tagline"),
        ("A mug. It giggles", ""),
        ("One. Two. Three.", "brief"),
        ("", ""),
        ("Two\nlines.", ""),
    ],
)
def test_kinds_are_told_by_rule(text: str, kind: str) -> None:
    assert kind_of(text, "en") == kind


def test_figures_count_what_the_rules_say() -> None:
    mug = product_of("en", "mug")
    order = Order("en", mug.name, "playful", "tagline")
    texts = ["A silly mug.", "A fearless mug.", "A silly teapot.", "silly mug", "A silly mug."]
    cases = [Case(order, mug, text, is_ended=place < 4) for place, text in enumerate(texts)]
    figures = figures_of(cases, frozenset({"A fearless mug."}))
    assert figures.texts == 5
    assert (figures.well_formed, figures.product, figures.tone) == (0.6, 0.8, 0.8)
    assert (figures.all_right, figures.new, figures.different) == (0.2, 0.8, 0.8)
