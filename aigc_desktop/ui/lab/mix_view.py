"""Mixing styles: the layers above, the matrix below, and what to do first where there is none."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from aigc_desktop.ui.lab.lab import Lab
from aigc_desktop.ui.lab.layer_range import LayerRange
from aigc_desktop.ui.lab.looker import Looker
from aigc_desktop.ui.lab.mix_canvas import MixCanvas
from aigc_desktop.ui.lab.subject import Look
from aigc_desktop.ui.widgets.empty_state import EmptyState


class MixView(QStackedWidget):
    """The style-mixing matrix of the first pins of the lab."""

    def __init__(self, lab: Lab, looker: Looker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self.layers = LayerRange()
        self.canvas = MixCanvas(lab, looker)
        self.empty = EmptyState("lab", "", "")
        self._whole = QWidget()
        rows = QVBoxLayout(self._whole)
        rows.setContentsMargins(16, 8, 16, 0)
        rows.setSpacing(0)
        rows.addWidget(self.layers)
        rows.addWidget(self.canvas, 1)
        self.addWidget(self.empty)
        self.addWidget(self._whole)
        self.layers.changed.connect(lambda: self.canvas.set_layers(self.layers.layers))
        lab.subject_changed.connect(self._settle)
        lab.pins_changed.connect(self._settle)
        self._settle()

    def wanted(self) -> Look | None:
        """The picture that the matrix misses most; asked by the looker."""
        return self.canvas.wanted()

    def _settle(self) -> None:
        subject = self._lab.subject
        if subject is not None:
            self.layers.set_count(subject.layers)
        self.empty.say(*self._why_empty())
        self.setCurrentWidget(self.empty if self.canvas.matrix is None else self._whole)

    def _why_empty(self) -> tuple[str, str]:
        if self._lab.subject is None or not self._lab.subject.can_mix:
            return (
                self.tr("This model mixes no styles"),
                self.tr("Choose one whose layers take styles, such as a style-based GAN."),
            )
        return (
            self.tr("Pin two points first"),
            self.tr("Each pin becomes a row and a column here. Pin points on the map with P."),
        )
