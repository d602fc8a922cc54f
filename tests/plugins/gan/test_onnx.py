"""Generators in ONNX: exported, they draw the same; files of others draw too."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnx
import pytest
from aigc_gan import hooks
from onnx import TensorProto, helper
from PIL import Image

from aigc_desktop.api import AigcError, Model, ModelOutput, Request, Runtime, Task
from aigc_desktop.api.exporting import compare_pictures
from aigc_desktop.api.testing import CPU, ScriptedJob
from aigc_desktop.core.models.search import inspect
from tests.plugins.gan import tiny
from tests.plugins.gan.running import pictures, request

ONNX = Runtime(backend="onnx", device="cpu", precision="float32")
TinyModel = Callable[[str], Model]
TASKS: tuple[Task, ...] = ("class-to-image", "unconditional-image-generation", "latent-interpolation")
STYLE: dict[str, Any] = {"truncation_psi": 0.7, "style_latent": "3", "mix_from_layer": 1, "mix_to_layer": 3}


@pytest.fixture(scope="module")
def exported(tiny_model: TinyModel, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Model]:
    """The tiny model of a class, exported once, and described by the application."""
    made: dict[tuple[str, str], Model] = {}

    def get(class_name: str, precision: str = "fp32") -> Model:
        key = class_name, precision
        if key not in made:
            folder = tmp_path_factory.mktemp("onnx") / class_name
            _export(tiny_model(class_name), precision, folder)
            made[key] = described(folder)
        return made[key]

    return get


def _export(model: Model, precision: str, folder: Path) -> ModelOutput:
    wanted = Request(generator="gan", model=model.id, task="onnx-export", parameters={"precision": precision})
    job = ScriptedJob(wanted)  # its scratch folder lives as long as it does
    (output,) = hooks.create_generator(model, CPU).generate(wanted, job)
    assert isinstance(output, ModelOutput)
    output.folder.replace(folder)
    return output


def described(place: Path) -> Model:
    model = inspect(place, place if place.is_dir() else place.parent)
    assert model is not None
    return model


def draw(model: Model, wanted: Request, runtime: Runtime = ONNX) -> list[Image.Image]:
    return pictures(hooks.create_generator(model, runtime), wanted)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("class_name", tiny.NAMES)
def test_both_runtimes_draw_the_same(
    class_name: str, task: Task, tiny_model: TinyModel, exported: Callable[..., Model]
) -> None:
    more = dict(STYLE) if class_name == "StyleGenerator" else {}
    if task == "latent-interpolation":
        more |= {"to_seed": 5, "position": 0.3}
    wanted = request(tiny_model(class_name), task, seeds=(1, 2, 3), **more)
    before = draw(tiny_model(class_name), wanted, CPU)
    after = draw(exported(class_name), wanted)
    assert max(compare_pictures(a, b)[0] for a, b in zip(before, after, strict=True)) <= 2


@pytest.mark.parametrize("space", ["z", "w"])
@pytest.mark.parametrize("latent", ["", "9", "0.6*9 + 0.8*4", "0.1*1 - 0.2*2 + 0.3*3 - 0.4*4 + 1.2*5"])
@pytest.mark.parametrize("style", ["", "7", "0.9*8 - 0.5*2"])
def test_both_runtimes_draw_the_same_point(
    space: str, latent: str, style: str, tiny_model: TinyModel, exported: Callable[..., Model]
) -> None:
    source, target = tiny_model("StyleGenerator"), exported("StyleGenerator")
    asked = {**STYLE, "latent": latent, "style_latent": style, "latent_space": space}
    wanted = request(source, seeds=(1, 2), label="paper", **asked)
    before, after = draw(source, wanted, CPU), draw(target, wanted)
    assert max(compare_pictures(a, b)[0] for a, b in zip(before, after, strict=True)) <= 2


@pytest.mark.parametrize("class_name", ["MlpGenerator", "DcganGenerator"])
def test_both_runtimes_draw_the_same_point_of_z(
    class_name: str, tiny_model: TinyModel, exported: Callable[..., Model]
) -> None:
    source, target = tiny_model(class_name), exported(class_name)
    wanted = request(source, latent="0.6*9 + 0.8*4")
    before, after = draw(source, wanted, CPU)[0], draw(target, wanted)[0]
    assert compare_pictures(before, after)[0] <= 2
    assert after != draw(target, request(source))[0]


def test_an_export_from_before_there_were_points_of_w_still_draws(
    exported: Callable[..., Model], tmp_path: Path
) -> None:
    older = described(_without_w(exported("StyleGenerator"), tmp_path / "older.onnx"))
    assert "latent_space" in hooks.parameters("class-to-image", exported("StyleGenerator")).__struct_fields__
    assert "latent_space" not in hooks.parameters("class-to-image", older).__struct_fields__
    wanted = request(older, latent="0.6*9 + 0.8*4", **STYLE)
    assert draw(older, wanted) == draw(exported("StyleGenerator"), wanted)


def _without_w(model: Model, file: Path) -> Path:
    """The file of `model` whose points of w are fixed at none."""
    whole = onnx.load(Path(model.path) / "model.onnx")
    kept = [i for i in whole.graph.input if i.name not in ("w_z", "w_shares")]
    assert len(kept) == len(whole.graph.input) - 2
    del whole.graph.input[:]
    whole.graph.input.extend(kept)
    none = {"w_z": np.ones((1, 1, 16), np.float32), "w_shares": np.zeros((1, 2, 1), np.float32)}
    whole.graph.initializer.extend(onnx.numpy_helper.from_array(none[name], name) for name in none)
    onnx.save(whole, file)
    return file


@pytest.mark.parametrize("class_name", tiny.NAMES)
def test_half_precision_is_near(
    class_name: str, tiny_model: TinyModel, exported: Callable[..., Model]
) -> None:
    model = exported(class_name, "fp16")
    assert model.precision == "float16"
    wanted = request(tiny_model(class_name))
    (before,), (after,) = draw(tiny_model(class_name), wanted, CPU), draw(model, wanted)
    assert compare_pictures(before, after)[1] >= 40


def test_the_single_file_says_all_of_itself(exported: Callable[..., Model]) -> None:
    folder = exported("StyleGenerator")
    alone = described(Path(folder.path) / "model.onnx")
    assert (alone.class_name, alone.backend) == ("StyleGenerator", "onnx")
    wanted = request(folder, **STYLE)
    assert draw(alone, wanted)[0].tobytes() == draw(folder, wanted)[0].tobytes()


def test_neither_torch_nor_anything_like_it_is_imported(exported: Callable[..., Model]) -> None:
    script = """
