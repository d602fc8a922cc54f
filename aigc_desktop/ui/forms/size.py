"""Width and height, as one field."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from aigc_desktop.ui import icons
from aigc_desktop.ui.forms.field import Field, Shape
from aigc_desktop.ui.forms.spin import Spin

_RATIOS = ((1, 1), (4, 3), (3, 4), (3, 2), (2, 3), (16, 9), (9, 16))


class SizeField(Field):
    """Two numbers in one frame, and a menu of common proportions."""

    is_compact = True

    def __init__(self, width: Shape, height: Shape) -> None:
        super().__init__("width", {"title": "Size", "description": width.get("description", "")})
        self._shapes = (width, height)
        self._boxes = (_box(width), _box(height))
        self._menu = QMenu(self)
        self._presets = _presets_button(self._menu)
        frame = _Frame((self._boxes[0], self._boxes[1], self._presets))
        self.rows.insertWidget(1, frame)
        self.label.setBuddy(self._boxes[0])
        self.describe(self._boxes[0], self.tr("Width"))
        self.describe(self._boxes[1], self.tr("Height"))
        self._presets.setAccessibleName(self.tr("Common sizes"))
        self._presets.setToolTip(self.tr("Common sizes"))
        self._menu.aboutToShow.connect(self._fill_menu)
        self.set_values({"width": width.get("default", 512), "height": height.get("default", 512)})
        for box in self._boxes:
            box.valueChanged.connect(self.changed)

    def values(self) -> dict[str, Any]:
        return {"width": self._boxes[0].number(), "height": self._boxes[1].number()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        for name, box in zip(("width", "height"), self._boxes, strict=True):
            if name in values:
                box.set_number(values[name])

    def sizes(self) -> list[tuple[int, int]]:
        """Common proportions with about the area that the model was made for, within the limits."""
        side = int(self._shapes[0].get("default", 512))
        found = [self._fitted(side, across, down) for across, down in _RATIOS]
        return [size for size in dict.fromkeys(found) if self._is_allowed(size)]

    def _fitted(self, side: int, across: int, down: int) -> tuple[int, int]:
        grid = int(self._shapes[0].get("multipleOf", 1))
        scale = (across / down) ** 0.5
        return round(side * scale / grid) * grid, round(side / scale / grid) * grid

    def _is_allowed(self, size: tuple[int, int]) -> bool:
        return all(b.minimum() <= s <= b.maximum() for s, b in zip(size, self._boxes, strict=True))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for width, height in self.sizes():
            action = QAction(f"{width} × {height}", self._menu)
            action.triggered.connect(lambda _=False, w=width, h=height: self.set_values(_named(w, h)))
            self._menu.addAction(action)
        self._menu.addSeparator()
        swap = self._menu.addAction(icons.icon("swap"), self.tr("Swap width and height"))
        now = self.values()
        swap.triggered.connect(lambda: self.set_values(_named(now["height"], now["width"])))


class _Frame(QFrame):
    """Looks like one field and shows the focus of whatever is inside."""

    def __init__(self, controls: tuple[QWidget, QWidget, QWidget]) -> None:
        super().__init__()
        self.setProperty("surface", "field")
        self.setProperty("focused", False)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 3, 3)
        row.setSpacing(0)
        self.setFixedHeight(36)
        row.addWidget(controls[0], 1)
        row.addWidget(QLabel("×"))
        row.addWidget(controls[1], 1)
        row.addWidget(controls[2])
        for control in controls[:2]:
            control.installEventFilter(self)
        for before, after in pairwise(controls):
            QWidget.setTabOrder(before, after)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self.style().polish(self)
        return False


def _box(shape: Shape) -> Spin:
    spin = Spin({**shape, "x-unit": ""})
    spin.setProperty("bare", True)
    spin.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    spin.setMinimumWidth(36)
    return spin


def _presets_button(menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "quiet")
    button.setIcon(icons.icon("chevron-down", icons.Role.PlaceholderText))
    button.setIconSize(QSize(14, 14))
    button.setFixedSize(24, 26)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _named(width: int, height: int) -> dict[str, int]:
    return {"width": width, "height": height}
