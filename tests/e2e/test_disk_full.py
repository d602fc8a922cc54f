"""A disk that fills up fails the job with a sentence; what was saved stays whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IN_A_SMALL_DISK = "mount -t tmpfs -o size=1m tmpfs {home} && {command}; cp -r {home} {kept}"


def can_mount() -> bool:
    """Whether this system lets anybody mount a file system of his own in a namespace."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="a small disk needs user namespaces, which this system refuses")
def test_a_full_disk_fails_the_job_and_keeps_what_is_whole(site: Path, tmp_path: Path) -> None:
    home, kept = tmp_path / "small", tmp_path / "kept"
    home.mkdir()
    generate = (
        f"{sys.executable} -m aigc_desktop generate scripted -n 300 -s width=1024 -s height=1024 -s steps=1"
    )
    script = IN_A_SMALL_DISK.format(home=home, command=generate, kept=kept)
    path = os.pathsep.join([str(ROOT), str(site)])
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        env={**os.environ, "AIGC_HOME": str(home), "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "full" in done.stderr
    assert "Traceback" not in done.stderr
    saved = done.stdout.split()
    assert saved, "something fits before the disk is full"
    for name in saved:
        assert (kept / Path(name).relative_to(home)).stat().st_size > 0
    assert not list((kept / "assets").rglob("*.part"))
