"""`aigc models export`, run as users run it: a model that draws the same in another runtime, or nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.commands import LIMIT_S, Aigc, Done, children
from tests.e2e.test_disk_full import IN_A_SMALL_DISK, ROOT, can_mount
from tests.plugins.diffusion import tiny
from tests.unit.api import onnx_files

pytestmark = pytest.mark.timeout(2 * LIMIT_S)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Stable Diffusion in PyTorch, outside the home."""
    folder = tmp_path_factory.mktemp("source") / "Tiny Star"
    return tiny.save("StableDiffusionPipeline", folder, **tiny.least())


@pytest.fixture(scope="module")
def exported(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Aigc, Done]:
    """A home in which the model was exported, and what the command said."""
    aigc = Aigc(tmp_path_factory.mktemp("exported"))
    return aigc, aigc("models", "export", str(source))


@pytest.fixture
def aigc(home: Path) -> Aigc:
    """The program, with a home of its own."""
    return Aigc(home)


def left(home: Path) -> list[Path]:
    """What lies below the models, and what jobs left behind."""
    return [
        *(home / "models").rglob("*"),
        *(file for file in (home / "incoming").rglob("*") if file.is_file()),
    ]


def state_of(aigc: Aigc) -> str:
    (job,) = json.loads(aigc("jobs", "list", "--json").out)
    return str(job["state"])


def test_the_path_of_the_new_model_is_printed(exported: tuple[Aigc, Done]) -> None:
    aigc, done = exported
    assert (done.code, done.err) == (0, "")
    folder = Path(done.lines[-1])
    assert folder.parent == Path(aigc.environment["AIGC_HOME"]) / "models"
    assert {file.parent.name for file in folder.rglob("*.onnx")} == {"text_encoder", "unet", "vae_decoder"}
    record = json.loads((folder / "aigc_export.json").read_text("utf-8"))
    assert record["checked_max_difference_of_255"] <= 2
    assert [entry.name for entry in folder.parent.iterdir()] == [folder.name]


def test_it_is_listed_and_draws_in_the_other_runtime(exported: tuple[Aigc, Done], source: Path) -> None:
    aigc, done = exported
    listed = json.loads(aigc("models", "list", "--json").out)["models"]
    (row,) = [row for row in listed if row["layout"] == "onnx"]
    assert row["path"] == done.lines[-1]
    drawn = aigc(
        "generate", "diffusion", "--model", row["id"], "--steps", "2", "--seed", "7", "--prompt", "a star"
    )
    assert drawn.code == 0, drawn.err
    (asset,) = aigc("library", "search", "--json").events
    assert asset["file"] == drawn.lines[0]
    assert asset["recipe"]["request"]["runtime"]["backend"] == "onnx"
    assert asset["recipe"]["request"]["model"] == row["id"]


def test_a_model_in_onnx_is_none_to_export(exported: tuple[Aigc, Done]) -> None:
    aigc, done = exported
    again = aigc("models", "export", done.lines[-1])
    assert again.code == 2
    assert "ONNX model already" in again.err
    assert "Traceback" not in again.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "floppy"), "There is no format “floppy”"),
        (("--precision", "int4"), "fp32"),
        (("-s", "precision=int4"), "fp32"),
        (("-s", "opset=3"), "from 18 to"),
        (("-s", "wide=3"), "There is no parameter “wide”"),
    ],
)
def test_wrong_usage_is_named_and_ends_with_2(
    aigc: Aigc, home: Path, source: Path, words: tuple[str, ...], said: str
) -> None:
    done = aigc("models", "export", str(source), *words)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err
    assert left(home) == []


def test_a_model_that_is_not_there_is_named(aigc: Aigc, tmp_path: Path) -> None:
    assert "There is no model" in aigc("models", "export", "nothing").err
    alone = onnx_files.write(tmp_path / "alone.onnx")
    done = aigc("models", "export", str(alone))
    assert done.code == 2
    assert "Traceback" not in done.err


def test_ctrl_c_leaves_nothing(aigc: Aigc, home: Path, source: Path) -> None:
    running = aigc.start("models", "export", str(source), "--json")
    running.wait_for("JobProgressed")
    running.press_ctrl_c()
    code, events, complaint = running.finish()
    assert code == 130
    assert "Traceback" not in complaint
    assert events[-1]["job"]["state"] == "cancelled"
    assert left(home) == []


def test_an_engine_that_is_killed_twice_leaves_nothing(aigc: Aigc, home: Path, source: Path) -> None:
    running = aigc.start("models", "export", str(source), "--json")
    for _ in range(2):
        running.wait_for("JobProgressed")
        for child in children(running.pid):
            os.kill(child, signal.SIGKILL)
    code, events, complaint = running.finish()
    assert code == 1
    assert "Traceback" not in complaint
    assert events[-1]["job"]["state"] == "failed"
    assert state_of(aigc) == "failed"
    assert left(home) == []


def test_an_application_that_is_killed_leaves_nothing_half(aigc: Aigc, home: Path, source: Path) -> None:
    running = aigc.start("models", "export", str(source), "--json")
    running.wait_for("JobProgressed")
    os.kill(running.pid, signal.SIGKILL)
    running.finish()
    assert state_of(aigc) in ("queued", "failed")
    assert list((home / "models").iterdir()) == []


@pytest.mark.skipif(not can_mount(), reason="a small disk needs user namespaces, which this system refuses")
def test_a_full_disk_fails_the_job_and_leaves_nothing(source: Path, tmp_path: Path) -> None:
    home, kept = tmp_path / "small", tmp_path / "kept"
    home.mkdir()
    export = f"{sys.executable} -m aigc_desktop models export '{source}'"
    script = IN_A_SMALL_DISK.format(home=home, command=export, kept=kept).replace("size=1m", "size=700k")
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        env={**os.environ, "AIGC_HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert "full" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert left(kept) == []
