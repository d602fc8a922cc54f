"""What a plugin refuses before it loads, and where its libraries log to."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from aigc_desktop.api import AigcError
from aigc_desktop.api.logs import libraries_log_to
from aigc_desktop.api.weights import refuse_code


@pytest.mark.parametrize(
    ("file", "code"),
    [("unet/model.bin", "model.pickle"), ("a.ckpt", "model.pickle"), ("deep/er/modeling.py", "model.code")],
)
def test_what_could_run_a_program_is_refused_by_its_name(tmp_path: Path, file: str, code: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_bytes(b"x")
    with pytest.raises(AigcError) as caught:
        refuse_code("Mine", tmp_path)
    assert caught.value.code == code
    assert file in str(caught.value)
    assert caught.value.hint


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(AigcError, match="gone"):
        refuse_code("Mine", tmp_path / "nowhere")


def test_tensors_and_texts_are_let_in(tmp_path: Path) -> None:
    for name in ("model.safetensors", "config.json", "README.md"):
        (tmp_path / name).write_bytes(b"x")
    refuse_code("Mine", tmp_path)


def test_a_library_logs_to_the_plugin_while_it_works(caplog: pytest.LogCaptureFixture) -> None:
    library, own = logging.getLogger("some_library.part"), logging.getLogger("plugin.mine")
    with caplog.at_level(logging.INFO), libraries_log_to(own, "some_library"):
        library.warning("half of it is missing")
        library.info("hello")
    library.warning("outside")
    said = [(record.name, record.getMessage()) for record in caplog.records]
    assert said == [
        ("plugin.mine", "some_library.part: half of it is missing"),
        ("some_library.part", "outside"),
    ]
