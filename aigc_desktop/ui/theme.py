"""The colours of the window: one frozen set of roles, from which the palette and the style sheet are made.

Painted widgets read their colours from `palette()`, so that they follow a change of theme by themselves:

| role | palette |
|---|---|
| background, panel, raised, field | Window, Button, AlternateBase, Base |
| line | Mid |
| text, dim text | Text (WindowText, ButtonText), PlaceholderText |
| accent, on accent | Highlight, HighlightedText |
| danger, warning, shadow | `DANGER`, `WARNING`, Shadow |
"""

from __future__ import annotations

from string import Template
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from aigc_desktop.ui.resources import resource

BADGE_GROUND, BADGE_INK = "#000000", "#ffffff"
"""Of a sign on a picture, which must be read whatever the picture and the theme."""

DANGER = QPalette.ColorRole.BrightText
WARNING = QPalette.ColorRole.LinkVisited


class Theme(NamedTuple):
    """The roles that colours play."""

    background: str
    panel: str
    raised: str
    line: str
    text: str
    dim: str
    field: str
    accent: str
    on_accent: str
    danger: str
    warning: str
    shadow: str


DARK = Theme(
    background="#15171a",
    panel="#1c1f23",
    raised="#25292e",
    line="#30353b",
    text="#e6e8ea",
    dim="#9aa2ab",
    field="#121417",
    accent="#4cc2a8",
    on_accent="#08110f",
    danger="#e56961",
    warning="#e0b252",
    shadow="#000000",
)
LIGHT = Theme(
    background="#f3f4f5",
    panel="#ffffff",
    raised="#f7f8f9",
    line="#dcdfe3",
    text="#1b1e22",
    dim="#626b75",
    field="#ffffff",
    accent="#0d7e67",
    on_accent="#ffffff",
    danger="#c43d35",
    warning="#956700",
    shadow="#000000",
)

_PALETTE = {
    QPalette.ColorRole.Window: "background",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "dim",
    QPalette.ColorRole.Shadow: "shadow",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    DANGER: "danger",
    WARNING: "warning",
}
_FADED = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)


def palette(theme: Theme) -> QPalette:
    """The palette that bears the theme's colours."""
    colours = theme._asdict()
    made = QPalette()
    for role, name in _PALETTE.items():
        made.setColor(role, QColor(colours[name]))
    for role in _FADED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.dim))
    return made


def style_sheet(theme: Theme) -> str:
    """The style sheet of the whole window in the theme's colours."""
    template = Template(resource("themes", "window.qss").read_text(encoding="utf-8"))
    return template.substitute(theme._asdict())
