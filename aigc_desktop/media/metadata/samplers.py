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
    "heun": "Heun",
    "pndm": "PLMS",
}
_SCHEDULERS = {sampler.lower(): scheduler for scheduler, sampler in _SAMPLERS.items()}


def sampler_of(scheduler: str) -> str:
    """A1111's name of our `scheduler`; a scheduler it has no name for keeps ours."""
    return _SAMPLERS.get(scheduler, scheduler)


def scheduler_of(sampler: str, schedule_type: str = "") -> str | None:
    """Our name of A1111's `sampler`, or None where we have no such scheduler.

    Since its version 1.9 the schedule stands apart: `Sampler: DPM++ 2M, Schedule type: Karras`.
    """
    plain = schedule_type.lower() in ("", "automatic", "uniform", "normal")
    name = sampler if plain else f"{sampler} {schedule_type}"
    return _SCHEDULERS.get(name.lower(), name if name in _SAMPLERS else None)
