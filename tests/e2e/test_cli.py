"""The command line, run as users run it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.commands import Aigc, Done
from tests.plugins.installing import write_model, write_plugin


@pytest.fixture
def aigc(home: Path, site: Path) -> Aigc:
    """The program, with a home of its own and the scripted plugin."""
    return Aigc(home)


def pixels(path: str | Path) -> bytes:
    with Image.open(path) as picture:
        return picture.tobytes()


def is_plain(done: Done) -> bool:
    """Whether what was said is a sentence rather than a traceback."""
    return bool(done.err.strip()) and "Traceback" not in done.err


def test_generate_prints_the_path_of_each_file(aigc: Aigc) -> None:
    done = aigc("generate", "scripted", "--prompt", "a fox", "-n", "3", "--seed", "7", "--width", "32")
    assert (done.code, done.err) == (0, "")
    assert len(done.lines) == 3
    with Image.open(done.lines[0]) as picture:
        assert picture.size == (32, 64)
        assert "a fox" in picture.text["parameters"]  # type: ignore[attr-defined]


def test_the_same_seed_gives_the_same_pixels_and_another_gives_others(aigc: Aigc) -> None:
    first = aigc("generate", "scripted", "-n", "2", "--seed", "7")
    again = aigc("generate", "scripted", "--seed", "8")
    assert pixels(first.lines[1]) == pixels(again.lines[0])
    assert pixels(first.lines[0]) != pixels(first.lines[1])


def test_out_gets_copies_and_overwrites_nothing(aigc: Aigc, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("generate", "scripted", "--seed", "7", "--out", str(out))
    assert aigc(*words).lines == [str(out / "model-7.png")]
    assert aigc(*words, "-s", "palette=cold").lines == [str(out / "model-7-2.png")]
    assert pixels(out / "model-7.png") != pixels(out / "model-7-2.png")
    assert len(aigc("library", "search", "--json").lines) == 2


def test_a_text_is_a_file_too(aigc: Aigc) -> None:
    done = aigc("generate", "scripted", "--task", "text-generation", "--prompt", "一只狐狸", "--steps", "3")
    assert done.code == 0
    text = Path(done.lines[0]).read_text("utf-8")
    assert text.startswith("一只狐狸 ")
    assert len(text.split()) == 4


def test_json_tells_the_whole_story_in_lines(aigc: Aigc) -> None:
    events = aigc("generate", "scripted", "--seed", "7", "--json").events
    states = [event["job"]["state"] for event in events if event["type"] == "JobChanged"]
    assert states[0] == "queued"
    assert states[-1] == "finished"
    assert any(event["type"] == "JobProgressed" and event["total"] == 4 for event in events)
    (saved,) = [event for event in events if event["type"] == "AssetSaved"]
    assert Path(saved["file"]).is_file()
    assert saved["asset"]["recipe"]["request"]["parameters"]["steps"] == 4


def test_people_see_a_bar_on_their_terminal(aigc: Aigc) -> None:
    shown = aigc.on_terminal("generate", "scripted", "-s", "delay_s=0.2")
    assert "scripted [" in shown
    assert "painting" in shown


def test_help_shows_the_parameters_of_the_model_with_their_limits(aigc: Aigc) -> None:
    done = aigc("generate", "scripted", "--help")
    assert done.code == 0
    shown = " ".join(done.out.split())
    assert "--steps N Calls of progress; from 1 to 150; default 4" in shown
    assert "one of cold, warm" in shown


def test_help_without_a_generator_names_those_that_there_are(aigc: Aigc) -> None:
    done = aigc("generate", "--help")
    assert done.code == 0
    assert "scripted" in done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("generate",), "scripted"),
        (("generate", "nobody"), "There is no generator “nobody”"),
        (("generate", "scripted", "-s", "steps=999"), "from 1 to 150"),
        (("generate", "scripted", "--steps", "999"), "from 1 to 150"),
        (("generate", "scripted", "-s", "steps"), "NAME=VALUE"),
        (("generate", "scripted", "-s", "wide=3"), "There is no parameter “wide”"),
        (("generate", "scripted", "-n", "0"), "from 1 to"),
        (("generate", "scripted", "--seed", "-1"), "from 0 to"),
        (("generate", "scripted", "--wide", "3"), "unrecognized arguments"),
        (("generate", "scripted", "--task", "text-to-audio"), "does not do text-to-audio"),
        (("generate", "scripted", "--model", "nothing"), "There is no model “nothing”"),
        (("generate", "scripted", "--precision", "float8"), "invalid choice"),
        (("generate", "scripted", "--out", "/dev/null/out"), "cannot be made"),
        (("models", "add", "/nowhere"), "is not a folder"),
        (("models", "info", "nothing"), "There is no model"),
        (("plugins", "info", "nothing"), "There is no plugin"),
        (("jobs", "retry", "nothing"), "There is no job"),
        (("jobs", "cancel", "nothing"), "There is no job"),
        (("library", "show", "nothing"), "nothing"),
        (("library", "search", "--rating", "9"), "invalid choice"),
        (("dance",), "invalid choice"),
        (("jobs",), "ACTION"),
    ],
)
def test_wrong_usage_is_named_and_ends_with_2(aigc: Aigc, words: tuple[str, ...], said: str) -> None:
    done = aigc(*words)
    assert done.code == 2
    assert said in done.err
    assert is_plain(done)
    assert done.out == ""
    assert "[]" in aigc("jobs", "list", "--json").out


def test_a_failed_job_is_told_in_a_sentence_and_ends_with_1(aigc: Aigc) -> None:
    done = aigc("generate", "scripted", "-s", "fault=error")
    assert done.code == 1
    assert done.err == "The script says stop.\nTake another script.\n"
    raised = aigc("generate", "scripted", "-s", "fault=raise")
    assert raised.code == 1
    assert "scripted failure" in raised.err
    assert is_plain(raised)


def test_details_are_shown_to_those_who_ask(aigc: Aigc) -> None:
    done = aigc("generate", "scripted", "-s", "fault=raise", AIGC_DEBUG="1")
    assert "Traceback" in done.err
    assert "faults.py" in done.err


def test_ctrl_c_cancels_the_job_and_keeps_what_is_finished(aigc: Aigc) -> None:
    slow = ("-n", "2", "--seed", "7", "--steps", "8", "-s", "delay_s=0.3")
    running = aigc.start("generate", "scripted", *slow, "--json")
    running.wait_for("AssetSaved")
    running.press_ctrl_c()
    code, events, complaint = running.finish()
    assert code == 130
    assert "Traceback" not in complaint
    ended = events[-1]["job"]
    assert ended["state"] == "cancelled"
    assert ended["engine_deaths"] == 0

    retried = aigc("jobs", "retry", ended["id"])
    assert retried.code == 0
    assert len(retried.lines) == 1
    assert "2/2" in aigc("jobs", "list").out
    whole = aigc("generate", "scripted", *slow[:-2])
    assert pixels(retried.lines[0]) == pixels(whole.lines[1])


def test_a_job_is_cancelled_from_another_terminal(aigc: Aigc) -> None:
    running = aigc.start("generate", "scripted", "--steps", "150", "-s", "delay_s=0.2", "--json")
    job_id = running.wait_for("JobProgressed")["job_id"]
    assert aigc("jobs", "cancel", job_id).code == 0
    code, events, _ = running.finish()
    assert code == 1
    assert events[-1]["job"]["state"] == "cancelled"


def test_the_library_finds_prompts_and_shows_recipes(aigc: Aigc) -> None:
    aigc("generate", "scripted", "--prompt", "一只红色的狐狸", "--seed", "7")
    aigc("generate", "scripted", "--prompt", "a blue house")
    (found,) = aigc("library", "search", "红色", "--json").events
    assert found["recipe"]["request"]["parameters"]["prompt"] == "一只红色的狐狸"
    shown = aigc("library", "show", found["id"]).out
    assert "一只红色的狐狸" in shown
    assert found["file"] in shown
    assert aigc("library", "search", "green", "--json").out == ""
    both = aigc("library", "search", "--limit", "1").out
    assert "a blue house" in both
    assert "1 more" in both


def test_a_model_folder_is_added_listed_and_used(aigc: Aigc, tmp_path: Path) -> None:
    mine = write_model(tmp_path / "models" / "mine")
    added = aigc("models", "add", str(tmp_path / "models"))
    assert added.code == 0
    assert str(mine) in added.out
    assert "mine" in aigc("models", "list").out
    assert "ScriptedPipeline" in aigc("models", "info", "mine").out
    by_id = aigc("generate", "scripted", "--model", "mine", "--seed", "7")
    by_path = aigc("generate", "scripted", "--model", str(mine), "--seed", "7")
    assert (by_id.code, by_path.code) == (0, 0)
    assert pixels(by_id.lines[0]) == pixels(by_path.lines[0])


def test_a_model_anywhere_is_used_by_its_path(
    aigc: Aigc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_model(tmp_path / "apart" / "mine")
    monkeypatch.chdir(tmp_path / "apart")
    assert aigc("generate", "scripted", "--model", "mine").code == 0


def test_a_folder_without_a_model_is_not_added(aigc: Aigc, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = aigc("models", "add", str(tmp_path / "empty"))
    assert done.code == 2
    assert "There is no model in" in done.err
    refused = write_model(tmp_path / "refused" / "mine")
    (refused / "weights.bin").write_bytes(b"\x80\x04.")
    done = aigc("models", "add", str(tmp_path / "refused"))
    assert done.code == 2
    assert is_plain(done)
    assert "refused" not in aigc("models", "list").err


def test_plugins_are_listed_with_their_faults(aigc: Aigc, site: Path) -> None:
    write_plugin(site, "broken", hooks="", generators="this is no TOML")
    done = aigc("plugins", "list")
    assert done.code == 0
    (row,) = [line for line in done.lines if line.startswith("scripted ")]
    assert row.split() == ["scripted", "1.2.3", "ok", "scripted", "aigc-scripted"]
    (row,) = [line for line in done.lines if line.startswith("broken ")]
    assert "error" in row
    assert "not a valid plugin manifest" in done.err
    assert "Apache-2.0" in aigc("plugins", "info", "scripted").out


def test_the_doctor_looks_at_everything_and_says_what_to_mend(aigc: Aigc, site: Path) -> None:
    write_plugin(site, "broken", hooks="", generators="this is no TOML")
    done = aigc("doctor")
    names = [line[6:].partition(":")[0] for line in done.lines if line[:4].strip() in ("ok", "warn", "fail")]
    for name in ("Python", "Qt", "torch", "onnxruntime", "home", "disk", "network", "plugin scripted"):
        assert name in names
    broken = next(line for line in done.lines if "plugin broken" in line)
    assert broken.startswith("warn")
    assert done.err == ""


def test_the_doctor_fails_where_nothing_could_be_kept(aigc: Aigc) -> None:
    done = aigc("doctor", AIGC_HOME="/dev/null/home")
    assert done.code == 1
    assert "fail  home: /dev/null/home cannot be written" in done.out
    assert done.err == ""


def test_the_demo_makes_pictures_with_every_starter_and_a_sheet(aigc: Aigc, tmp_path: Path) -> None:
    out = tmp_path / "demo"
    done = aigc("demo", "--out", str(out), "--only", "scripted")
    assert done.code == 0, done.err
    assert done.lines[-1].endswith(str(out / "contact-sheet.png"))
    pictures = [Path(line) for line in done.lines[:-1] if line.endswith(".png")]
    assert len([file for file in pictures if file.name.startswith("model-")]) == 12
    assert len([file for file in pictures if file.name.startswith("scripted-onnx-fp32-")]) == 4
    assert all(file.parent == out and file.is_file() for file in pictures)
    with Image.open(out / "contact-sheet.png") as sheet:
        assert sheet.width > 4 * 192
