"""`python -m aigc_diffusion.starter train|export|evaluate|sheet`: make the starter model, or measure it."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, is_dataclass, replace
from pathlib import Path
from typing import TypeAlias

import torch
from PIL import Image

from .processes import together
from .recipe import Recipe, Workshop, train_part
from .sampling import Settings, open_model, pictures_of
from .sheet import SAMPLE_PROMPTS, contact_sheet
from .training import pick_device

PARTS = ("text", "decoder", "denoiser", "verifier")
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
MOST_PROCESSES = 8
SHIPPED = Path(__file__).parent.parent / "models" / "icons-64"


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and do as it says."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads or torch.get_num_threads())
    options.command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m aigc_diffusion.starter", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    train = _command(
        commands, "train", _train, "draw, train every part, export to OUT/icons-64; resumes a stopped run"
    )
    train.add_argument(
        "--processes", type=int, default=0, help="how many train together (default: one a core)"
    )
    train.add_argument("--only", choices=PARTS, help="train this part alone")
    train.add_argument("--steps", type=int, help="with --only: how many steps instead of the recipe's")
    export = _command(commands, "export", _export, "write the model folder from the newest checkpoints")
    export.add_argument("--model", type=Path, help="where to (default: OUT/icons-64)")
    for name, action, text in (
        ("evaluate", _evaluate, "measure a model on held-out prompts; writes OUT/figures.json"),
        ("sheet", _sheet, "sample a contact sheet to OUT/sheet.png"),
    ):
        command = _command(commands, name, action, text)
        command.add_argument(
            "--model", type=Path, default=SHIPPED, help="a model folder (default: the shipped one)"
        )
        command.add_argument("--sampling-steps", type=int, default=Settings.steps)
        command.add_argument("--guidance", type=float, default=Settings.guidance)
        command.add_argument("--seed", type=int, default=Settings.seed)
        command.add_argument("--prompts", type=int, default=1000, help="how many held-out prompts (evaluate)")
    return parser


def _command(commands: Commands, name: str, action: object, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.add_argument(
        "--out", type=Path, required=True, help="the folder of work: drawings, checkpoints, results"
    )
    command.add_argument("--device", default="auto", help="auto (CUDA where there is one), cpu, cuda:0, ...")
    command.add_argument("--threads", type=int, default=0, help="CPU threads (default: all)")
    command.set_defaults(command=action)
    return command


def _train(options: argparse.Namespace) -> None:
    workshop = Workshop(options.out, _recipe(options), options.device)
    workshop.draw()
    on_gpu = pick_device(options.device).type != "cpu"
    count = options.processes or (1 if on_gpu else min(MOST_PROCESSES, torch.get_num_threads()))
    for part in [options.only] if options.only else PARTS:
        together(count, train_part, part, options.out, _recipe(options), options.device)
    if not options.only:
        workshop.export(options.out / "icons-64")


def _recipe(options: argparse.Namespace) -> Recipe:
    recipe = Recipe()
    if not (options.only and options.steps):
        return recipe
    return replace(recipe, **{options.only: replace(getattr(recipe, options.only), steps=options.steps)})


def _export(options: argparse.Namespace) -> None:
    Workshop(options.out, Recipe(), options.device).export(options.model or options.out / "icons-64")


def _evaluate(options: argparse.Namespace) -> None:
    from .evaluate import evaluate

    workshop = Workshop(options.out, Recipe(), options.device)
    verifier = workshop.finished_verifier()
    pipeline = open_model(options.model, pick_device(options.device))
    figures = evaluate(pipeline, verifier, options.prompts, _settings(options))
    figures["autoencoder, decibels on held-out drawings"] = round(workshop.signal_to_noise(), 2)
    plain = {key: asdict(value) if is_dataclass(value) else value for key, value in figures.items()}  # type: ignore[arg-type]
    text = json.dumps(plain, indent=2)
    (options.out / "figures.json").write_text(text + "\n", "utf-8")
    print(text)


def _sheet(options: argparse.Namespace) -> None:
    pipeline = open_model(options.model, pick_device(options.device))
    seeds = [options.seed + 100 * row for row in range(3)]
    rows = [
        pictures_of(pipeline, list(SAMPLE_PROMPTS), replace(_settings(options), seed=seed)) for seed in seeds
    ]
    image: Image.Image = contact_sheet(torch.cat(rows), columns=len(SAMPLE_PROMPTS))
    image.save(options.out / "sheet.png")
    print(options.out / "sheet.png")


def _settings(options: argparse.Namespace) -> Settings:
    return Settings(options.sampling_steps, options.guidance, options.seed)


if __name__ == "__main__":
    main()
