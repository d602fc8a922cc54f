"""`python -m aigc_gan.starter draw|train|evaluate|sheet|export`: make the starter model, or measure it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TypeAlias, cast

import torch

from aigc_desktop.api import Model, Runtime
from aigc_gan.loading import load_network
from aigc_gan.sizes import CONFIG, read_sizes
from aigc_gan.style import StyleGenerator

from .recipe import Recipe, Workshop

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
MOST_PROCESSES = 4
NAME = "materials-128"


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and do as it says."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads or torch.get_num_threads())
    options.command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m aigc_gan.starter", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "draw", _draw, "draw the training textures")
    train = _command(commands, "train", _train, "draw and train; goes on with a run that was stopped")
    train.add_argument(
        "--processes", type=int, default=0, help="how many train together (default: one a core)"
    )
    export = _command(commands, "export", _export, "write the model folder from the newest checkpoint")
    export.add_argument("--model", type=Path, help="where to (default: OUT/materials-128)")
    for name, action, text in (
        ("evaluate", _evaluate, "measure a model; writes OUT/figures.json"),
        ("sheet", _sheet, "draw a contact sheet to OUT/sheet.png"),
    ):
        command = _command(commands, name, action, text)
        command.add_argument("--model", type=Path, help="a model folder (default: OUT/materials-128)")
        command.add_argument("--each", type=int, default=84 if name == "evaluate" else 9, help="per material")
    return parser


def _command(commands: Commands, name: str, action: object, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.add_argument(
        "--out", type=Path, required=True, help="the folder of work: textures, checkpoints, results"
    )
    command.add_argument("--threads", type=int, default=0, help="CPU threads (default: all)")
    command.set_defaults(command=action)
    return command


def _workshop(options: argparse.Namespace) -> Workshop:
    return Workshop(options.out, Recipe())


def _draw(options: argparse.Namespace) -> None:
    _workshop(options).draw()


def _train(options: argparse.Namespace) -> None:
    count = options.processes or min(MOST_PROCESSES, torch.get_num_threads())
    _workshop(options).train(count)


def _export(options: argparse.Namespace) -> None:
    _workshop(options).export(_folder(options))


def _evaluate(options: argparse.Namespace) -> None:
    text = json.dumps(_workshop(options).figures(_opened(_folder(options)), options.each), indent=2)
    (options.out / "figures.json").write_text(text + "\n", "utf-8")
    print(text)


def _sheet(options: argparse.Namespace) -> None:
    print(_workshop(options).sheet(_opened(_folder(options)), options.each))


def _folder(options: argparse.Namespace) -> Path:
    folder: Path = options.model or options.out / NAME
    return folder


def _opened(folder: Path) -> StyleGenerator:
    """The model in a folder, loaded as the plugin loads it."""
    config = {CONFIG: json.loads((folder / CONFIG).read_text("utf-8"))}
    model = Model(id=folder.name, name=folder.name, path=str(folder), layout="safetensors", config=config)
    runtime = Runtime(backend="torch", device="cpu", precision="float32")
    return cast(StyleGenerator, load_network(model, read_sizes(model), runtime))


if __name__ == "__main__":
    main()
