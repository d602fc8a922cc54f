from __future__ import annotations

import pytest

from aigc_desktop.media.metadata.samplers import sampler_of, scheduler_of

NAMES = {
    "euler": "Euler",
    "euler_ancestral": "Euler a",
    "ddim": "DDIM",
    "dpmpp_2m": "DPM++ 2M",
    "dpmpp_2m_karras": "DPM++ 2M Karras",
    "unipc": "UniPC",
    "lcm": "LCM",
}


@pytest.mark.parametrize(("scheduler", "sampler"), NAMES.items())
def test_each_scheduler_there_and_back(scheduler: str, sampler: str) -> None:
    assert sampler_of(scheduler) == sampler
    assert scheduler_of(sampler) == scheduler
    assert scheduler_of(sampler.upper()) == scheduler


@pytest.mark.parametrize(
    ("sampler", "schedule_type", "scheduler"),
    [
        ("DPM++ 2M", "Karras", "dpmpp_2m_karras"),
        ("DPM++ 2M", "Automatic", "dpmpp_2m"),
        ("Euler", "Simple", "euler"),
        ("Euler", "Karras", None),
        ("DPM++ 2M Karras", "Exponential", None),
        ("Heun", "", None),
        ("", "", None),
    ],
)
def test_a_schedule_that_stands_apart(sampler: str, schedule_type: str, scheduler: str | None) -> None:
    assert scheduler_of(sampler, schedule_type) == scheduler


@pytest.mark.parametrize("scheduler", ["own", "", None, 7, ["euler"]])
def test_what_a1111_has_no_name_for(scheduler: object) -> None:
    assert sampler_of(scheduler) is None
