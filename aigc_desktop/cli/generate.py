"""`aigc generate`: makes assets with one generator and waits for them."""

from __future__ import annotations

import argparse
import random
from contextlib import closing
from pathlib import Path
from typing import Any

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.api.tasks import Task
from aigc_desktop.cli import animating, flags
from aigc_desktop.cli.delivery import Delivery
from aigc_desktop.cli.following import Follower
from aigc_desktop.cli.parsers import Commands
from aigc_desktop.cli.reports import report_for
from aigc_desktop.cli.text import complain
from aigc_desktop.core.app import App, open_app
from aigc_desktop.core.plugins import GeneratorEntry
from aigc_desktop.core.requests import build_request
from aigc_desktop.core.settings import Settings

SCHEMA_LIMIT_S = 180.0
INTERRUPTED = 130


def add_to(commands: Commands) -> None:
    """Add the command. Its own help waits until the model is known."""
    parser = commands.add_parser(
        "generate", help="make assets and wait for them", add_help=False, allow_abbrev=False
    )
    _add_fixed(parser)
    parser.add_argument("-h", "--help", action="store_true", dest="wants_help")
    parser.set_defaults(run=run, has_own_flags=True)


def run(args: argparse.Namespace) -> int:
    """Make what the words after `generate` ask for."""
    with closing(open_app(spare=args.spare)) as app:
        if args.generator is None:
            return _explain_without_generator(app, wants_help=args.wants_help)
        entry = app.plugins.generator(args.generator)
        model = _model(app, entry, args.model)
        task = args.task or entry.manifest.tasks[0]
        schema = app.schemas.wait(entry.id, task, model, SCHEMA_LIMIT_S)
        full = _full_parser(entry, model, task, schema).parse_args(args.words)
        request = build_request(
            entry,
            model,
            task,
            flags.values(schema, full, _pairs(full)),
            seed=random.SystemRandom().randrange(2**32) if full.seed is None else full.seed,
            count=full.count,
            schema=schema,
            runtime=_runtime(full, app.settings.value),
            animation=animating.animation_of(full),
        )
        return _generate(app, request, full)


def _add_fixed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("generator", metavar="GENERATOR", nargs="?", help="such as diffusion")
    add = parser.add_argument
    add("--model", metavar="ID|PATH", help="a model's id or folder; the generator's first one otherwise")
    add("--task", metavar="TASK", help="what to do, where a generator does several things")
    add("--prompt", metavar="TEXT", help="what the picture is to show")
    add("-n", "--count", metavar="COUNT", type=int, default=1, help="how many; default 1")
    add("--seed", metavar="S", type=int, help="of the first asset, the next ones count up; random otherwise")
    add("-s", dest="pairs", metavar="NAME=VALUE", action="append", default=[], help="set any parameter")
    add("--device", metavar="DEVICE", help="auto, cpu, cuda:0, ...; as set in the window otherwise")
    choices = ("auto", "float32", "bfloat16", "float16")
    add(
        "--precision",
        metavar="PRECISION",
        default="auto",
        choices=choices,
        help="one of " + ", ".join(choices),
    )
    add("--out", metavar="DIR", type=Path, help="copy the finished files into this folder too")
    add("--json", dest="as_json", action="store_true", help="print one event a line as JSON")
    animating.add_flags(parser)


def _full_parser(
    entry: GeneratorEntry, model: Model, task: Task, schema: dict[str, Any]
) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aigc generate",
        description=f"{entry.manifest.name}, {task}, with {model.name} ({model.id}).",
        allow_abbrev=False,
    )
    _add_fixed(parser)
    flags.add_flags(parser, schema)
    return parser


def _explain_without_generator(app: App, *, wants_help: bool) -> int:
    parser = argparse.ArgumentParser(prog="aigc generate", add_help=False)
    _add_fixed(parser)
    known = ", ".join(sorted(app.plugins.generators)) or "none; no plugin is installed"
    if wants_help:
        parser.print_help()
        print(f"\nGenerators: {known}.\n`aigc generate GENERATOR --help` shows the parameters of its model.")
        return 0
    complain("Say which generator is to work.", f"Installed are: {known}.")
    return 2


def _model(app: App, entry: GeneratorEntry, reference: str | None) -> Model:
    if reference is None:
        found = app.models.for_generator(entry.id)
        if not found:
            raise AigcError(
                "model.unknown",
                f"There is no model for {entry.id} yet.",
                "Add a folder: aigc models add PATH",
            )
        return found[0]
    model = app.models.find(reference)
    if entry.id not in (fitting.id for fitting in app.models.generators_for(model)):
        raise AigcError(
            "model.unfit",
            f"{entry.manifest.name} cannot load {model.name} ({model.class_name or model.layout}).",
            "`aigc models list` shows which generator loads which model.",
        )
    return model


def _pairs(args: argparse.Namespace) -> list[str]:
    return [*([f"prompt={args.prompt}"] if args.prompt is not None else []), *args.pairs]


def _runtime(args: argparse.Namespace, settings: Settings) -> Runtime:
    """What the flags say, or what the user set in the window."""
    return Runtime(device=args.device or settings.device, precision=args.precision or settings.precision)


def _generate(app: App, request: Request, args: argparse.Namespace) -> int:
    delivery = Delivery(args.out)
    with closing(Follower(app.events, app.queue)) as follower:
        job = app.queue.submit(request)
        ended = follower.follow(job.id, report_for(request.generator, delivery, as_json=args.as_json))
    if follower.was_interrupted:
        return INTERRUPTED
    return 0 if ended.state == "finished" else 1
