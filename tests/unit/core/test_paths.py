from __future__ import annotations

from pathlib import Path

import pytest

from aigc_desktop.core.paths import Paths, default_home


def test_everything_lies_below_home(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    paths.make()
    named = [getattr(paths, name) for name, kind in vars(Paths).items() if isinstance(kind, property)]
    assert len(named) >= 9
    assert all(path.is_absolute() and path.is_relative_to(paths.home) for path in named)
    assert paths.assets.is_dir()
    assert paths.incoming.is_dir()
    assert not paths.database.exists()


def test_home_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AIGC_HOME", str(tmp_path / "elsewhere"))
    assert default_home() == tmp_path / "elsewhere"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AIGC_HOME", "relative")
    assert default_home() == tmp_path / "relative"
    monkeypatch.setenv("AIGC_HOME", "")
    assert default_home().is_absolute()
