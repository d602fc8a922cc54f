"""A session counts as alive exactly as long as its process holds the lock."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from aigc_desktop.core.paths import Paths
from aigc_desktop.core.sessions import live_sessions, open_session

OTHER = """
import sys
from pathlib import Path
from aigc_desktop.core.paths import Paths
from aigc_desktop.core.sessions import open_session
session = open_session(Paths(Path(sys.argv[1])))
print(session.id, flush=True)
sys.stdin.read()
"""


def test_a_session_lives_until_it_is_closed(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    session = open_session(paths)
    assert live_sessions(paths) == {session.id}
    session.close()
    assert live_sessions(paths) == frozenset()


def test_kill_9_ends_a_session(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OTHER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other_id = other.stdout.readline().strip()
        assert live_sessions(Paths(tmp_path)) == {other_id}
        other.send_signal(signal.SIGKILL)
        other.wait(timeout=30)
    assert live_sessions(Paths(tmp_path)) == frozenset()
