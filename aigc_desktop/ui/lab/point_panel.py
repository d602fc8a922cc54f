"""The side panel of the lab: the point that is looked at, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.latents import parse
from aigc_desktop.ui.lab.lab import Lab
from aigc_desktop.ui.lab.looker import Looker
from aigc_desktop.ui.lab.preview import Preview
from aigc_desktop.ui.sentences import sentence
from aigc_desktop.ui.widgets.side_panel import SidePanel, action_button, plain_label

QUIET_MS = 2200
"""After so long without a picture there is no pace to tell."""


class PointPanel(SidePanel):
    """Picture, the point in writing (which can be typed or pasted too), pin, copy, go there."""

    def __init__(self, lab: Lab, looker: Looker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._looker = looker
        self.preview = Preview(lab, looker)
        self.about = QLabel()
        self.about.setProperty("role", "small")
        self.text = QLineEdit()
        self.text.setAccessibleName(self.tr("The point in writing"))
        self.text.setToolTip(self.tr("Seeds and their weights. Type or paste another point to go there."))
        self.fault = plain_label("", "error")
        self.fault.hide()
        self.pin_button = action_button("plus", self.tr("Pin this point (P)"), self.pin)
        self.copy_button = action_button("copy", self.tr("Copy the point"), self._copy)
        for part in (self.preview, self.about, self.text, self.fault, self.pin_button, self.copy_button):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.text.editingFinished.connect(self._go)
        lab.focus_changed.connect(self._write)
        looker.came.connect(self._tell)
        lab.focus_changed.connect(self._tell)
        lab.subject_changed.connect(self._tell)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._tell)
        looker.came.connect(lambda: self._quiet.start())
        self._write()

    def stop(self) -> None:
        """Wait for nothing any more; called before the window goes."""
        self._quiet.stop()
        self.preview.stop()

    def add(self, part: QWidget) -> None:
        """Put a part below the point."""
        self.column.insertWidget(self.column.count() - 1, part)

    def pin(self) -> None:
        """Keep the point."""
        self._lab.pin(self._lab.focus.latent)

    def _write(self) -> None:
        self.text.setText(self._lab.focus.latent)
        self.text.setCursorPosition(0)
        self.fault.hide()

    def _go(self) -> None:
        if self.text.text() == self._lab.focus.latent:
            return
        try:
            self._lab.set_origin(parse(self.text.text()))
        except AigcError as error:
            self.fault.setText(f"{sentence(error.message)} {sentence(error.hint)}")
            self.fault.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._lab.focus.latent)

    def _tell(self) -> None:
        rate = self._looker.rate()
        state = self.tr("Finished picture") if self.preview.is_finished else self.tr("Draft")
        if self.preview.image.isNull():
            state = self.tr("Waiting for the engine…") if self._lab.subject is not None else ""
        pace = self.tr("{0} pictures a second").format(f"{rate:.0f}") if rate >= 1 else ""
        self.about.setText(" · ".join(part for part in (state, pace) if part))
