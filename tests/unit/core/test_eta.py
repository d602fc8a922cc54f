"""Time left is told from what was seen, or not at all."""

from __future__ import annotations

import pytest

from aigc_desktop.core.eta import UNKNOWN, Eta, Pace


def test_nothing_is_claimed_before_anything_was_seen() -> None:
    eta = Eta()
    assert eta.update(0.0, 10.0) == UNKNOWN
    assert eta.update(0.01, 11.0) == UNKNOWN


def test_a_steady_job_ends_when_it_was_told() -> None:
    eta = Eta()
    eta.update(0.0, 0.0)
    assert eta.update(0.25, 5.0) == pytest.approx(15.0)
    assert eta.update(0.5, 10.0) == pytest.approx(10.0)
    assert eta.update(1.0, 20.0) == pytest.approx(0.0)


def test_the_recent_pace_counts() -> None:
    """A job that slowed down is told by its pace since, not by its fast beginning."""
    eta = Eta()
    for step in range(50):
        eta.update(step / 100, step * 0.1)
    left = [eta.update(0.5 + step / 100, 5.0 + step * 2.0) for step in range(45)][-1]
    assert left == pytest.approx(0.06 * 200, rel=0.1)


def test_the_pace_of_one_model_says_nothing_about_another() -> None:
    pace = Pace()
    pace.record("diffusion", "icons", outputs=4, duration_s=8.0)
    assert pace.expect("diffusion", "icons", 3) == pytest.approx(6.0)
    assert pace.expect("diffusion", "other", 3) == UNKNOWN
