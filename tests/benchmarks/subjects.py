"""What each family is measured with: its starter, in either runtime."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aigc_desktop.api.models import Model
from aigc_desktop.api.tasks import Task as TaskName
from aigc_desktop.core.models import Models
from aigc_desktop.core.plugins import discover
from tests.benchmarks.task import Task


@dataclass(frozen=True)
class Subject:
    """What a generator is asked for, how often, and how far apart the two sides may be.

    `apart` is the largest difference of any channel of a pixel, of 255, by runtime.
    """

    task: TaskName
    parameters: Mapping[str, Any]
    pictures: int
    apart: Mapping[str, int]


_ICON = {"prompt": "a red star on a white background", "guidance_scale": 3.0, "width": 64, "height": 64}
_DDIM = {"steps": 25, "scheduler": "ddim"}
_WOOD = {"label": "wood", "truncation_psi": 0.8}
_ROUNDING = {"torch": 1, "onnx": 1}

SUBJECTS: Mapping[str, Subject] = {
    "diffusion": Subject("text-to-image", _ICON | _DDIM, 16, {"torch": 0, "onnx": 1}),
    "gan": Subject("class-to-image", _WOOD, 256, _ROUNDING),
    "vae": Subject("unconditional-image-generation", {}, 256, _ROUNDING),
}


def make_task(generator: str, backend: str, folder: Path) -> Task:
    """The task of a generator in a runtime; what has to be made for it lies in `folder`."""
    subject = SUBJECTS[generator]
    model = Models(list, discover()).for_generator(generator)[0]
    if backend != "torch":
        model = _exported(model, backend, folder)
    return Task(generator, subject.task, model, subject.parameters, subject.pictures)


def _exported(model: Model, backend: str, folder: Path) -> Model:
    command = [sys.executable, "-m", "aigc_desktop", "models", "export", model.path, "--to", backend]
    environment = {**os.environ, "AIGC_HOME": str(folder / "exporting")}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return Models(list, discover()).find(done.stdout.strip())
