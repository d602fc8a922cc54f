"""The pins, and what is done with them as a path: played, and made into an animation."""

from __future__ import annotations

import time

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from aigc_desktop.api.latents import LATENT
from aigc_desktop.ui.forms.spin import Spin
from aigc_desktop.ui.icons import icon
from aigc_desktop.ui.lab.lab import Lab
from aigc_desktop.ui.lab.looker import Looker
from aigc_desktop.ui.lab.path import Path
from aigc_desktop.ui.lab.pin_strip import TILE, PinStrip
from aigc_desktop.ui.lab.subject import Look
from aigc_desktop.ui.widgets.side_panel import plain_label
from aigc_desktop.ui.widgets.switch import Switch

TICK_MS = 16
_SECONDS = {"type": "number", "minimum": 0.5, "maximum": 300, "x-step": 0.5, "x-unit": "s"}
_RATE = {"type": "integer", "minimum": 1, "maximum": 60, "x-step": 1}


class PathBar(QFrame):
    """Playing goes by the clock: what the engine does not make in time is left out, the speed stays true."""

    render_wanted = Signal(Path)

    def __init__(self, lab: Lab, looker: Looker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setProperty("edge", "top")
        self._lab = lab
        self._looker = looker
        self._points: list[str] = []
        self._started = 0.0
        self.pins = PinStrip(lab, looker)
        self.play = _button("play", self.tr("Play"))
        self.play.setCheckable(True)
        self.render_button = _button("export", self.tr("Make animation"))
        self.seconds, self.rate = Spin(_SECONDS), Spin(_RATE)
        self.is_closed = Switch()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._lay_out()
        self._connect()
        self._settle()

    @property
    def path(self) -> Path:
        """The pins with what stands in the fields."""
        return Path(self._lab.pins, self.seconds.value(), self.rate.value(), self.is_closed.isChecked())

    @property
    def is_playing(self) -> bool:
        """Whether the path is being played."""
        return self._timer.isActive()

    def wanted(self) -> Look | None:
        """While it plays: the frame of this moment."""
        if not self.is_playing or self._lab.subject is None:
            return None
        look = self._lab.subject.look(self._point_now())
        return None if self._looker.known(look) else look

    def stop(self) -> None:
        """Play no longer."""
        self.play.setChecked(False)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidget(self.pins)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(TILE + 16)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pins.marked.connect(lambda x: area.ensureVisible(x, 0, TILE, 0))
        self._hint = plain_label(
            self.tr("Press P to pin a point. Two pins make a path from one to the other."), "dim"
        )
        self._about = QLabel()
        self._about.setProperty("role", "small")
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, widget in self._named():
            label = plain_label(name, "small")
            label.setWordWrap(False)
            label.setBuddy(widget)
            widget.setAccessibleName(name)
            row.addWidget(label)
            row.addWidget(widget)
        row.insertWidget(0, self.play)
        row.addWidget(self._about)
        row.addStretch(1)
        row.addWidget(self.render_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(4)
        column.addWidget(self._hint)
        column.addWidget(area)
        column.addLayout(row)

    def _named(self) -> tuple[tuple[str, QWidget], ...]:
        for box, start in ((self.seconds, 4), (self.rate, 20)):
            box.setFixedWidth(76)
            box.set_number(start)
        self.rate.setSuffix(self.tr(" fps"))
        self.is_closed.setChecked(True)
        return (
            (self.tr("Length"), self.seconds),
            (self.tr("Frames"), self.rate),
            (self.tr("Loop"), self.is_closed),
        )

    def _connect(self) -> None:
        self.play.toggled.connect(self._toggle)
        self.render_button.clicked.connect(lambda: self.render_wanted.emit(self.path))
        self._lab.pins_changed.connect(self._settle)
        self._lab.subject_changed.connect(self._settle)
        for box in (self.seconds, self.rate):
            box.valueChanged.connect(self._settle)
        self.is_closed.toggled.connect(self._settle)
        self.pins.chosen.connect(lambda _latent: self.stop())
        self._looker.came.connect(self._on_came)

    def _settle(self) -> None:
        path, subject = self.path, self._lab.subject
        can = path.is_whole and subject is not None and subject.has_latents
        self.play.setEnabled(can)
        self.render_button.setEnabled(can)
        self._hint.setVisible(not path.is_whole)
        self._about.setText(self.tr("{0} pictures").format(path.frames) if can else "")
        if not can:
            self.stop()
        elif self.is_playing:
            self._points = path.points()

    def _toggle(self, is_on: bool) -> None:
        name = self.tr("Stop") if is_on else self.tr("Play")
        self.play.setIcon(icon("stop" if is_on else "play"))
        self.play.setText(name)
        self.play.setAccessibleName(name)
        if is_on:
            self._points, self._started = self.path.points(), time.monotonic()
            self._timer.start()
        else:
            self._timer.stop()

    def _point_now(self) -> str:
        frame = self.path.frame_at(time.monotonic() - self._started)
        return self._points[min(frame, len(self._points) - 1)]

    def _on_came(self, look: Look, _image: QImage) -> None:
        point = look.request.parameters.get(LATENT)
        if self.is_playing and point in self._points:
            self._lab.set_focus(point)

    def _tick(self) -> None:
        """Show the frame of this moment if it is there; else it is asked for and left out."""
        subject = self._lab.subject
        if subject is None:
            return
        point = self._point_now()
        if self._looker.known(subject.look(point)):
            self._lab.set_focus(point)
        self._looker.poke()


def _button(icon_name: str, text: str) -> QPushButton:
    button = QPushButton(icon(icon_name), text)
    button.setIconSize(QSize(16, 16))
    button.setAccessibleName(text)
    return button
