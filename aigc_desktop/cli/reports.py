"""What is shown while a job runs: a bar and file names for people, a line an event for programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.cli.delivery import Delivery
from aigc_desktop.cli.following import Report
from aigc_desktop.cli.live_text import LiveText
from aigc_desktop.cli.progress import ProgressBar, duration
from aigc_desktop.cli.text import complain
from aigc_desktop.core.events import (
    AssetSaved,
    CoreEvent,
    JobChanged,
    JobNoticed,
    JobProgressed,
    ModelAdded,
    TextStreamed,
)


class PlainReport:
    """A bar or the text itself on standard error, each file's path on standard output. Remembers the files.

    Paths that come while a text is written wait for its end.
    """

    def __init__(self, label: str, delivery: Delivery) -> None:
        self.files: list[Path] = []
        self._label = label
        self._delivery = delivery
        self._bar = ProgressBar()
        self._text = LiveText()
        self._waiting: list[Path] = []

    def __call__(self, event: CoreEvent) -> None:
        match event:
            case TextStreamed():
                self._bar.clear()
                self._text.show(event.delta, event.index)
            case JobProgressed() if not self._text.is_open:
                self._bar.show(self._label, event.fraction, _note(event))
            case JobChanged(job=job) if job.state == "loading":
                self._bar.show(self._label, 0.0, "loading the model")
            case JobChanged(job=job) if job.has_ended:
                self._end(job.error)
            case AssetSaved(asset=asset):
                self.files.append(self._delivery.file_of(asset))
                self._waiting.append(self.files[-1])
                if not self._text.is_open:
                    self._print_paths()
            case ModelAdded(path=path):
                self._bar.clear()
                print(path, flush=True)
            case JobNoticed():
                self._bar.clear()
                self._text.end()
                complain(event.message, event.hint)

    def _end(self, error: ErrorInfo | None) -> None:
        self._text.end()
        self._print_paths()
        if error is not None:
            complain(error.message, error.hint, error.details)

    def _print_paths(self) -> None:
        self._bar.clear()
        while self._waiting:
            print(self._waiting.pop(0), flush=True)


class JsonReport:
    """One event a line on standard output. `file` tells where an asset was copied to."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._last = b""

    def __call__(self, event: CoreEvent) -> None:
        fields: dict[str, Any] = msgspec.to_builtins(event)
        fields.pop("preview", None)
        if isinstance(event, AssetSaved):
            fields["file"] = str(self._delivery.file_of(event.asset))
        line = msgspec.json.encode(fields)
        if line != self._last:  # a quiet moment repeats the job as it is
            self._last = line
            sys.stdout.write(line.decode() + "\n")
            sys.stdout.flush()


def report_for(label: str, delivery: Delivery, *, as_json: bool) -> Report:
    """The report that the user asked for."""
    return JsonReport(delivery) if as_json else PlainReport(label, delivery)


def _note(event: JobProgressed) -> str:
    parts = (event.message, f"{event.step}/{event.total}", duration(event.eta_s))
    return "  ".join(part for part in parts if part)
