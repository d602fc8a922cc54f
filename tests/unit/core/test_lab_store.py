"""What the latent lab keeps outlives windows, damage and a sudden end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core import lab_store
from aigc_desktop.core.app import open_app
from aigc_desktop.core.lab_store import Direction, Kept, LabStore
from aigc_desktop.core.paths import Paths

ROOT = Path(__file__).parents[3]
OVER_THE_LIMIT = """
import resource, sys
from pathlib import Path
from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.lab_store import Kept, LabStore
file = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size,) * 2)
try:
    LabStore(file).put("marks", Kept(tuple(map(str, range(60)))))
except AigcError as error:
    print(error.code)
"""
SOME = Kept(("12", "0.6*12 + 0.8*13"), (Direction("Warmer", "0.6*3 - 0.8*4"), Direction("更亮", "5")))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Paths(tmp_path / "home").lab


@pytest.fixture
def store(file: Path) -> LabStore:
    return LabStore(file)


def writing(file: Path, model: str, times: int, step: int = 0) -> list[str]:
    """The command that writes from another process, until `step`."""
    script = [sys.executable, "-m", "tests.unit.core.lab_writing"]
    return [*script, str(file.parent), model, str(times), str(step)]


def test_what_is_kept_is_read_again(store: LabStore, file: Path) -> None:
    assert store.get("materials") == Kept()
    store.put("materials", SOME)
    store.put("marks", Kept(("7",)))
    assert LabStore(file).get("materials") == SOME
    assert LabStore(file).get("marks") == Kept(("7",))
    assert store.notice is None


def test_nothing_kept_leaves_nothing(store: LabStore, file: Path) -> None:
    store.put("materials", SOME)
    store.put("materials", Kept())
    assert store.get("materials") == Kept()
    assert "materials" not in file.read_text("utf-8")


def test_two_windows_keep_each_others_models_and_the_last_wins_its_own(file: Path) -> None:
    one, other = LabStore(file), LabStore(file)
    one.put("materials", SOME)
    other.put("marks", Kept(("7",)))
    assert (one.get("marks"), other.get("materials")) == (Kept(("7",)), SOME)
    other.put("materials", Kept(("9",)))
    assert one.get("materials") == Kept(("9",))


def test_processes_that_write_at_once_lose_nothing(file: Path) -> None:
    models = ("materials", "marks", "icons")
    writers = [subprocess.Popen(writing(file, model, 20), cwd=ROOT) for model in models]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    store = LabStore(file)
    assert [store.get(model) for model in models] == [Kept(tuple(map(str, range(20))))] * 3
    assert store.notice is None


def test_a_sudden_end_leaves_the_old_or_the_new(store: LabStore, file: Path) -> None:
    store.put("marks", SOME)
    kept = []
    for step in range(1, 20):
        store.put("materials", Kept(("1",)))
        code = subprocess.run(writing(file, "materials", 1, step), cwd=ROOT, check=False).returncode
        kept.append(store.get("materials").pins)
        assert store.get("marks") == SOME
        if code == 0:
            break
    assert len(kept) > 3
    assert set(kept) == {("1",), ("1", "0")}
    assert store.notice is None


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes to set there")
def test_where_there_is_no_room_all_stays_as_it_was(store: LabStore, file: Path) -> None:
    store.put("materials", SOME)
    command = [sys.executable, "-c", OVER_THE_LIMIT, str(file)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert said.strip() == "disk.full"
    assert (store.get("materials"), store.get("marks"), store.notice) == (SOME, Kept(), None)
    assert sorted(path.name for path in file.parent.iterdir()) == ["lab.json", "lab.json.lock"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"materials": 3}', b'{"m": {"pins": [3]}}', b"\xff\xfe", b"[" * 200_000],
    ids=["empty", "cut", "list", "number", "pins", "binary", "deep"],
)
def test_a_damaged_file_is_put_aside_and_told(store: LabStore, file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert store.get("materials") == Kept()
    assert store.notice is not None
    assert store.notice.code == "lab.damaged"
    assert file.with_name("lab.json.damaged").read_bytes() == content
    store.put("materials", SOME)
    again = LabStore(file)
    assert (again.get("materials"), again.notice) == (SOME, None)


def test_a_file_beyond_all_measure_is_not_read(
    store: LabStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put("materials", SOME)
    monkeypatch.setattr(lab_store, "MOST_BYTES", file.stat().st_size - 1)
    assert store.get("materials") == Kept()
    assert store.notice is not None


def test_a_file_of_a_later_version_is_read(store: LabStore, file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"materials": {"pins": ["12"], "holograms": [1]}}')
    assert (store.get("materials"), store.notice) == (Kept(("12",)), None)


def test_what_is_no_latent_is_left_out(store: LabStore) -> None:
    directions = (Direction("Good", "1"), Direction("Bad", "north"))
    store.put("materials", Kept(("12", "nonsense", "", "13"), directions))
    assert store.get("materials") == Kept(("12", "13"), directions[:1])


def test_it_stays_small(store: LabStore, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put("materials", Kept(tuple(map(str, range(100))), (Direction("A", "1"),) * 100))
    kept = store.get("materials")
    assert (len(kept.pins), len(kept.directions)) == (lab_store.MOST_PINS, lab_store.MOST_DIRECTIONS)
    monkeypatch.setattr(lab_store, "MOST_BYTES", 2000)
    for number in range(100):
        store.put(f"model{number}", Kept((str(number),)))
    store.put("model90", Kept(("1",)))
    assert file.stat().st_size <= 2000
    assert store.get("model0") == Kept()
    assert (store.get("model90"), store.get("model99")) == (Kept(("1",)), Kept(("99",)))
    assert store.notice is None


def test_where_nothing_can_be_written_it_says_so(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    with pytest.raises(AigcError) as caught:
        LabStore(file).put("materials", SOME)
    assert caught.value.code == "file.locked"
    assert caught.value.hint


def test_the_application_has_one_beside_its_settings(tmp_path: Path) -> None:
    app = open_app(tmp_path)
    try:
        app.lab.put("materials", SOME)
    finally:
        app.close()
    assert LabStore(tmp_path / "lab.json").get("materials") == SOME
