"""`aigc models`: what can be loaded, what was refused, and where to look."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.models import Model
from aigc_desktop.cli import exporting
from aigc_desktop.cli.parsers import Commands
from aigc_desktop.cli.text import complain, print_facts, print_json, print_table
from aigc_desktop.core.app import App, open_app


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("models", help="list models, add a folder of models")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="every model, and what was refused and why")
    listing.add_argument("--json", dest="as_json", action="store_true", help="print JSON")
    listing.set_defaults(run=list_models)
    adding = actions.add_parser("add", help="look for models in a folder from now on")
    adding.add_argument(
        "path", metavar="PATH", type=Path, help="a model's folder, or a folder of such folders"
    )
    adding.set_defaults(run=add_model)
    export = actions.add_parser("export", help="write a model in another format", allow_abbrev=False)
    exporting.add_arguments(export)
    export.set_defaults(run=exporting.run, has_own_flags=True)
    info = actions.add_parser("info", help="everything known about a model")
    info.add_argument("model", metavar="ID|PATH")
    info.add_argument("--json", dest="as_json", action="store_true", help="print JSON")
    info.set_defaults(run=show_model)


def list_models(args: argparse.Namespace) -> int:
    """Print every model; what was refused goes to standard error."""
    with closing(open_app()) as app:
        app.models.scan()
        models, refused = app.models.all(), app.models.refused()
        if args.as_json:
            print_json({"models": models, "refused": refused})
            return 0
        heads = ("ID", "NAME", "CLASS", "SIZE", "LICENCE", "GENERATORS")
        print_table(heads, ([*_row(model), _generators(app, model)] for model in models))
        for one in refused:
            complain(f"Refused: {one.path}. {one.error.message}", one.error.hint)
        return 0


def add_model(args: argparse.Namespace) -> int:
    """Add a folder to the places where models are looked for, if there is one in it."""
    folder = args.path.expanduser().absolute()
    if not folder.is_dir():
        raise AigcError("usage.path", f"{folder} is not a folder.", "Give the folder that holds the model.")
    with closing(open_app()) as app:
        before = app.settings.value.model_roots
        app.settings.change(model_roots=(*(root for root in before if root != str(folder)), str(folder)))
        app.models.scan()
        found = [model for model in app.models.all() if Path(model.path).is_relative_to(folder)]
        if not found:
            app.settings.change(model_roots=before)
            raise _nothing_in(app, folder)
        for model in found:
            print(f"{model.id}  {model.path}")
        return 0


def show_model(args: argparse.Namespace) -> int:
    """Print what is known about one model."""
    with closing(open_app()) as app:
        model = app.models.find(args.model)
        if args.as_json:
            print_json(model)
            return 0
        names = ("id", "name", "class", "size", "licence")
        facts = [*zip(names, _row(model), strict=True), ("layout", model.layout), ("path", model.path)]
        print_facts([*facts, ("plugin", model.plugin), ("generators", _generators(app, model))])
        return 0


def _nothing_in(app: App, folder: Path) -> AigcError:
    refused = [one.error for one in app.models.refused() if Path(one.path).is_relative_to(folder)]
    if refused:
        return AigcError(refused[0].code, refused[0].message, refused[0].hint, refused[0].details)
    return AigcError(
        "model.none",
        f"There is no model in {folder} that an installed plugin loads.",
        "A model in diffusers layout is a folder with a model_index.json and safetensors weights.",
    )


def _row(model: Model) -> tuple[str, str, str, str, str]:
    return (model.id, model.name, model.class_name or model.layout, f"{model.size_mb:.0f} MB", model.licence)


def _generators(app: App, model: Model) -> str:
    return ", ".join(entry.id for entry in app.models.generators_for(model))
