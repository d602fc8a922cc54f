"""`aigc demo`: a set of pictures from every installed starter, and a contact sheet."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request
from aigc_desktop.api.tasks import Task
from aigc_desktop.cli.delivery import Delivery
from aigc_desktop.cli.following import Follower
from aigc_desktop.cli.generate import INTERRUPTED, SCHEMA_LIMIT_S
from aigc_desktop.cli.parsers import Commands
from aigc_desktop.cli.reports import PlainReport
from aigc_desktop.cli.text import shorten
from aigc_desktop.core.app import App, open_app
from aigc_desktop.core.plugins import GeneratorEntry
from aigc_desktop.core.requests import build_request

PROMPTS = (
    "a red star on a white background",
    "a striped blue heart on a yellow background",
    "an outlined green house on a white background",
    "a gradient purple moon on a black background",
    "a small orange flower on a cyan background",
    "a large pink cloud on a blue background",
    "a yellow lightning bolt on a purple background",
    "a red circle next to a blue square on a white background",
    "白色背景上的红色爱心",
    "黄色背景上的条纹蓝色星星",
    "黑色背景上的渐变绿色菱形",
    "粉色背景上的描边紫色月亮",
)
Labelled = tuple[Path, str]
SHEET = "contact-sheet.png"
FIRST_SEED = 1


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("demo", help="make a set of pictures with every installed starter")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("demo"), help="where to put them; default: demo"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the pictures and the sheet."""
    with closing(open_app(spare=args.spare)) as app, closing(Follower(app.events, app.queue)) as follower:
        starters = list(_starters(app))
        if not starters:
            raise AigcError(
                "demo.empty",
                "No installed plugin brings a starter model.",
                "Reinstall the first-party plugins.",
            )
        delivery = Delivery(args.out)
        requests = [request for entry, model in starters for request in _requests(app, entry, model)]
        entries, states = _make(app, follower, delivery, requests)
        if follower.was_interrupted:
            return INTERRUPTED
        return _finish(args.out, entries, states)


def _starters(app: App) -> Iterator[tuple[GeneratorEntry, Model]]:
    """Each generator that makes pictures, with each model that its own plugin ships."""
    for _, entry in sorted(app.plugins.generators.items()):
        if "image" in entry.manifest.outputs:
            own = (m for m in app.models.for_generator(entry.id) if m.plugin == entry.plugin.id)
            yield from ((entry, model) for model in own)


def _requests(app: App, entry: GeneratorEntry, model: Model) -> Iterator[Request]:
    """One request a prompt; one of as many seeds where the generator takes no prompt."""
    task: Task = entry.manifest.tasks[0]
    schema = app.schemas.wait(entry.id, task, model, SCHEMA_LIMIT_S)
    shapes = schema["properties"]
    defaults = {name: shape["default"] for name, shape in shapes.items() if "default" in shape}
    prompts: Sequence[str | None] = PROMPTS if "prompt" in shapes else [None]
    for place, prompt in enumerate(prompts):
        values = defaults if prompt is None else {**defaults, "prompt": prompt}
        count = len(PROMPTS) if prompt is None else 1
        yield build_request(entry, model, task, values, seed=FIRST_SEED + place, count=count, schema=schema)


def _make(
    app: App, follower: Follower, delivery: Delivery, requests: Sequence[Request]
) -> tuple[list[Labelled], list[str]]:
    entries: list[Labelled] = []
    states: list[str] = []
    for place, request in enumerate(requests, start=1):
        report = PlainReport(f"{request.generator} {place}/{len(requests)}", delivery)
        states.append(follower.follow(app.queue.submit(request).id, report).state)
        label = shorten(str(request.parameters.get("prompt", request.model)), 60)
        entries += [(file, label) for file in report.files if file.suffix == ".png"]
        if follower.was_interrupted:
            break
    return entries, states


def _finish(folder: Path, entries: Sequence[Labelled], states: Sequence[str]) -> int:
    # Drawing is imported here, since every command imports this module and would wait for it.
    from aigc_desktop.media.contact_sheet import Entry, write_contact_sheet

    if entries:
        sheet = folder / SHEET
        write_contact_sheet(sheet, [Entry(*made) for made in entries])
        print(f"{len(entries)} pictures and their contact sheet: {sheet}")
    return 0 if set(states) == {"finished"} else 1
