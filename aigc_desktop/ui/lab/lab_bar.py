"""The bar over the map: where it stands, and its zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from aigc_desktop.ui.icons import icon
from aigc_desktop.ui.lab.map_canvas import MapCanvas
from aigc_desktop.ui.widgets.segments import Segments


class LabBar(QWidget):
    """Map or Mixing; the place on the map; out, in, back to the middle."""

    MAP, MIXING = range(2)

    def __init__(self, canvas: MapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._canvas = canvas
        self.views = Segments((self.tr("Map"), self.tr("Mixing")), self.tr("View"), self)
        self._place = QLabel(self)
        self._place.setProperty("role", "dim")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(2)
        row.addWidget(self.views)
        row.addStretch()
        row.addWidget(self._place)
        row.addSpacing(8)
        self._buttons = (
            self._button("minus", self.tr("Zoom out"), lambda: canvas.show_view(canvas.view.zoomed(-2))),
            self._button("plus", self.tr("Zoom in"), lambda: canvas.show_view(canvas.view.zoomed(2))),
            self._button("fit", self.tr("Back to the middle"), canvas.go_home),
        )
        for button in self._buttons:
            row.addWidget(button)
        canvas.view_changed.connect(self._tell)
        self._tell()

    def show_map_controls(self, is_shown: bool) -> None:
        """Show what concerns the map only."""
        for part in (self._place, *self._buttons):
            part.setVisible(is_shown)

    def _button(self, icon_name: str, name: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(18, 18))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: act())
        return button

    def _tell(self) -> None:
        view = self._canvas.view
        self._place.setText(f"{view.x:.2f}, {view.y:.2f}")