import sys, msgspec
from aigc_desktop.api import Model, Request, Runtime
from aigc_desktop.api.testing import ScriptedJob
from aigc_gan import hooks
model = msgspec.json.decode(sys.argv[1], type=Model)
request = Request(generator="gan", model="m", task="class-to-image")
runtime = Runtime(backend="onnx", device="cpu", precision="float32")
list(hooks.create_generator(model, runtime).generate(request, ScriptedJob(request)))
print([name for name in ("torch", "diffusers", "transformers") if name in sys.modules])
"""
    told = msgspec.json.encode(exported("StyleGenerator")).decode()
    command = [sys.executable, "-c", script, told]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def write_stranger(
    file: Path, *, axes: int = 4, latent: int = 16, has_class: bool = False, channels: int = 3
) -> Path:
    """A generator of somebody else: z, perhaps a class, to flat pictures from 0 to 1."""
    z = helper.make_tensor_value_info("z", TensorProto.FLOAT, ["n", latent, *[1] * (axes - 2)])
    inputs = [z, *([helper.make_tensor_value_info("class", TensorProto.INT64, ["n"])] if has_class else [])]
    output = helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["n", channels, 8, 8])
    shape = helper.make_tensor("shape", TensorProto.INT64, [4], [-1, latent, 1, 1])
    weights = np.random.default_rng(0).standard_normal((channels, latent, 1, 1)).astype(np.float32)
    scales = helper.make_tensor("scales", TensorProto.FLOAT, [4], [1, 1, 8, 8])
    nodes: list[Any] = [
        helper.make_node("Reshape", ["z", "shape"], ["columns"]),
        helper.make_node("Conv", ["columns", "weights"], ["colours"]),
        helper.make_node("Sigmoid", ["colours"], ["levels"]),
        helper.make_node("Resize", ["levels", "", "scales"], ["grown" if has_class else "picture"]),
    ]
    if has_class:
        one = [helper.make_tensor("axes", TensorProto.INT64, [3], [1, 2, 3])]
        nodes += [
            helper.make_node("Cast", ["class"], ["number"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["number", "axes"], ["column"]),
            helper.make_node("Min", ["grown", "column"], ["picture"]),
        ]
    else:
        one = []
    initializers = [shape, onnx.numpy_helper.from_array(weights, "weights"), scales, *one]
    graph = helper.make_graph(nodes, "g", inputs, [output], initializers)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10), file)
    return file


@pytest.mark.parametrize("axes", [2, 4])
def test_a_file_of_somebody_else_draws(tmp_path: Path, axes: int) -> None:
    model = described(write_stranger(tmp_path / "stranger.onnx", axes=axes))
    assert (model.id, model.class_name) == ("stranger", "")
    task: Task = "unconditional-image-generation"
    first, second = draw(model, request(model, task, seeds=(1, 2)))
    assert first.size == (8, 8)
    assert first.tobytes() != second.tobytes()
    assert draw(model, request(model, task, seeds=(2,), latent="1")) == [first]
    assert hooks.parameters(task, model).__struct_fields__ == ("latent",)


def test_a_file_beside_it_tells_its_range_and_classes(tmp_path: Path) -> None:
    file = write_stranger(tmp_path / "stranger.onnx", has_class=True)
    told = 'name = "Told"\nlicence = "mit"\nclasses = ["none", "all"]\nlowest = 0.0\nhighest = 1.0\n'
    (tmp_path / "model.toml").write_text(told)
    model = described(file)
    assert (model.name, model.licence) == ("Told", "mit")
    (black,) = draw(model, request(model, label="none"))
    (bright,) = draw(model, request(model, label="all"))
    assert black.getextrema() == ((0, 0),) * 3
    assert bright.getextrema() != black.getextrema()


def test_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    grey = described(write_stranger(tmp_path / "grey.onnx", channels=1))
    with pytest.raises(AigcError, match="three colours"):
        draw(grey, request(grey, "unconditional-image-generation"))
    small = described(write_stranger(tmp_path / "small.onnx", latent=8))
    with pytest.raises(AigcError) as caught:
        hooks.parameters("unconditional-image-generation", small)
    assert caught.value.code == "model.damaged"
