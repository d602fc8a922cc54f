"""The bar over the stage: which view, how large, and the controls for that."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from aigc_desktop.ui.icons import icon
from aigc_desktop.ui.widgets.segments import Segments


class StageBar(QWidget):
    """Result, Compare or Grid; how large the picture is; pause; pixel for pixel, out, in, fit."""

    RESULT, COMPARE, GRID = range(3)

    chosen = Signal(int)
    zoomed = Signal(int)
    fitted = Signal()
    pixels_toggled = Signal(bool)
    play_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        labels = (self.tr("Result"), self.tr("Compare"), self.tr("Grid"))
        self.views = Segments(labels, self.tr("View"), self)
        self.views.chosen.connect(self.chosen)
        self._size = QLabel(self)
        self._size.setProperty("role", "dim")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(2)
        row.addWidget(self.views)
        row.addStretch()
        row.addWidget(self._size)
        row.addSpacing(8)
        self._play = self._button("pause", "", "")
        self._play.clicked.connect(self.play_toggled)
        row.addWidget(self._play)
        self._buttons = self._add_buttons(row)
        self.say_playing(is_there=False)
        self.say_size(0, 0, 1.0)

    def say_size(self, width: int, height: int, scale: float) -> None:
        """Say how large the picture is and how large it is shown; 0 x 0 says nothing."""
        is_there = width > 0
        percent = f"{scale * 100:.3g}" if scale < 1 else f"{scale * 100:.0f}"
        self._size.setText(f"{width} × {height} · {percent} %" if is_there else "")
        for button in self._buttons:
            button.setEnabled(is_there)

    def say_preview(self) -> None:
        """Say that the picture is not finished: its own size means nothing yet."""
        self._size.setText(self.tr("Preview"))

    def say_playing(self, *, is_there: bool, is_paused: bool = False) -> None:
        """Show the button that pauses an animation or lets it go on; hidden where there is none."""
        name = self.tr("Play") if is_paused else self.tr("Pause")
        tip = self.tr("Play the animation (Space)") if is_paused else self.tr("Pause the animation (Space)")
        self._play.setVisible(is_there)
        self._play.setIcon(icon("play" if is_paused else "pause"))
        self._play.setAccessibleName(name)
        self._play.setToolTip(tip)

    def add(self, button: QToolButton) -> None:
        """Put a button before the views."""
        self._row.insertWidget(self._row.indexOf(self.views), button)

    def _add_buttons(self, row: QHBoxLayout) -> list[QToolButton]:
        pixels = self._button(
            "pixels", self.tr("Pixel for pixel"), self.tr("Show enlarged pictures pixel for pixel")
        )
        pixels.setCheckable(True)
        pixels.toggled.connect(self.pixels_toggled)
        out = self._button("minus", self.tr("Zoom out"), self.tr("Zoom out (-)"))
        out.clicked.connect(lambda: self.zoomed.emit(-1))
        into = self._button("plus", self.tr("Zoom in"), self.tr("Zoom in (+)"))
        into.clicked.connect(lambda: self.zoomed.emit(1))
        fit = self._button("fit", self.tr("Fit"), self.tr("Show the whole picture (0)"))
        fit.clicked.connect(self.fitted)
        buttons = [pixels, out, into, fit]
        for button in buttons:
            row.addWidget(button)
        return buttons

    def _button(self, icon_name: str, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(18, 18))
        button.setAccessibleName(name)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
