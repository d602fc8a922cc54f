"""From a pipeline in PyTorch to a folder of ONNX files, laid out as Optimum does, and checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from PIL import Image

from aigc_desktop.api import AigcError, JobContext, Model, ModelOutput, Request, Runtime, convert
from aigc_desktop.api.exporting import (
    ExportParams,
    carry_over,
    check_pictures,
    export_graph,
    exported,
    new_folder,
)

from .classes import ONNX_NAMES
from .denoise import Denoiser
from .graphs import graphs_of
from .latent_rgb import FILE as LATENT_RGB
from .onnx.backend import OnnxDiffusionGenerator
from .onnx.files import CONFIG, DECODER, NETWORK
from .parameters import params_for
from .pipeline import Pipeline
from .previews import Previewer
from .traits import DEFAULTS_FILE, Traits, read_traits
from .vocabulary import FILE as VOCABULARY

_CPU = Runtime(backend="onnx", device="cpu", precision="float32")
_SEED = 20
_STEPS = 4
_PROMPT = "a red circle on a white background"
_LARGEST_CHECKED = 512
"""Pixels a side of the picture that both runtimes draw, on the CPU."""

_CARRIED = ("model_index.json", "scheduler", DEFAULTS_FILE, LATENT_RGB, VOCABULARY)


def export(pipeline: Pipeline, model: Model, request: Request, job: JobContext) -> Iterator[ModelOutput]:
    """The exported folder, once it drew the same picture as the pipeline; raises AigcError `export.*`."""
    if model.class_name not in ONNX_NAMES:
        raise AigcError(
            "export.class",
            f"A {model.class_name} cannot be exported to ONNX yet.",
            "Models of Stable Diffusion, SDXL, Stable Diffusion 3 and Flux can.",
        )
    params = convert(ExportParams, request.parameters)
    folder = new_folder(job)
    with job.stage(0, 0.8):
        _write_graphs(pipeline, read_traits(model), folder, params, job)
    _copy(pipeline, model, folder)
    with job.stage(0.8, 0.2):
        checked = _check(pipeline, model, _described(folder, model), params, job)
    yield exported(folder, model, params, checked, job)


def _write_graphs(
    pipeline: Pipeline, traits: Traits, folder: Path, params: ExportParams, job: JobContext
) -> None:
    graphs = graphs_of(pipeline, traits)
    exact = msgspec.structs.replace(params, precision="fp32")
    overflowing = (DECODER,) if _overflows(pipeline, traits) else ()
    for done, (name, graph) in enumerate(graphs.items()):
        job.progress(done, len(graphs), f"Exporting {name}")
        export_graph(graph, folder / name / NETWORK, exact if name in overflowing else params)
    job.progress(len(graphs), len(graphs), "Exported")


def _overflows(pipeline: Pipeline, traits: Traits) -> bool:
    """Whether the decoder is one of SDXL's that float16 is too small for, as its configuration says."""
    return traits.pipeline.name == "StableDiffusionXLPipeline" and bool(pipeline.vae.config.force_upcast)


def _copy(pipeline: Pipeline, model: Model, folder: Path) -> None:
    source = Path(model.path)
    tokenizers = {n: one for n, one in pipeline.components.items() if n.startswith("tokenizer") and one}
    carry_over(source, folder, (*_CARRIED, *tokenizers))
    for place in folder.iterdir():
        if (place / NETWORK).is_file():
            before = "vae" if place.name == DECODER else place.name
            carry_over(source / before, place, (CONFIG,))
    for name, tokenizer in tokenizers.items():
        if not any((folder / name / file).is_file() for file in ("tokenizer.json", "vocab.json")):
            tokenizer.save_pretrained(folder / name)


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
    side = min(traits.size, _LARGEST_CHECKED)
    values = {
        "prompt": _PROMPT,
        "steps": _STEPS,
        "scheduler": traits.schedulers[0],
        "width": side,
        "height": side,
    }
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
