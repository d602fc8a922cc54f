"""What the doctor makes of what it finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.cli.checks.child import ask
from aigc_desktop.cli.checks.libraries import FLOORS, judge_torch, judge_version
from aigc_desktop.cli.checks.machine import check_home, judge_disk

CPU_BUILD = {"version": "2.13.0+cpu", "cuda": "", "devices": ["cpu AMD EPYC"]}
CUDA_BUILD = {"version": "2.13.0+cu130", "cuda": "13.0", "devices": ["cuda:0 NVIDIA L4", "cpu AMD EPYC"]}


def test_the_cpu_build_is_right_without_a_card() -> None:
    finding = judge_torch(CPU_BUILD, has_nvidia_driver=False)
    assert finding.level == "ok"
    assert "CPU build" in finding.message


def test_the_cpu_build_beside_a_card_is_wrong_and_the_way_out_keeps_the_release() -> None:
    finding = judge_torch(CPU_BUILD, has_nvidia_driver=True)
    assert finding.level == "warn"
    assert "torch==2.13.0 " in finding.hint


def test_the_cuda_build_with_its_card_is_right() -> None:
    finding = judge_torch(CUDA_BUILD, has_nvidia_driver=True)
    assert finding.level == "ok"
    assert "CUDA 13.0" in finding.message


def test_a_driver_that_torch_does_not_accept_is_told() -> None:
    finding = judge_torch({**CUDA_BUILD, "devices": ["cpu AMD EPYC"]}, has_nvidia_driver=True)
    assert finding.level == "warn"
    assert "driver" in finding.hint


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_a_release_below_its_floor_is_told_and_the_floor_itself_is_fine(name: str) -> None:
    finding = judge_version(name, "0.1")
    assert finding is not None
    assert f"{name}>={FLOORS[name]}" in finding.hint
    assert judge_version(name, FLOORS[name]) is None
    assert judge_version(name, "99.0+local") is None


def test_a_release_that_is_no_version_is_not_trusted() -> None:
    assert judge_version("torch", "unknown") is not None


@pytest.mark.parametrize(("free_gb", "level"), [(100.0, "ok"), (3.0, "warn"), (0.1, "fail")])
def test_free_space(free_gb: float, level: str) -> None:
    assert judge_disk(free_gb).level == level


def test_a_home_that_can_be_made_is_fine_and_one_that_cannot_is_told(tmp_path: Path) -> None:
    assert next(finding.level for finding in check_home(tmp_path / "new")) == "ok"
    (tmp_path / "file").write_bytes(b"")
    (finding,) = check_home(tmp_path / "file" / "home")
    assert finding.level == "fail"
    assert "AIGC_HOME" in finding.hint


def test_a_child_answers_with_its_facts() -> None:
    assert ask("aigc_desktop.engine.probe", "network")["network"] in ("blocked", "guarded")


def test_a_child_that_fails_is_quoted_with_its_last_line() -> None:
    with pytest.raises(AigcError, match="KeyError: 'no such probe'"):
        ask("aigc_desktop.engine.probe", "no such probe")
