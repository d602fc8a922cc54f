"""A process that is started before it is known what for."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigc_desktop.core.app import open_app
from aigc_desktop.core.engine_start import start_process
from tests.e2e.driving import LIMIT_S, Driver


@pytest.mark.usefixtures("site")
def test_the_first_engine_is_the_process_that_was_started_ahead(home: Path) -> None:
    spare = start_process()
    app = open_app(home, spare=spare)
    try:
        driver = Driver(app)
        assert driver.finish(driver.submit()).state == "finished"
        assert app.worker.engine_pids() == {spare.pid}
    finally:
        app.close()
    assert spare.poll() is not None


@pytest.mark.usefixtures("site")
def test_one_that_died_meanwhile_costs_no_job(home: Path) -> None:
    spare = start_process()
    spare.kill()
    spare.wait()
    app = open_app(home, spare=spare)
    try:
        driver = Driver(app)
        assert driver.finish(driver.submit()).state == "finished"
    finally:
        app.close()


def test_one_that_was_not_needed_is_ended(home: Path) -> None:
    spare = start_process()
    open_app(home, spare=spare).close()
    assert spare.poll() is not None


def test_one_whose_application_is_gone_ends_by_itself() -> None:
    spare = start_process()
    spare.communicate(timeout=LIMIT_S)
    assert spare.returncode == 2
