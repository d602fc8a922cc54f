"""Gives each model its pins and directions back, and keeps them when they change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.core.lab_store import Direction, Kept, LabStore
from aigc_desktop.ui.background import Background
from aigc_desktop.ui.lab.lab import Lab


class Keeping(QObject):
    """Writes in a thread of its own; what is not written yet when the page goes is written then."""

    directions_loaded = Signal(tuple)
    failed = Signal(ErrorInfo)

    def __init__(self, store: LabStore, lab: Lab, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._lab = lab
        self._background = Background(self)
        self._model = ""
        self._kept = Kept()
        self._is_dirty = False
        lab.subject_changed.connect(self._follow_model)
        lab.pins_changed.connect(self._keep_pins)

    def keep_directions(self, directions: tuple[Direction, ...]) -> None:
        """Keep these for the model of now."""
        self._keep(Kept(self._kept.pins, directions))

    def stop(self) -> None:
        """Write what is not written; called before the window goes."""
        self._background.close()
        if self._is_dirty:
            self._store.put(self._model, self._kept)

    def _follow_model(self) -> None:
        subject = self._lab.subject
        model = subject.model if subject is not None else self._model
        if model == self._model:
            return
        self._write()
        self._model = ""  # what is loaded now need not be kept again
        self._kept = self._store.get(model)
        self._lab.set_pins(self._kept.pins)
        self._model = model
        self.directions_loaded.emit(self._kept.directions)
        if self._store.notice is not None:
            self.failed.emit(self._store.notice)
            self._store.notice = None

    def _keep_pins(self) -> None:
        self._keep(Kept(self._lab.pins, self._kept.directions))

    def _keep(self, kept: Kept) -> None:
        if self._model and kept != self._kept:
            self._kept, self._is_dirty = kept, True
            self._write()

    def _write(self) -> None:
        if not self._is_dirty:
            return
        self._is_dirty = False
        model, kept = self._model, self._kept
        self._background.run(lambda: self._store.put(model, kept), lambda _: None, self._tell)

    def _tell(self, error: AigcError) -> None:
        self._is_dirty = True
        self.failed.emit(error.info())
