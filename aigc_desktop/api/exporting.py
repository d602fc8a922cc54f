"""Exporting a network to ONNX, and the proof that the result does what the network did.

For the task `onnx-export`. PyTorch, NumPy and the exporter are imported when they are first used.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from math import inf, log10
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.generator import JobContext
from aigc_desktop.api.models import Model
from aigc_desktop.api.outputs import ModelOutput
from aigc_desktop.api.parameters import Params, param

if TYPE_CHECKING:
    import torch
    from PIL.Image import Image

RECORD = "aigc_export.json"
"""The file in an exported folder that says where it comes from and how it was checked."""

OLDEST_OPSET, NEWEST_OPSET = 18, 23
MOST_DIFFERENCE = 2
"""How far any channel of a pixel may be off in float32, of 255."""

LEAST_PSNR = 40.0
"""How near a picture made in float16 must be to the one in float32, in dB."""

_EXTERNAL_FROM_BYTES = 1_500_000_000
_CARRIED = ("README.md", "LICENSE", "LICENSE.txt", "LICENSE.md", "NOTICE")


class ExportParams(Params, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an export to ONNX can be asked for."""

    precision: Annotated[
        Literal["fp32", "fp16"],
        param("Precision", "fp16 takes half the space and is made for GPUs.", widget="choice"),
    ] = "fp32"
    opset: Annotated[
        int,
        param("Opset", "The version of ONNX's operators.", ge=OLDEST_OPSET, le=NEWEST_OPSET, advanced=True),
    ] = 20


@dataclass(frozen=True)
class Graph:
    """A network to export: its module, example `arguments`, the names of inputs and outputs in order.

    `dynamic` names the axes of an input that may vary, such as `{"sample": {0: "batch"}}`. With two axes of
    one name the exporter assumes that they are equal. The inputs `exact` stay in float32 in fp16 too.
    """

    module: torch.nn.Module
    arguments: tuple[torch.Tensor, ...]
    inputs: Sequence[str]
    outputs: Sequence[str]
    dynamic: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    exact: Sequence[str] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)


def export_graph(graph: Graph, file: Path, params: ExportParams) -> None:
    """Write `graph` to `file`; in fp16, weights and arithmetic are float16, inputs and outputs stay float32.

    Tensors of a very large network lie beside the file. Raises AigcError `export.failed`.
    """
    import torch

    exact = [name in graph.exact for name in graph.inputs]
    module = _wrapped(graph.module, exact, is_half=params.precision == "fp16")
    dynamic = tuple(
        dict.fromkeys(graph.dynamic.get(name, ()), torch.export.Dim.DYNAMIC) for name in graph.inputs
    )
    try:
        with torch.no_grad():
            program = torch.onnx.export(
                module.eval(),
                graph.arguments,
                dynamo=True,
                input_names=list(graph.inputs),
                output_names=list(graph.outputs),
                dynamic_shapes=(dynamic,),  # all arguments of the wrapper's one `*arguments`
                opset_version=params.opset,
                optimize=True,
                verbose=False,
            )
        if program is None:
            raise _failed(file, "the exporter returned nothing")
        program.model.metadata_props.update(graph.metadata)
        file.parent.mkdir(parents=True, exist_ok=True)
        size = sum(t.numel() * t.element_size() for t in module.state_dict().values())
        program.save(file, external_data=size > _EXTERNAL_FROM_BYTES)
    except torch.onnx.errors.OnnxExporterError as error:
        raise _failed(file, str(error)) from error


def _wrapped(module: torch.nn.Module, exact: Sequence[bool], *, is_half: bool) -> torch.nn.Module:
    """`module`, or a copy in float16 that takes and gives float32, but for the inputs that are `exact`."""
    import copy

    import torch

    class Wrapped(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = copy.deepcopy(module).half() if is_half else module

        def forward(self, *arguments: torch.Tensor) -> Any:  # noqa: ANN401 - a tensor or several
            if not is_half:
                return self.inner(*arguments)
            result = self.inner(
                *(
                    a if is_exact or not a.is_floating_point() else a.half()
                    for a, is_exact in zip(arguments, exact, strict=True)
                )
            )
            return tuple(r.float() for r in result) if isinstance(result, tuple) else result.float()

    return Wrapped()


def carry_over(source: Path, target: Path, names: Sequence[str] = ()) -> None:
    """Copy the card, the licence and the files or folders `names` of a model to its export."""
    for name in (*_CARRIED, *names):
        place = source / name
        if place.is_dir():
            shutil.copytree(place, target / name, symlinks=False, dirs_exist_ok=True)
        elif place.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(place, target / name)


def new_folder(job: JobContext) -> Path:
    """An empty folder for an export."""
    folder = job.scratch_dir / "model"
    folder.mkdir()
    return folder


def exported(
    folder: Path,
    model: Model,
    params: ExportParams,
    checked: Mapping[str, str | int | float],
    job: JobContext,
) -> ModelOutput:
    """The finished export of `model`, with a record in it of where it comes from and how it was checked."""
    facts: dict[str, str | int | float] = {
        "source": model.id,
        "precision": params.precision,
        "opset": params.opset,
        "torch": version("torch"),
        **checked,
    }
    (folder / RECORD).write_bytes(msgspec.json.format(msgspec.json.encode(facts), indent=2) + b"\n")
    return ModelOutput(job.indices[0], folder, f"{model.name}-onnx-{params.precision}", facts)


def compare_pictures(before: Image, after: Image) -> tuple[int, float]:
    """The largest difference of any channel, of 255, and the peak signal-to-noise ratio in dB."""
    import numpy as np

    difference = np.abs(np.asarray(before, np.int16) - np.asarray(after, np.int16))
    mean_square = float(np.square(difference, dtype=np.float64).mean())
    return int(difference.max()), 10 * log10(255**2 / mean_square) if mean_square else inf


def check_pictures(before: Image, after: Image, params: ExportParams) -> dict[str, str | int | float]:
    """How near `after`, made by the export, is to `before`; raises AigcError `export.differs` if not near."""
    most, psnr = compare_pictures(before, after)
    is_near = most <= MOST_DIFFERENCE if params.precision == "fp32" else psnr >= LEAST_PSNR
    if not is_near:
        raise AigcError(
            "export.differs",
            f"The exported model draws another picture: {most} of 255 apart, {psnr:.1f} dB.",
            "Nothing was kept. Export it as fp32, with another opset, or report this with the model's name.",
        )
    return {"checked_max_difference_of_255": most, "checked_psnr_db": round(min(psnr, 999.0), 2)}


def _failed(file: Path, why: str) -> AigcError:
    return AigcError(
        "export.failed",
        f"{file.parent.name or file.name} could not be written as ONNX.",
        "Try another opset. The details say what the exporter met.",
        why[-8000:],
    )
