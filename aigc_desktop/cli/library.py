"""`aigc library`: finds assets again and shows how they were made."""

from __future__ import annotations

import argparse
import time
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Animation
from aigc_desktop.api.tasks import FAMILIES
from aigc_desktop.cli.parsers import Commands
from aigc_desktop.cli.progress import ProgressBar
from aigc_desktop.cli.text import print_facts, print_json, print_table, printable, shorten
from aigc_desktop.core.app import open_app
from aigc_desktop.core.asset_forms import ALL_FORMS, FORMS, check_form, export_asset
from aigc_desktop.core.delivery import make_folder
from aigc_desktop.core.library import AssetQuery
from aigc_desktop.core.records import Asset
from aigc_desktop.media.texts import read_text


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("library", help="search the library, show an asset's recipe, export")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    _add_search(
        actions.add_parser("search", help="assets whose prompt or text has these words, newest first")
    )
    showing = actions.add_parser("show", help="everything known about an asset")
    showing.add_argument("asset", metavar="ASSET")
    showing.add_argument("--json", dest="as_json", action="store_true", help="print JSON")
    showing.set_defaults(run=show)
    _add_export(actions.add_parser("export", help="write texts and animations into a folder"))


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "text", metavar="TEXT", nargs="*", help="words of the prompt or the text; everything without any"
    )
    parser.add_argument("--family", choices=FAMILIES, default="", help="one of " + ", ".join(FAMILIES))
    parser.add_argument("--model", metavar="ID", default="", help="made with this model")
    parser.add_argument("--rating", metavar="STARS", type=int, choices=range(6), default=0, help="at least")
    parser.add_argument("--bin", action="store_true", help="search the bin instead")
    parser.add_argument("--limit", metavar="N", type=int, default=50, help="show at most N; default 50")
    parser.add_argument("--json", dest="as_json", action="store_true", help="print one asset a line as JSON")
    parser.set_defaults(run=search)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("assets", metavar="ASSET", nargs="+")
    add = parser.add_argument
    add(
        "--format", choices=ALL_FORMS, help=f"of texts {_listed('text')}; of animations {_listed('sequence')}"
    )
    add("--out", metavar="DIR", type=Path, required=True, help="where to put them")
    parser.set_defaults(run=export)


def search(args: argparse.Namespace) -> int:
    """Print the assets that were asked for."""
    query = AssetQuery(
        text=" ".join(args.text),
        family=args.family,
        model=args.model,
        min_rating=args.rating,
        in_bin=args.bin,
    )
    with closing(open_app()) as app:
        keys = app.library.keys(query)
        shown = list(islice(keys, max(args.limit, 0)))
        assets = app.library.assets(shown)
        if args.as_json:
            for key in shown:
                print_json(assets[key])
            return 0
        print_table(
            ("ASSET", "CREATED", "SIZE", "STARS", "MODEL", "PROMPT"), (_row(assets[k]) for k in shown)
        )
        if len(shown) < len(keys):
            print(f"{len(keys) - len(shown)} more; raise --limit to see them.")
        return 0


def show(args: argparse.Namespace) -> int:
    """Print an asset, its file and its recipe."""
    with closing(open_app()) as app:
        asset = app.library.get(args.asset)
        if args.as_json:
            print_json(asset)
            return 0
        print_facts([*_facts(asset), *(_recipe_facts(asset.recipe) if asset.recipe else [])])
        if asset.kind == "text":
            print(f"\n{printable(read_text(Path(asset.file)))}")
        return 0


def export(args: argparse.Namespace) -> int:
    """Write texts and animations into a folder and print the paths."""
    with closing(open_app()) as app:
        assets = [app.library.get(asset_id) for asset_id in args.assets]
        forms = [check_form(asset, args.format) for asset in assets]
        make_folder(args.out)
        for asset, form in zip(assets, forms, strict=True):
            bar = ProgressBar()
            show = partial(_show_frames, bar, f"{asset.id} to {form}")
            path = export_asset(asset, form, args.out, show)
            bar.clear()
            print(path)
        return 0


def _show_frames(bar: ProgressBar, label: str, done: int, total: int) -> None:
    bar.show(label, done / total, f"frame {done}/{total}")


def _listed(kind: str) -> str:
    first, *others = FORMS[kind]
    return ", ".join((f"{first} (default)", *others))


def _row(asset: Asset) -> tuple[str, str, str, str, str, str]:
    recipe = asset.recipe
    model, prompt = (recipe.model_name, shorten(recipe.prompt, 50)) if recipe else ("", "")
    return (asset.id, _date(asset.created_at), _size(asset), "*" * asset.rating, model, prompt)


def _facts(asset: Asset) -> list[tuple[str, str]]:
    return [
        ("asset", asset.id),
        ("file", asset.file),
        ("kind", asset.kind),
        ("size", _size(asset)),
        ("created", _date(asset.created_at)),
        ("stars", "*" * asset.rating),
    ]


def _recipe_facts(recipe: Recipe) -> list[tuple[str, str]]:
    runtime, request = recipe.runtime, recipe.request
    return [
        ("generator", f"{request.generator} ({recipe.plugin} {recipe.plugin_version})"),
        ("model", f"{recipe.model_name} ({request.model})"),
        ("model hash", recipe.model_hash),
        ("licence", recipe.licence),
        ("task", request.task),
        ("seed", str(recipe.seed)),
        *_animation_facts(request.animation),
        *((name, str(value)) for name, value in request.parameters.items()),
        ("ran on", f"{recipe.device_name}, {runtime.backend}, {runtime.device}, {runtime.precision}"),
        ("took", f"{recipe.duration_s:.1f} s"),
    ]


def _animation_facts(animation: Animation | None) -> list[tuple[str, str]]:
    if animation is None:
        return []
    end = ", back to the first" if animation.is_closed else ""
    return [
        ("frames", f"{animation.frames}, {animation.frames_per_second:g} a second"),
        ("keyframes", " → ".join(animation.keyframes) + end),
    ]


def _size(asset: Asset) -> str:
    return f"{asset.width}x{asset.height}" if asset.width else ""


def _date(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
