"""`python -m aigc_vae.starter draw|train|export|evaluate|sheet`: make the starter model, or measure it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TypeAlias

import torch

from aigc_desktop.api import Model, Runtime
from aigc_vae.backend import TorchCodec, load_codec
from aigc_vae.prior import Prior, prior_of
from aigc_vae.sizes import CONFIG, ConvVaeSizes, read_sizes

from .evaluate import evaluate, sampled
from .export import export
from .recipe import Recipe, Workshop
from .sheet import contact_sheet
from .training import pick_device

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
NAME = "marks-64"
SHIPPED = Path(__file__).parent.parent / "models" / NAME


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and do as it says."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads or torch.get_num_threads())
    options.command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m aigc_vae.starter", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "draw", _draw, "draw the training marks, and a sheet of some to OUT/drawn.png")
    _command(commands, "train", _train, "train the model and its verifier; goes on with a stopped run")
    for name, action, text in (
        ("export", _export, "write the model folder from the newest checkpoint"),
        ("evaluate", _evaluate, "measure a model folder; writes OUT/figures.json"),
        ("sheet", _sheet, "samples of a model folder to OUT/sheet.png"),
    ):
        command = _command(commands, name, action, text)
        command.add_argument("--model", type=Path, default=SHIPPED, help="default: the shipped one")
        command.add_argument("--total", type=int, default=2000, help="how many marks and samples (evaluate)")
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


def _draw(options: argparse.Namespace) -> None:
    drawn = _workshop(options).drawings[:288]
    contact_sheet(drawn.float() / 255, columns=24).save(options.out / "drawn.png")


def _train(options: argparse.Namespace) -> None:
    workshop = _workshop(options)
    workshop.train()
    workshop.train_verifier()


def _export(options: argparse.Namespace) -> None:
    workshop = _workshop(options)
    export(options.model, workshop.finished_vae(), workshop.encoded(), workshop.marks)


def _evaluate(options: argparse.Namespace) -> None:
    workshop = _workshop(options)
    codec, prior = _opened(options.model, options.device)
    figures = evaluate(codec, prior, workshop.finished_verifier(), workshop.drawings, options.total)
    text = json.dumps(figures, indent=2)
    (options.out / "figures.json").write_text(text + "\n", "utf-8")
    print(text)


def _sheet(options: argparse.Namespace) -> None:
    codec, prior = _opened(options.model, options.device)
    pictures = sampled(codec, prior, 96, 1.0)
    contact_sheet((pictures + 1) / 2, columns=16).save(options.out / "sheet.png")


def _workshop(options: argparse.Namespace) -> Workshop:
    return Workshop(options.out, Recipe(), options.device)


def _opened(folder: Path, device: str) -> tuple[TorchCodec, Prior]:
    config = json.loads((folder / CONFIG).read_text("utf-8"))
    model = Model(id=NAME, name=NAME, path=str(folder), layout="safetensors", config={CONFIG: config})
    sizes = read_sizes(model)
    prior = prior_of(model, sizes)
    if not isinstance(sizes, ConvVaeSizes) or prior is None:
        raise SystemExit(f"{folder} is no model of this recipe")
    runtime = Runtime(backend="torch", device=str(pick_device(device)), precision="float32")
    return load_codec(model, sizes, runtime), prior


if __name__ == "__main__":
    main()
