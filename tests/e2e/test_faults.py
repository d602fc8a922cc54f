"""Whatever a plugin does, one job fails with a sentence and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.core.events import EngineChanged, ErrorRaised, JobProgressed
from tests.e2e.driving import Driver
from tests.plugins.installing import write_model


def assert_still_works(driver: Driver) -> None:
    assert driver.finish(driver.submit(seed=77)).state == "finished"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("raise", "plugin.raised"),
        ("error", "scripted.error"),
        ("oom", "memory.exhausted"),
        ("nothing", "plugin.output"),
        ("twice", "plugin.output"),
        ("alien", "plugin.output"),
        ("junk", "plugin.output"),
        ("chatter", "engine.message"),
    ],
)
def test_a_failing_plugin_costs_one_job_and_keeps_its_engine(driver: Driver, fault: str, code: str) -> None:
    job = driver.finish(driver.submit(fault=fault))
    assert job.state == "failed"
    assert job.error is not None
    assert job.error.code == code
    assert job.error.plugin == "scripted"
    assert "Traceback" not in job.error.message
    assert job.engine_deaths == 0
    assert_still_works(driver)
    assert not any(isinstance(e, EngineChanged) and e.state == "stopped" for e in driver.events)


@pytest.mark.parametrize("fault", ["segfault", "kill", "exit", "garbage", "oversize"])
def test_a_job_that_takes_its_engine_down_twice_is_quarantined(driver: Driver, fault: str) -> None:
    job = driver.finish(driver.submit(fault=fault))
    assert job.state == "failed"
    assert job.is_quarantined
    assert job.engine_deaths == 2
    assert job.error is not None
    assert job.error.code == "job.quarantined"
    assert_still_works(driver)


def test_a_fault_at_import_is_told_with_the_plugins_name(
    start: Callable[..., Driver], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIGC_SCRIPTED_IMPORT", "raise")
    driver = start()
    job = driver.finish(driver.submit())
    assert job.error is not None
    assert job.error.code == "plugin.raised"
    assert "could not be started" in job.error.message
    assert driver.wait_for(ErrorRaised).error.plugin == "scripted"


@pytest.mark.parametrize("hook", ["parameters", "create_generator"])
def test_a_fault_in_a_hook_fails_the_job(driver: Driver, hook: str) -> None:
    folder = write_model(driver.app.paths.models / "faulty", {hook: "raise"})
    driver.app.models.scan()
    request = driver.app.models.find(str(folder))
    job = driver.app.queue.submit(_request(driver, request.id))
    ended = driver.finish(job)
    assert ended.error is not None
    assert ended.error.code == "plugin.raised"
    assert "scripted failure" in ended.error.message
    assert_still_works(driver)


def _request(driver: Driver, model: str) -> Request:
    return Request(generator="scripted", model=model, task="text-to-image", seeds=(1,))


def test_a_job_that_hangs_can_be_cancelled_and_the_queue_goes_on(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aigc_desktop.core.current_job.CANCEL_GRACE_S", 0.5)
    job = driver.submit(fault="hang", fault_at=2)
    driver.wait_for(JobProgressed, lambda e: e.step == 1)
    driver.app.queue.cancel(job.id)
    assert driver.finish(job).state == "cancelled"
    assert_still_works(driver)


def test_cancelling_keeps_the_engine_and_what_was_finished(driver: Driver) -> None:
    job = driver.submit(count=50, delay_s=0.02)
    driver.wait_until(lambda: driver.app.queue.get(job.id).saved or None, "a first picture")
    driver.app.queue.cancel(job.id)
    ended = driver.finish(job)
    assert ended.state == "cancelled"
    assert 1 <= len(driver.assets()) < 50
    assert not any(isinstance(e, EngineChanged) and e.state == "stopped" for e in driver.events)


def test_what_a_plugin_prints_does_no_harm(driver: Driver) -> None:
    assert driver.finish(driver.submit(fault="print")).state == "finished"
    log = next(driver.app.paths.logs.glob("engine-scripted-*.log")).read_text()
    assert "printed by the plugin" in log


def test_parameters_out_of_range_are_named_with_their_limits(driver: Driver) -> None:
    job = driver.finish(driver.submit(steps=999))
    assert job.error is not None
    assert job.error.code == "parameters.range"
    assert "steps" in job.error.message
    assert "150" in job.error.message


def test_an_unknown_device_is_refused_and_never_replaced(driver: Driver) -> None:
    request = Request(
        generator="scripted",
        model=driver.model.id,
        task="text-to-image",
        runtime=Runtime(device="cuda:7"),
    )
    job = driver.finish(driver.app.queue.submit(request))
    assert job.error is not None
    assert job.error.code == "runtime.device"


def test_a_failed_save_fails_the_job_and_leaves_nothing_behind(driver: Driver) -> None:
    driver.app.paths.assets.rmdir()
    driver.app.paths.assets.write_text("a file where the folder should be")
    job = driver.finish(driver.submit())
    assert job.state == "failed"
    assert job.error is not None
    assert job.error.code == "library.file"
    driver.app.paths.assets.unlink()
    assert_still_works(driver)


def test_pictures_depend_on_their_seed_alone(driver: Driver) -> None:
    driver.finish(driver.submit(count=3, seed=10))
    driver.finish(driver.submit(count=1, seed=12))
    alone, *_, third = (asset for asset in driver.assets() if asset.recipe and asset.recipe.seed == 12)
    assert pixels(alone.file) == pixels(third.file)


def pixels(file: str | Path) -> bytes:
    with Image.open(file) as picture:
        return picture.tobytes()
