"""`aigc demo`: assets from every installed starter, in both runtimes, and a contact sheet of the pictures."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request
from aigc_desktop.cli.delivery import Delivery
from aigc_desktop.cli.demo_wishes import label_of, wishes
from aigc_desktop.cli.following import Follower
from aigc_desktop.cli.generate import INTERRUPTED, SCHEMA_LIMIT_S
from aigc_desktop.cli.parsers import Commands
from aigc_desktop.cli.reports import PlainReport
from aigc_desktop.cli.text import shorten
from aigc_desktop.core.app import App, open_app
from aigc_desktop.core.exporting import FORMATS, export_request, exports_of
from aigc_desktop.core.plugins import GeneratorEntry

Labelled = tuple[Path, str]
SHEET = "contact-sheet.png"
IN_PYTORCH, IN_ONNX = 12, 4


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("demo", help="make a set of assets with every installed starter")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("demo"), help="where to put them; default: demo"
    )
    parser.add_argument("--only", metavar="GENERATOR", help="with the starters of this generator alone")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the assets and the sheet."""
    with closing(open_app(spare=args.spare)) as app, closing(Follower(app.events, app.queue)) as follower:
        starters = list(_starters(app, args.only))
        if not starters:
            raise AigcError(
                "demo.empty",
                "No installed plugin brings a starter model.",
                "Reinstall the first-party plugins.",
            )
        demo = _Demo(app, follower, Delivery(args.out))
        for entry, model in starters:
            demo.show(entry, model)
        if follower.was_interrupted:
            return INTERRUPTED
        return _finish(args.out, demo.entries, demo.states)


def _starters(app: App, only: str | None) -> Iterator[tuple[GeneratorEntry, Model]]:
    """Each generator with each model that its own plugin ships."""
    for name, entry in sorted(app.plugins.generators.items()):
        if only in (None, name):
            own = (m for m in app.models.for_generator(entry.id) if m.plugin == entry.plugin.id)
            yield from ((entry, model) for model in own)


@dataclass
class _Demo:
    """What was made so far."""

    app: App
    follower: Follower
    delivery: Delivery
    entries: list[Labelled] = field(default_factory=list)
    states: list[str] = field(default_factory=list)

    def show(self, entry: GeneratorEntry, model: Model) -> None:
        """Have a starter make its assets, and then its export to ONNX some of them again."""
        self._make(entry, model, IN_PYTORCH)
        if model.backend == "torch" and FORMATS["onnx"] in entry.manifest.tasks:
            exported = self._exported(entry, model)
            if exported is not None:
                self._make(entry, exported, IN_ONNX)

    def _make(self, entry: GeneratorEntry, model: Model, most: int) -> None:
        task = entry.manifest.asset_tasks[0]
        schema = self.app.schemas.wait(entry.id, task, model, SCHEMA_LIMIT_S)
        requests = list(wishes(entry, model, task, schema, most))
        for place, request in enumerate(requests, start=1):
            report = self._run(request, f"{model.id} {place}/{len(requests)}")
            label = shorten(label_of(request), 60)
            self.entries += [(file, label) for file in report.files if file.suffix == ".png"]

    def _exported(self, entry: GeneratorEntry, model: Model) -> Model | None:
        """The export of an earlier demo, or a new one."""
        task = FORMATS["onnx"]
        known = next(iter(exports_of(self.app.models, model)), None)
        if known is None and not self.follower.was_interrupted:
            schema = self.app.schemas.wait(entry.id, task, model, SCHEMA_LIMIT_S)
            self._run(export_request(entry, model, "onnx", {}, schema), f"{model.id} to ONNX")
            self.app.models.scan()
            known = next(iter(exports_of(self.app.models, model)), None)
        return known

    def _run(self, request: Request, label: str) -> PlainReport:
        report = PlainReport(label, self.delivery)
        if not self.follower.was_interrupted:
            job = self.app.queue.submit(request)
            self.states.append(self.follower.follow(job.id, report).state)
        return report


def _finish(folder: Path, entries: Sequence[Labelled], states: Sequence[str]) -> int:
    # Drawing is imported here, since every command imports this module and would wait for it.
    from aigc_desktop.media.contact_sheet import Entry, write_contact_sheet

    if entries:
        sheet = folder / SHEET
        write_contact_sheet(sheet, [Entry(*made) for made in entries])
        print(f"{len(entries)} pictures and their contact sheet: {sheet}")
    return 0 if set(states) == {"finished"} else 1
