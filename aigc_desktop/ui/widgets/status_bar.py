"""The line at the foot of the window: engine, device, memory, network, queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from aigc_desktop.ui import icons
from aigc_desktop.ui.theme import WARNING
from aigc_desktop.ui.times import Times
from aigc_desktop.ui.widgets.icon_label import IconLabel
from aigc_desktop.ui.widgets.plain import show_plain

if TYPE_CHECKING:
    from aigc_desktop.core.events import EngineChanged, QueueChanged

HEIGHT = 28
_SHORT = {"bfloat16": "bf16", "float16": "fp16", "float32": "fp32"}


class StatusBar(QFrame):
    """Says only what is known; a part that is unknown is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setProperty("edge", "top")
        self.setFixedHeight(HEIGHT)
        self._times = Times()
        self._dot = _Dot()
        self._engine, self._device, self._memory, self._network, self._queue = (_label() for _ in range(5))
        self._shield = IconLabel(14)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(6)
        row.addWidget(self._dot)
        row.addWidget(self._engine)
        for label in (self._device, self._memory):
            row.addSpacing(14)
            row.addWidget(label)
        row.addSpacing(14)
        row.addWidget(self._shield)
        row.addWidget(self._network)
        row.addStretch(1)
        row.addWidget(self._queue)
        self._engine.setText(self.tr("Engine asleep"))

    def show_engine(self, engine: EngineChanged) -> None:
        """Show the state of an engine."""
        self._dot.show_state(engine.state)
        show_plain(self._engine, _joined(self._state_word(engine.state), engine.backend))
        precision = _SHORT.get(engine.precision, engine.precision)
        show_plain(self._device, _joined(engine.device.upper(), precision))
        self._memory.setText(self._memory_words(engine))
        self._show_network(engine.network)

    def show_queue(self, queue: QueueChanged) -> None:
        """Show how long the queue is and when it will be done."""
        parts = [self.tr("Queue {0}").format(queue.waiting) if queue.waiting else ""]
        parts.append(self.tr("paused") if queue.paused else "")
        parts.append(self._times.short(queue.eta_s) if queue.waiting and queue.eta_s >= 0 else "")
        self._queue.setText(_joined(*parts))

    def _state_word(self, state: str) -> str:
        words = {
            "starting": self.tr("Engine starting"),
            "ready": self.tr("Engine ready"),
            "busy": self.tr("Engine working"),
            "stopped": self.tr("Engine asleep"),
        }
        return words.get(state, state)

    def _memory_words(self, engine: EngineChanged) -> str:
        used = engine.device_mb if engine.device_mb >= 0 else engine.resident_mb
        if used < 0 or engine.state == "stopped":
            return ""
        if engine.total_mb <= 0:
            return self.tr("Memory {0} GB").format(_gigabytes(used))
        return self.tr("Memory {0} / {1} GB").format(_gigabytes(used), _gigabytes(engine.total_mb))

    def _show_network(self, network: str) -> None:
        words = {
            "blocked": (self.tr("Network blocked"), self.tr("The system gives the engine no network.")),
            "guarded": (
                self.tr("Network guarded"),
                self.tr(
                    "Connections that a plugin opens in Python are refused; the system does not enforce it."
                ),
            ),
            "open": (self.tr("Network open"), self.tr("Nothing keeps plugins from using the network.")),
        }
        text, explained = words.get(network, ("", ""))
        self._network.setText(text)
        self._network.setToolTip(explained)
        self._network.setAccessibleDescription(explained)
        self._shield.setVisible(bool(text))
        role = WARNING if network == "open" else icons.Role.PlaceholderText
        sign = "globe" if network == "open" else "shield"
        self._shield.show_icon(sign, role)


class _Dot(QWidget):
    """Filled while the engine is there, a ring while it is not."""

    def __init__(self) -> None:
        super().__init__()
        self._state = "stopped"

    def sizeHint(self) -> QSize:
        return QSize(10, 10)

    def show_state(self, state: str) -> None:
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        colour = {
            "ready": colours.highlight().color(),
            "busy": colours.highlight().color(),
            "starting": colours.color(WARNING),
        }.get(self._state)
        painter.setPen(colour or colours.placeholderText().color())
        if colour:
            painter.setBrush(colour)
        side = 7.0
        painter.drawEllipse(QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side))
        painter.end()


def _label() -> QLabel:
    label = QLabel()
    label.setProperty("role", "label")
    return label


def _gigabytes(megabytes: float) -> str:
    gigabytes = megabytes / 1024
    return f"{gigabytes:.1f}" if gigabytes < 10 else f"{gigabytes:.0f}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
