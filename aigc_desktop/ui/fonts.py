"""The font of the window: the system's own, followed by one that has Chinese characters."""

from __future__ import annotations

import logging

from PySide6.QtGui import QFont, QFontDatabase

log = logging.getLogger(__name__)

BODY_PX = 13
_GENERIC = frozenset({"sans", "sans serif", "sans-serif", "helvetica", ""})
_PLAIN = ("Inter", "Noto Sans", "DejaVu Sans")
_CHINESE = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)


def window_font() -> QFont:
    """13 px, in families that cover Latin and Chinese; logs a warning where none has Chinese."""
    installed = frozenset(QFontDatabase.families())
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    families = [font.family()]
    if font.family().lower() in _GENERIC:
        families = [f for f in _PLAIN if f in installed][:1] or families
    chinese = [f for f in _CHINESE if f in installed][:1]
    if not chinese:
        log.warning("no font with Chinese characters is installed; Noto Sans CJK SC is a good one")
    font.setFamilies(families + chinese)
    font.setPixelSize(BODY_PX)
    return font
