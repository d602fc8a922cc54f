"""The colours of the window: readable in both themes, and written down once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from aigc_desktop.ui import icons, theme
from aigc_desktop.ui.appearance import Appearance
from aigc_desktop.ui.fonts import window_font
from aigc_desktop.ui.resources import resource
from aigc_desktop.ui.theme import DARK, LIGHT, Theme

UI = Path(theme.__file__).parent
READ_ON = [
    (text, surface)
    for text in ("text", "dim", "danger", "warning", "accent")
    for surface in ("background", "panel", "raised", "field")
]


def luminance(colour: str) -> float:
    read = QColor(colour)
    channels = (read.redF(), read.greenF(), read.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("worn", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(("text", "surface"), [*READ_ON, ("on_accent", "accent")])
def test_text_can_be_read(worn: Theme, text: str, surface: str) -> None:
    assert contrast(getattr(worn, text), getattr(worn, surface)) >= 4.5


def test_no_colour_is_written_anywhere_else() -> None:
    pattern = re.compile(r"""["'(: ]#[0-9a-fA-F]{3,8}\b|QColor\(\s*["'\d]|GlobalColor\.(?!transparent)""")
    sources = [p for p in UI.rglob("*.py") if p.name != "theme.py"] + [resource("themes", "window.qss")]
    found = {p.name: pattern.findall(p.read_text(encoding="utf-8")) for p in sources}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_every_name_in_the_style_sheet_is_a_role() -> None:
    for worn in (DARK, LIGHT):
        assert "$" not in theme.style_sheet(worn)


def test_the_theme_follows_the_setting(qapp: QApplication) -> None:
    before = qapp.palette(), qapp.styleSheet()
    appearance = Appearance(qapp, "dark")
    told: list[Theme] = []
    appearance.changed.connect(told.append)
    appearance.choose("light")
    assert told == [LIGHT]
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.background)
    appearance.choose("dark")
    assert qapp.palette().color(theme.DANGER) == QColor(DARK.danger)
    appearance.choose("system")
    assert appearance.theme == LIGHT, "where no screen is, the system's windows are light"
    appearance.deleteLater()
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])


ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.mark.parametrize("name", ICONS)
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_every_icon_is_drawn_in_the_palette_colour(qapp: QApplication, name: str, ratio: float) -> None:
    image = icons.pixmap(name, 24, QPalette.ColorRole.Highlight, ratio).toImage()
    assert image.size() == QSize(24, 24) * ratio
    accent = qapp.palette().color(QPalette.ColorRole.Highlight)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    inked = [p for p in pixels if p.alpha() > 200]
    assert inked
    assert all(abs(p.red() - accent.red()) < 12 and abs(p.blue() - accent.blue()) < 12 for p in inked)


def test_icons_are_strokes_of_ours_without_foreign_content() -> None:
    for name in ICONS:
        svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in svg
        assert "currentColor" in svg
        assert not re.search(r"<(image|script|text|use)\b|href=|#[0-9a-f]{3}", svg)


def test_the_font_has_chinese_characters_where_one_is_installed(qapp: QApplication) -> None:
    chinese = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    families = window_font().families()
    if chinese:
        assert chinese & set(families)
    assert window_font().pixelSize() == 13
