"""The state of the lab, which all parts of its page share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from aigc_desktop.api.latents import Latent, moved, of_seed
from aigc_desktop.core.lab_store import MOST_PINS
from aigc_desktop.ui.lab.subject import Look, Subject


@dataclass(frozen=True)
class Focus:
    """The point that is looked at, and the style mixed into it."""

    latent: str
    mix: Mapping[str, Any] = field(default_factory=dict)


class Lab(QObject):
    """Knows the model, the point, the pins and how far directions push; it has no widget and knows none."""

    subject_changed = Signal()
    focus_changed = Signal()
    pins_changed = Signal()
    pushes_changed = Signal()
    origin_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.subject: Subject | None = None
        self.focus = Focus("0")
        self.pins: tuple[str, ...] = ()
        self.origin: Latent | None = None
        self._pushes: tuple[tuple[Latent, float], ...] = ()

    def set_subject(self, subject: Subject | None) -> None:
        """Look at another model, or at the same one with other settings."""
        if subject != self.subject:
            self.subject = subject
            self.subject_changed.emit()

    def set_focus(self, latent: str, mix: Mapping[str, Any] | None = None) -> None:
        """Look at another point."""
        focus = Focus(latent, mix or {})
        if focus != self.focus:
            self.focus = focus
            self.focus_changed.emit()

    def set_origin(self, latent: Latent | None) -> None:
        """What lies in the middle of the map; None is the seed of the form."""
        if latent != self.origin:
            self.origin = latent
            self.origin_changed.emit()

    def set_pins(self, pins: Iterable[str]) -> None:
        """The points that are kept, in the order of the path."""
        kept = tuple(pins)[:MOST_PINS]
        if kept != self.pins:
            self.pins = kept
            self.pins_changed.emit()

    def pin(self, latent: str) -> None:
        """Keep a point, at the end of the path."""
        self.set_pins((*self.pins, latent))

    def set_pushes(self, pushes: Iterable[tuple[Latent, float]]) -> None:
        """How far each direction moves every point of the map; those of strength 0 do nothing."""
        acting = tuple((direction, strength) for direction, strength in pushes if strength)
        if acting != self._pushes:
            self._pushes = acting
            self.pushes_changed.emit()

    def pushed(self, latent: Latent) -> Latent:
        """A point of the map after all directions have moved it."""
        for direction, strength in self._pushes:
            latent = moved(latent, direction, strength)
        return latent

    def middle(self) -> Latent:
        """What lies in the middle of the map before directions move it."""
        return self.origin or of_seed(self.subject.seed if self.subject else 0)

    def look_at_focus(self, *, is_draft: bool) -> Look | None:
        """The picture of the point that is looked at."""
        if self.subject is None or not self.subject.has_latents:
            return None
        return self.subject.look(self.focus.latent, self.focus.mix, is_draft=is_draft)
