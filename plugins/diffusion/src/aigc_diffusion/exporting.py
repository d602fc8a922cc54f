"""From a Stable Diffusion pipeline to a folder of ONNX files, laid out as Optimum does, and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import torch
from PIL import Image

from aigc_desktop.api import AigcError, JobContext, Model, ModelOutput, Request, Runtime, convert
from aigc_desktop.api.exporting import (
    ExportParams,
    Graph,
    carry_over,
    check_pictures,
    export_graph,
    exported,
    new_folder,
)

from .classes import PLAIN_NAMES
from .denoise import Denoiser
from .latent_rgb import FILE as LATENT_RGB
from .onnx.backend import OnnxDiffusionGenerator
from .parameters import params_for
from .pipeline import Pipeline
from .previews import Previewer
from .traits import DEFAULTS_FILE, read_traits
from .vocabulary import FILE as VOCABULARY

_CPU = Runtime(backend="onnx", device="cpu", precision="float32")
_SEED = 20
_STEPS = 4
_PROMPT = "a red circle on a white background"
_CARRIED = ("model_index.json", "scheduler", "tokenizer", DEFAULTS_FILE, LATENT_RGB, VOCABULARY)
_CONFIGS = {"text_encoder": "text_encoder", "unet": "unet", "vae": "vae_decoder"}


def export(pipeline: Pipeline, model: Model, request: Request, job: JobContext) -> Iterator[ModelOutput]:
    """The exported folder, once it drew the same picture as the pipeline; raises AigcError `export.*`."""
    if model.class_name not in PLAIN_NAMES:
        raise AigcError(
            "export.class",
            f"A {model.class_name} cannot be exported to ONNX yet.",
            "Models of the class StableDiffusionPipeline can.",
        )
    params = convert(ExportParams, request.parameters)
    folder = new_folder(job)
    with job.stage(0, 0.8):
        _write_graphs(pipeline, folder, params, job)
    _copy(model, folder)
    with job.stage(0.8, 0.2):
        checked = _check(pipeline, model, _described(folder, model), params, job)
    yield exported(folder, model, params, checked, job)


def _write_graphs(pipeline: Pipeline, folder: Path, params: ExportParams, job: JobContext) -> None:
    graphs = _graphs(pipeline)
    for done, (name, graph) in enumerate(graphs.items()):
        job.progress(done, len(graphs), f"Exporting {name}")
        export_graph(graph, folder / name / "model.onnx", params)
    job.progress(len(graphs), len(graphs), "Exported")


def _graphs(pipeline: Pipeline) -> dict[str, Graph]:
    parts: Mapping[str, Any] = pipeline.components
    unet, encoder = parts["unet"], parts["text_encoder"]
    channels, side = unet.config.in_channels, unet.config.sample_size
    hidden = torch.zeros(2, parts["tokenizer"].model_max_length, unet.config.cross_attention_dim)
    latents = torch.zeros(2, channels, side, side)
    sizes = {0: "batch", 2: "height", 3: "width"}
    return {
        "text_encoder": Graph(
            _Tuple(encoder),
            (torch.zeros(2, hidden.shape[1], dtype=torch.int64),),
            ["input_ids"],
            ["last_hidden_state", "pooler_output"],
            {"input_ids": {0: "batch"}},
        ),
        "unet": Graph(
            _First(unet),
            (latents, torch.ones(1), hidden),
            ["sample", "timestep", "encoder_hidden_states"],
            ["out_sample"],
            {"sample": sizes, "encoder_hidden_states": {0: "batch"}},
        ),
        "vae_decoder": Graph(
            _Decode(parts["vae"]),
            (torch.zeros(2, parts["vae"].config.latent_channels, side, side),),
            ["latent_sample"],
            ["sample"],
            {"latent_sample": sizes},
        ),
    }


class _Tuple(torch.nn.Module):
    """A network that gives a tuple where it would give an object."""

    def __init__(self, inner: torch.nn.Module) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, *arguments: torch.Tensor) -> tuple[torch.Tensor, ...]:
        given: tuple[torch.Tensor, ...] = self.inner(*arguments, return_dict=False)
        return given


class _First(_Tuple):
    """A network that gives one tensor."""

    def forward(self, *arguments: torch.Tensor) -> torch.Tensor:  # type: ignore[override]
        return super().forward(*arguments)[0]


class _Decode(_First):
    """The decoding half of a VAE."""

    def forward(self, *arguments: torch.Tensor) -> torch.Tensor:  # type: ignore[override]
        decoded: torch.Tensor = self.inner.decode(*arguments, return_dict=False)[0]  # type: ignore[operator]
        return decoded


def _copy(model: Model, folder: Path) -> None:
    source = Path(model.path)
    carry_over(source, folder, _CARRIED)
    for before, after in _CONFIGS.items():
        carry_over(source / before, folder / after, ("config.json",))


def _described(folder: Path, model: Model) -> Model:
    """The exported folder as core will describe it."""
    configs = {
        file.relative_to(folder).as_posix(): msgspec.json.decode(file.read_bytes())
        for file in folder.rglob("*.json")
        if file.name.endswith("config.json") or file.parent == folder
    }
    return Model(
        id=folder.name,
        name=model.name,
        path=str(folder),
        layout="onnx",
        class_name=model.class_name,
        config=configs,
    )


def _check(
    pipeline: Pipeline, model: Model, exported: Model, params: ExportParams, job: JobContext
) -> dict[str, str | int | float]:
    """Have both runtimes draw one picture and compare them."""
    traits = read_traits(exported)
    kind = params_for(traits)
    values = {"prompt": _PROMPT, "steps": _STEPS, "scheduler": traits.schedulers[0]}
    with job.stage(0, 0.5):
        denoiser = Denoiser(pipeline, read_traits(model), convert(kind, values), Previewer(pipeline, model))
        before = denoiser.run([_SEED], job)[0]
    request = Request(
        generator="", model="", task="text-to-image", parameters=values, seeds=(_SEED,) * (job.indices[0] + 1)
    )
    with job.stage(0.5, 0.5):
        after = _drawn(exported, request, job)
    return check_pictures(before, after, params)


def _drawn(exported: Model, request: Request, job: JobContext) -> Image.Image:
    generator = OnnxDiffusionGenerator(exported, read_traits(exported), _CPU)
    try:
        return next(iter(generator.generate(request, job))).image
    finally:
        generator.close()
