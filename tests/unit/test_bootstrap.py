"""What the set-up asks of the system."""

from __future__ import annotations

import sys

import pytest
from bootstrap import needs_qt


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_a_machine_without_a_display_needs_none_of_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not needs_qt("run")
    assert needs_qt("test")
    monkeypatch.setenv("DISPLAY", ":0")
    assert needs_qt("run")
