"""Brings the core's events, published in the worker's thread, into the window's thread as Qt signals."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal

from aigc_desktop.core.events import (
    AssetSaved,
    AssetsChanged,
    CoreEvent,
    EngineChanged,
    ErrorRaised,
    Events,
    JobChanged,
    JobNoticed,
    JobProgressed,
    JobRemoved,
    LiveMissed,
    LiveShown,
    ModelAdded,
    QueueChanged,
    SchemaReady,
    TextStreamed,
)


class JobBridge(QObject):
    """One signal for each kind of event, each with the event itself.

    Events keep their order; of several progress reports of one job only the newest is passed on.
    """

    job_changed = Signal(JobChanged)
    job_removed = Signal(JobRemoved)
    job_progressed = Signal(JobProgressed)
    job_noticed = Signal(JobNoticed)
    text_streamed = Signal(TextStreamed)
    live_shown = Signal(LiveShown)
    live_missed = Signal(LiveMissed)
    asset_saved = Signal(AssetSaved)
    assets_changed = Signal(AssetsChanged)
    model_added = Signal(ModelAdded)
    queue_changed = Signal(QueueChanged)
    engine_changed = Signal(EngineChanged)
    schema_ready = Signal(SchemaReady)
    error_raised = Signal(ErrorRaised)
    _arrived = Signal()

    def __init__(self, events: Events, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: list[CoreEvent] = []
        self._signals = {
            JobChanged: self.job_changed,
            JobRemoved: self.job_removed,
            JobProgressed: self.job_progressed,
            JobNoticed: self.job_noticed,
            TextStreamed: self.text_streamed,
            LiveShown: self.live_shown,
            LiveMissed: self.live_missed,
            AssetSaved: self.asset_saved,
            AssetsChanged: self.assets_changed,
            ModelAdded: self.model_added,
            QueueChanged: self.queue_changed,
            EngineChanged: self.engine_changed,
            SchemaReady: self.schema_ready,
            ErrorRaised: self.error_raised,
        }
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = events.subscribe(self._receive)

    def close(self) -> None:
        """Stop listening; what is still waiting is dropped."""
        self._unsubscribe()
        with self._lock:
            self._waiting.clear()

    def _receive(self, event: CoreEvent) -> None:
        with self._lock:
            is_first = not self._waiting
            self._waiting.append(event)
        if is_first:
            self._arrived.emit()

    def _deliver(self) -> None:
        with self._lock:
            events, self._waiting = self._waiting, []
        newest = {e.job_id: e for e in events if isinstance(e, JobProgressed)}
        for event in events:
            if not isinstance(event, JobProgressed) or newest[event.job_id] is event:
                self._signals[type(event)].emit(event)
