"""Contact sheets hold every picture, in order and with a label."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from aigc_desktop.api.errors import AigcError
from aigc_desktop.media.contact_sheet import (
    CELL,
    GAP,
    LABEL,
    PAPER,
    Entry,
    contact_sheet,
    write_contact_sheet,
)

COLOURS = [(200, 0, 0), (0, 200, 0), (0, 0, 200), (200, 200, 0), (0, 200, 200)]


def entries(folder: Path, size: tuple[int, int] = (64, 64), label: str = "") -> list[Entry]:
    made = []
    for number, colour in enumerate(COLOURS):
        file = folder / f"{number}.png"
        Image.new("RGB", size, colour).save(file)
        made.append(Entry(file, label))
    return made


def test_pictures_stand_in_rows_in_their_order(tmp_path: Path) -> None:
    sheet = contact_sheet(entries(tmp_path))
    assert sheet.size == (3 * (CELL + GAP) + GAP, 2 * (CELL + LABEL + GAP) + GAP)
    middles = [
        (GAP + (k % 3) * (CELL + GAP) + CELL // 2, GAP + (k // 3) * (CELL + LABEL + GAP) + CELL // 2)
        for k in range(len(COLOURS))
    ]
    assert [sheet.getpixel(middle) for middle in middles] == COLOURS


def test_large_pictures_are_fitted_and_small_ones_enlarged(tmp_path: Path) -> None:
    wide = contact_sheet(entries(tmp_path, (600, 300)))
    assert wide.getpixel((GAP + CELL // 2, GAP + CELL // 2)) == COLOURS[0]
    assert wide.getpixel((GAP + CELL // 2, GAP + 4)) == PAPER
    small = contact_sheet(entries(tmp_path, (32, 32)))
    assert small.getpixel((GAP + 1, GAP + 1)) == COLOURS[0]


@pytest.mark.parametrize(
    "label", ["a red star on a white background, and so on", "白色背景上的红色爱心，还有星星月亮和云朵"]
)
def test_labels_are_drawn_below_their_pictures_and_stay_within_their_cells(
    tmp_path: Path, label: str
) -> None:
    sheet = contact_sheet(entries(tmp_path, label=label))
    below = sheet.crop((GAP, GAP + CELL, GAP + CELL, GAP + CELL + LABEL))
    assert below.getextrema() != tuple((value, value) for value in PAPER)
    gap = sheet.crop((GAP + CELL, 0, GAP + CELL + GAP, sheet.height))
    assert gap.getextrema() == tuple((value, value) for value in PAPER)


def test_a_sheet_of_a_broken_picture_is_not_written(tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"not a picture")
    with pytest.raises(AigcError):
        write_contact_sheet(tmp_path / "sheet.png", [Entry(broken, "")])
    assert not (tmp_path / "sheet.png").exists()
