"""`aigc models export`: a model in another format, checked against the original."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from aigc_desktop.cli import flags
from aigc_desktop.cli.delivery import Delivery
from aigc_desktop.cli.following import Follower
from aigc_desktop.cli.reports import report_for
from aigc_desktop.core.app import open_app
from aigc_desktop.core.exporting import FORMATS, export_request, exporter_of

SCHEMA_LIMIT_S = 180.0
INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is known before the model is."""
    parser.add_argument("model", metavar="ID|PATH", nargs="?")
    parser.add_argument("--to", metavar="FORMAT", default="onnx", help=f"one of {', '.join(FORMATS)}")
    parser.add_argument("-s", dest="pairs", metavar="NAME=VALUE", action="append", default=[])
    parser.add_argument("--json", dest="as_json", action="store_true", help="print one event a line as JSON")


def run(args: argparse.Namespace) -> int:
    """Export a model and wait for it."""
    with closing(open_app(spare=args.spare)) as app:
        model = app.models.find(args.model or "")
        entry = exporter_of(app.models, model, args.to)
        task = FORMATS[args.to]
        schema = app.schemas.wait(entry.id, task, model, SCHEMA_LIMIT_S)
        full = _full_parser(schema).parse_args(args.words[1:])
        values = flags.values(schema, full, full.pairs)
        request = export_request(entry, model, args.to, values, schema)
        report = report_for(f"export {model.id}", Delivery(None), as_json=full.as_json)
        with closing(Follower(app.events, app.queue)) as follower:
            ended = follower.follow(app.queue.submit(request).id, report)
        if follower.was_interrupted:
            return INTERRUPTED
        return 0 if ended.state == "finished" else 1


def _full_parser(schema: dict[str, Any]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="aigc models export", allow_abbrev=False)
    add_arguments(parser)
    flags.add_flags(parser, schema)
    return parser
