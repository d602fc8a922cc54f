"""Schedulers, as we call them and as A1111 does."""

from __future__ import annotations

_SAMPLERS = {
    "euler": "Euler",
    "euler_ancestral": "Euler a",
    "ddim": "DDIM",
    "dpmpp_2m": "DPM++ 2M",
    "dpmpp_2m_karras": "DPM++ 2M Karras",
    "unipc": "UniPC",
    "lcm": "LCM",
}
_SCHEDULERS = {sampler.lower(): scheduler for scheduler, sampler in _SAMPLERS.items()}
_PLAIN_SCHEDULES = frozenset({"", "automatic", "normal", "simple", "uniform"})


def sampler_of(scheduler: object) -> str | None:
    """A1111's name of our `scheduler`, or None where it has none."""
    return _SAMPLERS.get(scheduler) if isinstance(scheduler, str) else None


def scheduler_of(sampler: str, schedule_type: str = "") -> str | None:
    """Our name of A1111's `sampler`, or None where we have no such scheduler.

    Since its version 1.9 the schedule stands apart: `Sampler: DPM++ 2M, Schedule type: Karras`.
    """
    is_plain = schedule_type.lower() in _PLAIN_SCHEDULES
    return _SCHEDULERS.get((sampler if is_plain else f"{sampler} {schedule_type}").lower())
