"""The starter that writes, through the whole application."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.core.events import TextStreamed
from aigc_desktop.core.requests import request_again
from tests.e2e.commands import Aigc
from tests.e2e.driving import Driver

PROMPT = "product: ceramic mug; tone: playful; kind: tagline"
ON_CPU = Runtime(backend="torch", device="cpu", precision="float32")


@pytest.fixture
def aigc(home: Path) -> Aigc:
    return Aigc(home)


def test_the_starter_writes_about_what_it_is_asked(aigc: Aigc) -> None:
    words = ("generate", "transformer", "--prompt", PROMPT, "--seed", "1", "-n", "3", "--device", "cpu")
    done = aigc(*words)
    assert (done.code, done.err) == (0, "")
    texts = [Path(line).read_text("utf-8") for line in done.lines]
    assert len(set(texts)) > 1
    assert all(
        "mug" in text.lower() or "glaze" in text or "handle" in text or "rim" in text for text in texts
    )


def test_a_recipe_writes_the_same_text_after_a_restart(start: Callable[..., Driver]) -> None:
    first = start()
    request = Request(
        generator="transformer",
        model="copywriter",
        task="text-generation",
        parameters={"prompt": "产品：陶瓷杯；语气：俏皮；类型：简介"},
        seeds=(7, 8),
        runtime=ON_CPU,
    )
    first.finish(first.app.queue.submit(request))
    streamed = [event for event in first.events if isinstance(event, TextStreamed)]
    first.app.close()
    second = start()
    asset = next(asset for asset in second.assets() if asset.recipe and asset.recipe.seed == 8)
    text = Path(asset.file).read_text("utf-8")
    assert text == "".join(event.delta for event in streamed if event.index == 1)
    assert asset.recipe is not None
    assert asset.recipe.facts["ended_by"] == "end"
    job = second.finish(second.app.queue.submit(request_again(asset.recipe)))
    again = next(a for a in second.assets() if a.recipe and a.recipe.job_id == job.id)
    assert Path(again.file).read_text("utf-8") == text
