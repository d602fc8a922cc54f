"""`python -m aigc_transformer.starter compose|train|evaluate|export`: make the starter, or measure it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TypeAlias

import msgspec
import torch

from .recipe import Recipe, Workshop

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
SHIPPED = Path(__file__).parent.parent / "models" / "copywriter"


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and do as it says."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads or torch.get_num_threads())
    options.command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m aigc_transformer.starter", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "compose", _compose, "compose the corpus to OUT/corpus.jsonl and show some of it")
    _command(commands, "train", _train, "compose, train, export to OUT/copywriter; resumes a stopped run")
    evaluate = _command(commands, "evaluate", _evaluate, "measure a model on held-out combinations")
    evaluate.add_argument("--model", type=Path, default=SHIPPED, help="a model folder (default: the shipped)")
    evaluate.add_argument("--seeds", type=int, default=2, help="texts for each held-out order")
    export = _command(commands, "export", _export, "write the model folder from the newest checkpoint")
    export.add_argument("--model", type=Path, help="where to (default: OUT/copywriter)")
    return parser


def _command(commands: Commands, name: str, action: object, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.add_argument("--out", type=Path, required=True, help="the folder of work")
    command.add_argument("--samples", type=int, default=Recipe.samples, help="how large the corpus is")
    command.add_argument("--device", default="auto", help="auto (CUDA where there is one), cpu, cuda:0, ...")
    command.add_argument("--threads", type=int, default=0, help="CPU threads (default: all)")
    command.set_defaults(command=action)
    return command


def _workshop(options: argparse.Namespace) -> Workshop:
    return Workshop(options.out, Recipe(samples=options.samples), options.device)


def _compose(options: argparse.Namespace) -> None:
    for sample in _workshop(options).samples[:20]:
        print(f"{sample.prompt}\n    {sample.text}")


def _train(options: argparse.Namespace) -> None:
    _workshop(options).train()
    _export(argparse.Namespace(**{**vars(options), "model": None}))


def _evaluate(options: argparse.Namespace) -> None:
    from .corpus import held_out_orders
    from .evaluate import evaluate

    samples = _workshop(options).samples
    figures = evaluate(options.model, samples, held_out_orders(), options.seeds)
    text = json.dumps(msgspec.to_builtins(figures), indent=2, ensure_ascii=False)
    (options.out / "figures.json").write_text(text + "\n", "utf-8")
    print(text)


def _export(options: argparse.Namespace) -> None:
    from .export import export

    workshop = _workshop(options)
    export(workshop.finished_model(), workshop.tokenizer, options.model or options.out / "copywriter")


if __name__ == "__main__":
    main()
