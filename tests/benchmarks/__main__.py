"""`make bench`: every measurement, as a table and in benchmarks.json. `--only` runs one of them.

`--quick` takes few rounds: a look, not a measurement.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import generating, startup
from tests.benchmarks.subjects import SUBJECTS

RESULTS = Path("benchmarks.json")
Measure = Callable[[bool], dict[str, Any]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--only", choices=MEASURES, help="run one measurement")
    parser.add_argument("--quick", action="store_true", help="few rounds: a look, not a measurement")
    args = parser.parse_args()
    results: dict[str, Any] = {"machine": _machine(), "is_quick": args.quick}
    for name in [args.only] if args.only else MEASURES:
        print(f"== {name}", flush=True)
        results[name] = MEASURES[name](args.quick)
        print(json.dumps(results[name], ensure_ascii=False), flush=True)
    RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"\n{_table(results)}\n\nWritten to {RESULTS}.")
    return 0


def _at_home(name: str) -> dict[str, Any]:
    """What a window of its own measures."""
    with tempfile.TemporaryDirectory() as home:
        return _child(name, AIGC_HOME=home)


def _child(name: str, *words: str, **environment: str) -> dict[str, Any]:
    """What a measurement prints that needs a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{name}", *words],
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{") :])
    return figures


def _writing(is_quick: bool, backend: str) -> dict[str, Any]:
    # Both sides with the threads of an engine, which spin only briefly.
    return _child("writing", "2" if is_quick else "9", backend, GOMP_SPINCOUNT="10000")


MEASURES: Mapping[str, Measure] = {
    "startup": lambda is_quick: startup.measure(3 if is_quick else 9),
    "event loop": lambda is_quick: _at_home("event_loop"),
    "lab": lambda is_quick: _at_home("lab"),
    "engine ready": lambda is_quick: _child("engine_ready", "2" if is_quick else "9"),
    **{
        f"{generator} {backend} {moment}": partial(measure, generator, backend)
        for generator in SUBJECTS
        for backend in ("torch", "onnx")
        for moment, measure in (("warm", generating.measure_warm), ("cold", generating.measure_cold))
    },
    "writing": lambda is_quick: _writing(is_quick, "torch"),
    "onnx writing": lambda is_quick: _writing(is_quick, "onnx"),
    "library": lambda is_quick: _child("library"),
    "gallery": lambda is_quick: _child("gallery"),
}


def _machine() -> dict[str, Any]:
    return {
        "cpu": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "load": os.getloadavg() if hasattr(os, "getloadavg") else None,
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _table(results: Mapping[str, Any]) -> str:
    """The figures that have a target, against it."""
    lines = [("what", "ours", "peer", "ratio", "target")]
    for name, target in RATIOS.items():
        if name in results:
            one = results[name]
            shown = (f"{one['ours_s'][1]:.3f} s", f"{one['peer_s'][1]:.3f} s", f"{one['ratio']:.3f}")
            lines.append((name, *shown, f"<= {target}"))
    for group, key, target in TARGETS:
        if group in results and key in results[group]:
            lines.append((f"{group}: {key}", f"{results[group][key]}", "", "", f"<= {target}"))
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


RATIOS = {
    "startup": "1.5",
    **{
        f"{generator} {backend} warm": "1.02" if (generator, backend) == ("diffusion", "torch") else "1.03"
        for generator in SUBJECTS
        for backend in ("torch", "onnx")
    },
    **{f"{generator} torch cold": "1.05" for generator in SUBJECTS},
    **{f"{generator} onnx cold": "-" for generator in SUBJECTS},
    "writing": "1.0",
    "onnx writing": "0.85",
}
TARGETS = (
    ("event loop", "p99_ms", "16"),
    ("event loop", "max_ms", "50"),
    ("engine ready", "ready_s", "0.5 (median)"),
    ("engine ready", "loaded_s", "-"),
    ("engine ready", "written_s", "-"),
    ("gallery", "first_paint_ms", "50"),
    ("gallery", "scroll_p99_ms", "16"),
    ("gallery", "search_ms", "50"),
    ("gallery", "resident_mb", "400"),
)

if __name__ == "__main__":
    sys.exit(main())
