"""What crosses the line arrives as it was sent, or is refused as garbage."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigc_desktop.api.errors import AigcError
from aigc_desktop.messages import (
    MAX_FRAME_BYTES,
    Cancel,
    JobProgress,
    JobText,
    Shutdown,
    read_command,
    read_event,
    write,
)


@given(st.text(), st.binary(max_size=200), st.floats(0, 1))
def test_an_event_arrives_as_it_was_sent(message: str, preview: bytes, fraction: float) -> None:
    event = JobProgress(job_id="j", fraction=fraction, step=1, total=2, message=message, preview=preview)
    line = io.BytesIO()
    write(line, event)
    line.seek(0)
    assert read_event(line) == event
    assert read_event(line) is None


def test_commands_keep_their_order() -> None:
    line = io.BytesIO()
    write(line, Cancel(job_id="a"))
    write(line, Shutdown())
    line.seek(0)
    assert [read_command(line), read_command(line), read_command(line)] == [
        Cancel(job_id="a"),
        Shutdown(),
        None,
    ]


def test_a_command_is_no_event() -> None:
    line = io.BytesIO()
    write(line, Cancel(job_id="a"))
    line.seek(0)
    with pytest.raises(AigcError):
        read_event(line)


@given(st.binary(max_size=100))
def test_garbage_is_refused_and_never_raises_anything_else(body: bytes) -> None:
    line = io.BytesIO(struct.pack(">I", len(body)) + body)
    with pytest.raises(AigcError) as caught:
        read_event(line)
    assert caught.value.code == "engine.message"


def test_a_frame_that_claims_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(AigcError) as caught:
        read_event(io.BytesIO(struct.pack(">I", MAX_FRAME_BYTES + 1)))
    assert caught.value.code == "engine.message"


def test_a_message_that_is_too_large_is_not_sent() -> None:
    line = io.BytesIO()
    with pytest.raises(AigcError):
        write(line, JobText(job_id="j", delta="x" * (MAX_FRAME_BYTES + 1)))
    assert line.getvalue() == b""


@pytest.mark.parametrize("cut", [1, 3, 4, 10])
def test_a_frame_that_is_cut_short_is_the_end(cut: int) -> None:
    line = io.BytesIO()
    write(line, Shutdown())
    assert read_command(io.BytesIO(line.getvalue()[:cut])) is None
