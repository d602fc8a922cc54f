"""The live lane with a real engine: the newest request wins, and nothing of it is kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from aigc_desktop.api.requests import Request
from aigc_desktop.core import live
from aigc_desktop.core.events import EngineChanged, LiveMissed, LiveShown
from tests.e2e.driving import Driver

SLOW = 0.2


def look(driver: Driver, token: str, *, is_draft: bool = True, **parameters: str | float) -> None:
    request = Request(
        generator="scripted",
        model=driver.model.id,
        task="text-to-image",
        parameters=parameters,
        seeds=(7,),
    )
    driver.app.worker.look(token, request, is_draft=is_draft)


def shown(driver: Driver, token: str) -> LiveShown:
    return driver.wait_for(LiveShown, lambda event: event.token == token)


def missed(driver: Driver, token: str) -> LiveMissed:
    return driver.wait_for(LiveMissed, lambda event: event.token == token)


def test_a_picture_comes_back_and_nothing_is_kept_of_it(driver: Driver, home: Path) -> None:
    look(driver, "one", latent="0.6*1 + 0.8*2")
    event = shown(driver, "one")
    picture = Image.open(io.BytesIO(event.picture))
    assert (event.width, event.height) == picture.size == (64, 64)
    job = driver.finish(driver.submit(seed=7, latent="0.6*1 + 0.8*2"))
    assert Image.open(driver.assets()[0].file).tobytes() == picture.tobytes()
    assert [asset.recipe.job_id for asset in driver.assets() if asset.recipe] == [job.id]
    assert driver.app.queue.jobs() == (driver.app.queue.get(job.id),)
    assert not [file for file in (home / "incoming").rglob("*") if file.is_file()]


def test_of_those_that_wait_only_the_newest_is_made(driver: Driver) -> None:
    look(driver, "warm-up")
    shown(driver, "warm-up")
    look(driver, "first", delay_s=SLOW)
    for token in ("a", "b", "c", "last"):
        look(driver, token, latent="3")
    shown(driver, "last")
    assert [missed(driver, token).error for token in ("a", "b", "c")] == [None, None, None]
    tokens = [event.token for event in driver.events if isinstance(event, LiveShown)]
    assert tokens == ["warm-up", "first", "last"]


def test_what_is_no_draft_gives_way(driver: Driver) -> None:
    look(driver, "warm-up")
    shown(driver, "warm-up")
    look(driver, "slow", is_draft=False, delay_s=30.0)
    look(driver, "quick")
    assert missed(driver, "slow").error is None
    shown(driver, "quick")


def test_a_picture_that_does_not_give_way_costs_its_engine_and_no_more(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "PATIENCE_S", 0.3)
    look(driver, "warm-up")
    shown(driver, "warm-up")
    look(driver, "stuck", is_draft=False, fault="hang")
    look(driver, "next")
    assert missed(driver, "stuck").error is None
    shown(driver, "next")


def test_a_job_in_the_same_engine_is_not_killed_for_a_picture_that_waits(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "PATIENCE_S", 0.5)
    job = driver.submit(delay_s=SLOW, steps=5)
    driver.wait_state(job, "running")
    look(driver, "waits", is_draft=False)
    look(driver, "newer", is_draft=False)
    assert driver.finish(job).state == "finished"
    assert driver.app.queue.get(job.id).engine_deaths == 0
    shown(driver, "newer")


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"fault": "error"}, "scripted.error"),
        ({"fault": "raise"}, "plugin.raised"),
        ({"fault": "nothing"}, "plugin.output"),
        ({"width": 7}, "parameters.range"),
        ({"latent": "here"}, "latent.text"),
    ],
)
def test_a_failure_is_told_and_the_next_picture_comes(
    driver: Driver, parameters: dict[str, str | float], code: str
) -> None:
    look(driver, "bad", is_draft=True, **parameters)
    error = missed(driver, "bad").error
    assert error is not None
    assert error.code == code
    look(driver, "good")
    shown(driver, "good")
    assert not any(isinstance(e, EngineChanged) and e.state == "stopped" for e in driver.events)


def test_an_engine_that_dies_is_told_and_the_next_picture_comes(driver: Driver) -> None:
    look(driver, "bad", fault="segfault")
    error = missed(driver, "bad").error
    assert error is not None
    assert error.code == "engine.died"
    look(driver, "good")
    shown(driver, "good")


def test_an_unknown_model_is_told(driver: Driver) -> None:
    request = Request(generator="scripted", model="nowhere", task="text-to-image")
    driver.app.worker.look("lost", request, is_draft=True)
    error = missed(driver, "lost").error
    assert error is not None
    assert error.code == "model.unknown"


def test_a_draft_that_takes_long_gives_way_too(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PATIENCE_S", 0.3)
    look(driver, "warm-up")
    shown(driver, "warm-up")
    look(driver, "slow", delay_s=0.1, steps=150)
    look(driver, "next")
    assert missed(driver, "slow").error is None
    shown(driver, "next")
    assert not any(isinstance(e, EngineChanged) and e.state == "stopped" for e in driver.events)


def test_an_engine_is_not_killed_while_it_starts_and_loads(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "PATIENCE_S", 0.05)
    look(driver, "first", is_draft=False)
    look(driver, "next")
    shown(driver, "next")
    assert not any(isinstance(e, EngineChanged) and e.state == "stopped" for e in driver.events)
