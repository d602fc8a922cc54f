"""While a job runs: streaming, progress, cancelling, ends, and the limits of the context."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from aigc_transformer import hooks

from aigc_desktop.api import AigcError, Generator, JobCancelled, Model
from aigc_desktop.api.testing import CPU, ScriptedJob
from tests.plugins.transformer import tiny
from tests.plugins.transformer.running import outputs, request, texts


def test_hook_create_generator_writes_one_text_for_each_seed(gpt2: Model, generator: Generator) -> None:
    wanted = request(gpt2, seeds=(1, 2, 3))
    job = ScriptedJob(wanted)
    made = outputs(generator, wanted, job)
    assert [output.index for output in made] == [0, 1, 2]
    assert {output.index: output.text for output in made} == job.texts
    assert len({output.text for output in made}) == 3
    assert made[0].facts["tokens"] == 12
    assert made[0].facts["ended_by"] == "length"


def test_a_text_depends_on_its_own_seed_alone(gpt2: Model, generator: Generator) -> None:
    together = texts(generator, request(gpt2, seeds=(5, 6, 7)))
    assert texts(generator, request(gpt2, seeds=(7,))) == together[2:]
    wanted = request(gpt2, seeds=(5, 6, 7))
    assert texts(generator, wanted, ScriptedJob(wanted, indices=(1,))) == together[1:2]


def test_every_token_is_a_step(gpt2: Model, generator: Generator) -> None:
    wanted = request(gpt2, max_new_tokens=5, seeds=(1, 2))
    job = ScriptedJob(wanted)
    texts(generator, wanted, job)
    assert [step for step, _, _ in job.steps] == [0, *range(1, 6), *range(1, 6)]
    assert job.fractions == sorted(job.fractions)
    assert job.fractions[-1] == pytest.approx(1)


def test_a_cancelled_job_stops_within_one_token(gpt2: Model, generator: Generator) -> None:
    wanted = request(gpt2, max_new_tokens=40)
    job = ScriptedJob(wanted, cancel_at=3)
    with pytest.raises(JobCancelled):
        texts(generator, wanted, job)
    assert [step for step, _, _ in job.steps] == [0, 1, 2, 3]
    assert len(texts(generator, wanted)) == 1


def test_the_end_that_the_model_writes_ends_the_text(own_folder: Path) -> None:
    everything = list(range(tiny.tokenizer().get_vocab_size()))
    tiny.write_json(own_folder / "generation_config.json", {"eos_token_id": everything})
    model = tiny.model(own_folder)
    wanted = request(model)
    job = ScriptedJob(wanted)
    (output,) = outputs(hooks.create_generator(model, CPU), wanted, job)
    assert (output.text, output.facts["ended_by"], output.facts["tokens"]) == ("", "end", 1)
    assert job.fractions[-1] == pytest.approx(1)


def test_a_stop_string_ends_the_text(gpt2: Model, generator: Generator) -> None:
    (whole,) = texts(generator, request(gpt2, max_new_tokens=30))
    middle = whole[len(whole) // 2 :][:3]
    (output,) = outputs(generator, request(gpt2, max_new_tokens=30, stop=f"never\n{middle}"))
    assert output.text == whole[: whole.index(middle)]
    assert output.facts["ended_by"] == "stop"


def test_a_prompt_that_fills_the_context_is_refused_with_numbers(gpt2: Model, generator: Generator) -> None:
    with pytest.raises(AigcError) as caught:
        texts(generator, request(gpt2, prompt="x" * 70))
    assert caught.value.code == "prompt.too_long"
    assert "70 tokens" in caught.value.message
    assert str(tiny.CONTEXT) in caught.value.message
    assert "at least 7 tokens" in caught.value.hint


def test_a_text_that_meets_the_end_of_the_context_says_so(gpt2: Model, generator: Generator) -> None:
    wanted = request(gpt2, prompt="x" * 60, max_new_tokens=40)
    job = ScriptedJob(wanted)
    (output,) = outputs(generator, wanted, job)
    assert output.facts["tokens"] == tiny.CONTEXT - 60
    ((message, hint),) = job.notices
    assert "60" in message
    assert hint
    quiet = ScriptedJob(wanted)
    texts(generator, request(gpt2, prompt="x" * 20, max_new_tokens=40), quiet)
    assert quiet.notices == []


def test_without_a_prompt_the_model_begins_from_its_start(gpt2: Model, generator: Generator) -> None:
    (output,) = outputs(generator, request(gpt2, prompt=""))
    assert output.facts["prompt_tokens"] == 1


def test_a_model_without_a_start_needs_a_prompt(own_folder: Path) -> None:
    tiny.write_json(own_folder / "tokenizer_config.json", {})
    model = tiny.model(own_folder)
    with pytest.raises(AigcError) as caught:
        texts(hooks.create_generator(model, CPU), request(model, prompt=""))
    assert caught.value.code == "prompt.empty"


def test_reading_the_prompt_once_for_all_changes_no_text(own_folder: Path) -> None:
    model = tiny.model(tiny.save("MistralForCausalLM", own_folder.parent / "sliding", sliding_window=4))
    loaded = hooks.create_generator(model, CPU)
    together = texts(loaded, request(model, seeds=(1, 2, 3), max_new_tokens=30))
    assert together == [texts(loaded, request(model, seeds=(s,), max_new_tokens=30))[0] for s in (1, 2, 3)]


def test_memory_is_given_back(gpt2: Model) -> None:
    loaded = hooks.create_generator(gpt2, CPU)
    loaded.close()
    with pytest.raises(ValueError, match="closed"):
        texts(loaded, request(gpt2))


def test_a_lack_of_memory_is_told_in_a_sentence(gpt2: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = hooks.create_generator(gpt2, CPU)

    def fail(*values: object, **options: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(torch.nn.functional, "scaled_dot_product_attention", fail)
    with pytest.raises(AigcError) as caught:
        texts(loaded, request(gpt2))
    assert caught.value.code == "memory.exhausted"
