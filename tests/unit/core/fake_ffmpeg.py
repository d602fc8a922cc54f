"""A stand-in for ffmpeg: `fake_ffmpeg.py MODE ARGUMENTS`. It writes down its arguments and what it was fed.

Modes: `works` writes a file, `fails` says why and ends at once, `half` writes half a file and fails, `full`
does so and only complains, `empty` ends well without a file, `stalls` takes nothing in and stays until it is
killed.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path


def main(mode: str, *arguments: str) -> int:
    target = Path(arguments[-1])
    if mode == "stalls":
        threading.Event().wait()
    if mode == "fails":
        print("Unknown encoder 'libx264'", file=sys.stderr)
        return 1
    fed = len(sys.stdin.buffer.read())
    if mode == "empty":
        return 0
    target.write_text(json.dumps({"arguments": arguments, "fed": fed}), "utf-8")
    if mode == "full":
        print("Error writing trailer: No space left on device", file=sys.stderr)
    return 1 if mode == "half" else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
