"""Our own icons: SVG strokes on a 24 px grid, drawn in a colour of the palette at any scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from aigc_desktop.ui.resources import resource

Role = QPalette.ColorRole


def icon(name: str, role: Role = Role.Text, on: Role | None = None, name_on: str = "") -> QIcon:
    """The icon `resources/icons/<name>.svg`; it follows the theme.

    `role` gives its colour; `on` and `name_on` the colour and the icon while it is checked.
    """
    return QIcon(_StrokeIcon((name, role), (name_on or name, on or role)))


def draw(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Draw the icon into `rect` in any colour (`#rrggbb`)."""
    _renderer(name, colour).render(painter, rect)


def pixmap(name: str, size: int, role: Role = Role.Text, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels for a screen of the given pixel ratio."""
    drawn = icon(name, role).pixmap(QSize(size, size), ratio)
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))


class _StrokeIcon(QIconEngine):
    """Draws an SVG in the colour that the palette holds at that moment."""

    def __init__(self, off: tuple[str, Role], on: tuple[str, Role]) -> None:
        super().__init__()
        self._off = off
        self._on = on
        self._clones: list[_StrokeIcon] = []

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        name, role = self._on if state == QIcon.State.On else self._off
        faded = mode == QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if faded else QPalette.ColorGroup.Active
        colour = QGuiApplication.palette().color(group, role).name()
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        draw(painter, name, square, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(QColor.fromRgba(0))
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn

    def clone(self) -> _StrokeIcon:
        copy = _StrokeIcon(self._off, self._on)
        self._clones.append(copy)  # Qt owns it from here on; without a reference Python would free it
        return copy
