"""From PyTorch to ONNX: what an export holds, and that none is kept that draws something else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import onnx
import pytest
import torch
from aigc_diffusion import hooks
from aigc_diffusion.graphs import graphs_of
from aigc_diffusion.traits import read_traits
from PIL import Image

from aigc_desktop.api import AigcError, Generator, JobCancelled, Model, ModelOutput
from aigc_desktop.api.exporting import ExportParams, check_pictures
from aigc_desktop.api.testing import CPU, ScriptedJob
from tests.plugins.diffusion import conversion, tiny
from tests.plugins.diffusion.conversion import described

SEED = 41


def test_an_export_is_a_model_that_says_where_it_comes_from(
    least: Model, half: tuple[ModelOutput, Path]
) -> None:
    output, folder = half
    assert output.name == "The Least-onnx-fp16"
    model = described(folder)
    assert (model.layout, model.backend, model.class_name) == ("onnx", "onnx", least.class_name)
    record = json.loads((folder / "aigc_export.json").read_text("utf-8"))
    assert record == dict(output.facts)
    assert record["source"] == least.id
    assert (record["precision"], record["opset"]) == ("fp16", 18)
    assert record["checked_psnr_db"] >= 40
    assert not list(folder.rglob("*.safetensors"))


@pytest.mark.parametrize("name", ["text_encoder", "unet", "vae_decoder"])
def test_weights_are_of_the_precision_and_operators_of_the_opset_asked_for(
    name: str, whole: Path, half: tuple[ModelOutput, Path]
) -> None:
    for folder, kind, opset in ((whole, onnx.TensorProto.FLOAT, 20), (half[1], onnx.TensorProto.FLOAT16, 18)):
        model = onnx.load(folder / name / "model.onnx")
        onnx.checker.check_model(model)
        assert {one.domain: one.version for one in model.opset_import}[""] == opset
        large = {tensor.data_type for tensor in model.graph.initializer if len(tensor.raw_data) > 512}
        assert large - {onnx.TensorProto.BOOL, onnx.TensorProto.INT64} == {kind}
        ends = [*model.graph.input, *model.graph.output]
        kinds = {end.type.tensor_type.elem_type for end in ends}
        assert kinds <= {onnx.TensorProto.FLOAT, onnx.TensorProto.INT64}


def test_the_card_and_the_files_of_a_model_come_along(
    least: Model, tmp_path: Path, forked: Callable[..., Generator]
) -> None:
    folder = Path(shutil.copytree(least.path, tmp_path / "in"))
    names = ("README.md", "LICENSE", "aigc_defaults.json", "vocabulary.json", "latent_rgb.json")
    for name in names:
        (folder / name).write_text('{"steps": 3, "about": "x"}')
    model = tiny.model(folder)
    conversion.export(forked(model, 0.0), model, tmp_path / "out")
    for name in names:
        assert (tmp_path / "out" / name).is_file()
    kind = hooks.parameters(described(tmp_path / "out"), "text-to-image")
    assert msgspec.to_builtins(kind())["steps"] == 3


class _Forked(torch.nn.Module):
    """A UNet of one layer, which does something else while it is exported."""

    def __init__(self, config: object, off: float) -> None:
        super().__init__()
        torch.manual_seed(2)
        self.config = config
        self.dtype, self.device = torch.float32, torch.device("cpu")
        self.layer = torch.nn.Conv2d(4, 4, 3, padding=1)
        self.off = off

    def forward(
        self,
        sample: torch.Tensor,
        timestep: torch.Tensor,
        encoder_hidden_states: torch.Tensor,
        **rest: object,
    ) -> tuple[torch.Tensor]:
        read = encoder_hidden_states.mean(dim=(1, 2)) + timestep / 1000
        out = self.layer(sample) + read.reshape(-1, 1, 1, 1)
        return (out + self.off,) if torch.compiler.is_exporting() else (out,)


@pytest.fixture
def forked() -> Callable[..., Generator]:
    """A generator whose export is `off` by so much."""

    def forked(model: Model, off: float) -> Generator:
        loaded: Any = hooks.create_generator(model, CPU)
        loaded._pipeline.register_modules(unet=_Forked(loaded._pipeline.unet.config, off))
        generator: Generator = loaded
        return generator

    return forked


@pytest.mark.parametrize("precision", ["fp32", "fp16"])
def test_an_export_that_draws_something_else_is_not_kept(
    precision: str, least: Model, forked: Callable[..., Generator], tmp_path: Path
) -> None:
    loaded = forked(least, 0.2)
    with pytest.raises(AigcError) as caught:
        conversion.export(loaded, least, tmp_path / "out", precision=precision)
    assert caught.value.code == "export.differs"
    assert "Nothing was kept" in caught.value.hint
    assert not (tmp_path / "out").exists()


def test_a_text_encoder_is_given_as_many_tokens_as_its_tokenizer_makes(least: Model) -> None:
    loaded: Any = hooks.create_generator(least, CPU)
    traits = read_traits(least)
    assert graphs_of(loaded._pipeline, traits)["text_encoder"].arguments[0].shape == (2, 77)
    loaded._pipeline.tokenizer.model_max_length = 20
    graphs = graphs_of(loaded._pipeline, traits)
    assert graphs["text_encoder"].arguments[0].shape == (2, 20)
    assert graphs["unet"].arguments[2].shape == (2, 20, 32)


def test_a_class_that_cannot_be_exported_is_refused(
    tiny_model: Callable[[str], Model], tmp_path: Path
) -> None:
    model = tiny_model("PixArtAlphaPipeline")
    with pytest.raises(AigcError, match="PixArtAlphaPipeline") as caught:
        conversion.export(hooks.create_generator(model, CPU), model, tmp_path / "out")
    assert caught.value.code == "export.class"
    assert "Flux" in caught.value.hint


def test_a_cancelled_export_stops_before_the_next_network(
    least: Model, forked: Callable[..., Generator]
) -> None:
    wanted = conversion.export_request(least)
    job = ScriptedJob(wanted, cancel_at=1)
    with pytest.raises(JobCancelled):
        list(forked(least, 0.0).generate(wanted, job))
    assert [step for step, _, _ in job.steps] == [0, 1]


def test_precision_and_opset_have_limits(
    stable_diffusion: Model, generator: Generator, tmp_path: Path
) -> None:
    for wrong in ({"precision": "int4"}, {"opset": 3}, {"opset": 99}, {"wide": True}):
        with pytest.raises(AigcError):
            conversion.export(generator, stable_diffusion, tmp_path / "out", **wrong)


def test_pictures_are_compared_by_their_worst_pixel_or_as_a_whole() -> None:
    grey = Image.new("RGB", (64, 64), (100, 100, 100))
    near, dot = Image.new("RGB", (64, 64), (102, 100, 100)), grey.copy()
    dot.putpixel((3, 3), (100, 100, 103))
    exact, rough = ExportParams(), ExportParams(precision="fp16")
    assert check_pictures(grey, near, exact)["checked_max_difference_of_255"] == 2
    assert check_pictures(grey, grey, exact)["checked_psnr_db"] == 999
    assert check_pictures(grey, dot, rough)["checked_max_difference_of_255"] == 3
    far = Image.new("RGB", (64, 64), (103, 103, 103))
    for params, other in ((exact, dot), (rough, far)):
        with pytest.raises(AigcError) as caught:
            check_pictures(grey, other, params)
        assert caught.value.code == "export.differs"
