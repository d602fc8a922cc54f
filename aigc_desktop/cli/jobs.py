"""`aigc jobs`: what waits, runs and ended; retry and cancel."""

from __future__ import annotations

import argparse
import time
from contextlib import closing
from pathlib import Path

from aigc_desktop.cli.delivery import Delivery
from aigc_desktop.cli.following import Follower
from aigc_desktop.cli.generate import INTERRUPTED
from aigc_desktop.cli.parsers import Commands
from aigc_desktop.cli.reports import report_for
from aigc_desktop.cli.text import complain, print_json, print_table, shorten
from aigc_desktop.core.app import open_app
from aigc_desktop.core.records import Job


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("jobs", help="list, retry and cancel jobs")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="jobs that wait or run, then those that ended")
    listing.add_argument("--json", dest="as_json", action="store_true", help="print JSON")
    listing.set_defaults(run=list_jobs)
    retrying = actions.add_parser("retry", help="run a failed or cancelled job again and wait for it")
    retrying.add_argument("job", metavar="JOB")
    retrying.add_argument(
        "--out", metavar="DIR", type=Path, help="copy the finished files into this folder too"
    )
    retrying.add_argument(
        "--json", dest="as_json", action="store_true", help="print one event a line as JSON"
    )
    retrying.set_defaults(run=retry_job)
    cancelling = actions.add_parser("cancel", help="cancel a job, here or in another window")
    cancelling.add_argument("job", metavar="JOB")
    cancelling.set_defaults(run=cancel_job)


def list_jobs(args: argparse.Namespace) -> int:
    """Print the jobs of every session; those of a session that is dead wait again."""
    with closing(open_app(adopts=True)) as app:
        jobs = app.queue.jobs()
        if args.as_json:
            print_json(jobs)
            return 0
        print_table(("JOB", "STATE", "SAVED", "CREATED", "GENERATOR", "MODEL", "PROMPT"), map(_row, jobs))
        for job in jobs:
            if job.error is not None:
                complain(f"{job.id}: {job.error.message}", job.error.hint)
        return 0


def retry_job(args: argparse.Namespace) -> int:
    """Queue a job again and wait for it. What it saved before is not made twice."""
    with closing(open_app()) as app, closing(Follower(app.events, app.queue)) as follower:
        delivery = Delivery(args.out)
        job = app.queue.retry(app.queue.get(args.job).id)
        ended = follower.follow(job.id, report_for(job.request.generator, delivery, as_json=args.as_json))
        if follower.was_interrupted:
            return INTERRUPTED
        return 0 if ended.state == "finished" else 1


def cancel_job(args: argparse.Namespace) -> int:
    """Cancel a job that waits or runs, in whichever process that is, alive or dead."""
    with closing(open_app(adopts=True)) as app:
        app.queue.cancel(args.job)
        return 0


def _row(job: Job) -> tuple[str, str, str, str, str, str, str]:
    request = job.request
    created = time.strftime("%Y-%m-%d %H:%M", time.localtime(job.created_at))
    prompt = shorten(str(request.parameters.get("prompt", "")), 40)
    state = "quarantined" if job.is_quarantined else job.state
    saved = f"{job.saved}/{len(request.seeds)}"
    return (job.id, state, saved, created, request.generator, request.model, prompt)
