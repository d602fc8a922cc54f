"""Models in ONNX Runtime: the same pictures as in PyTorch, and what is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import onnx
import pytest
import torch
from aigc_diffusion import hooks
from aigc_diffusion.onnx.samplers import NAMES as SAMPLERS

from aigc_desktop.api import Generator, Model, ModelOutput
from aigc_desktop.api.exporting import compare_pictures
from aigc_desktop.api.testing import CPU, ScriptedJob, check_generator, check_parameters, installed
from tests.plugins.diffusion import tiny
from tests.plugins.diffusion.conversion import ONNX, described, edit, export
from tests.plugins.diffusion.running import pictures, request

SEED = 41


@pytest.fixture(scope="module")
def drawing(exported: Model) -> Generator:
    """The exported model, loaded once for all tests that only run it."""
    return hooks.create_generator(exported, ONNX)


@pytest.mark.parametrize("guidance", [1.0, 7.0])
@pytest.mark.parametrize("name", SAMPLERS)
def test_every_sampler_draws_what_pytorch_draws(
    name: str, guidance: float, stable_diffusion: Model, generator: Generator, drawing: Generator
) -> None:
    chosen: dict[str, Any] = {"scheduler": name, "guidance_scale": guidance, "negative_prompt": "blue"}
    wanted = request(stable_diffusion, steps=5, seeds=(SEED,), **chosen)
    (before,), (after,) = pictures(generator, wanted), pictures(drawing, wanted)
    assert len(set(before.tobytes())) > 10
    assert compare_pictures(before, after)[0] <= 2


@pytest.mark.parametrize(("width", "height"), [(64, 64), (80, 64), (64, 96), (128, 128)])
def test_other_sizes_too(
    width: int, height: int, stable_diffusion: Model, generator: Generator, drawing: Generator
) -> None:
    wanted = request(stable_diffusion, steps=3, width=width, height=height, seeds=(SEED, SEED + 1))
    for before, after in zip(pictures(generator, wanted), pictures(drawing, wanted), strict=True):
        assert after.size == (width, height)
        assert compare_pictures(before, after)[0] <= 2


def test_half_precision_is_near(least: Model, half: tuple[ModelOutput, Path]) -> None:
    wanted = request(least, steps=4, width=64, height=32, seeds=(SEED,))
    before, after = (hooks.create_generator(m, r) for m, r in ((least, CPU), (described(half[1]), ONNX)))
    assert compare_pictures(pictures(before, wanted)[0], pictures(after, wanted)[0])[1] >= 40


@pytest.mark.parametrize("scheduler", ["ddim", "euler_ancestral"])
def test_a_picture_does_not_depend_on_its_neighbours(
    scheduler: str, exported: Model, drawing: Generator
) -> None:
    three = request(exported, steps=2, scheduler=scheduler, seeds=(5, 6, 7))
    together = pictures(drawing, three)
    for number, picture in enumerate(together):
        alone = msgspec.structs.replace(three, seeds=(5 + number,))
        assert pictures(drawing, alone)[0].tobytes() == picture.tobytes()
    assert pictures(drawing, three, indices=(2, 0)) == [together[2], together[0]]


def test_every_step_has_a_preview_like_that_of_pytorch(
    exported: Model, generator: Generator, drawing: Generator
) -> None:
    wanted = request(exported, steps=6, width=80, height=64)
    jobs = [ScriptedJob(wanted), ScriptedJob(wanted)]
    for loaded, job in zip((generator, drawing), jobs, strict=True):
        pictures(loaded, wanted, job=job)
    theirs, ours = jobs
    assert ours.steps == theirs.steps
    assert len(ours.previews) == 6
    assert ours.previews[0].size == theirs.previews[0].size
    # Of the first step the other side has to guess, from the one state that it has seen.
    for before, after in zip(theirs.previews[1:], ours.previews[1:], strict=True):
        assert compare_pictures(before, after)[0] <= 1
    assert ours.previews[0] != ours.previews[5]


def test_a_folder_may_bring_its_own_preview_map(own: Path) -> None:
    (own / "latent_rgb.json").write_text(json.dumps({"matrix": [[0, 0, 0]] * 4, "bias": [1, 0, 0]}))
    model = described(own)
    wanted = request(model, steps=1)
    job = ScriptedJob(wanted)
    pictures(hooks.create_generator(model, ONNX), wanted, job=job)
    assert job.previews[0].getpixel((0, 0)) == (255, 0, 0)


def test_it_does_all_that_a_generator_must(exported: Model) -> None:
    plugin = installed("diffusion")
    values = {"prompt": "a red star", "steps": 3, "width": 64, "height": 64}
    check_generator(plugin, "diffusion", "text-to-image", exported, values, ONNX)
    check_parameters(plugin, "diffusion", "onnx-export", exported)


@pytest.mark.parametrize("field", ["prompt", "negative_prompt"])
def test_the_end_of_a_long_prompt_is_not_passed_over_in_silence(
    field: str, exported: Model, drawing: Generator
) -> None:
    kept = " ".join(["red"] * 25)
    long: dict[str, Any] = {field: f"{kept} unicorn"}
    fitting: dict[str, Any] = {field: kept}
    wanted = request(exported, steps=1, **long)
    job = ScriptedJob(wanted)
    made = pictures(drawing, wanted, job=job)
    ((message, hint),) = job.notices
    assert "“unicorn”" in message
    assert field.replace("_", " ") in message
    assert hint
    exact = request(exported, steps=1, **fitting)
    quiet = ScriptedJob(exact)
    assert pictures(drawing, exact, job=quiet) == made
    assert quiet.notices == []


def test_a_closed_generator_runs_no_more(exported: Model) -> None:
    loaded = hooks.create_generator(exported, ONNX)
    loaded.close()
    with pytest.raises(ValueError, match="closed"):
        pictures(loaded, request(exported))


def test_a_distilled_model_takes_the_guidance_as_a_number(tmp_path: Path) -> None:
    changes = tiny.least(time_cond_proj_dim=16)
    changes["unet"].time_embedding.cond_proj.weight.data.mul_(20)  # or hardly anything is seen of it
    model = tiny.model(tiny.save("StableDiffusionPipeline", tmp_path / "distilled", **changes))
    before = hooks.create_generator(model, CPU)
    export(before, model, tmp_path / "onnx")
    after = hooks.create_generator(described(tmp_path / "onnx"), ONNX)
    drawn = []
    for guidance in (2.0, 12.0):
        wanted = request(model, guidance_scale=guidance, scheduler="lcm", width=64, height=32)
        drawn += [pictures(generator, wanted)[0] for generator in (before, after)]
    assert compare_pictures(*drawn[:2])[0] <= 2
    assert compare_pictures(*drawn[2:])[0] <= 2
    assert compare_pictures(drawn[1], drawn[3])[0] > 2


_DRAW = """
import sys
from pathlib import Path
from aigc_desktop.core.models.search import inspect
from aigc_diffusion import hooks
from tests.plugins.diffusion.conversion import ONNX, described, edit
from tests.plugins.diffusion.running import pictures, request
model = described(Path(sys.argv[1]))
for name in ("ddim", "euler_ancestral", "dpmpp_2m_karras"):
    assert pictures(hooks.create_generator(model, ONNX), request(model, steps=2, scheduler=name))
print(sorted({name.partition(".")[0] for name in sys.modules} & {"torch", "diffusers", "transformers"}))
"""


def test_drawing_needs_no_torch(whole: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _DRAW, str(whole)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == "[]"


class _Timed(torch.nn.Module):
    """A UNet as exporters of Stable Diffusion 1.x wrote it: one whole number for the timestep."""

    def __init__(self, unet: torch.nn.Module) -> None:
        super().__init__()
        self.unet = unet

    def forward(self, sample: torch.Tensor, timestep: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
        given: torch.Tensor = self.unet(sample, timestep, hidden, return_dict=False)[0]
        return given


@pytest.fixture(scope="module")
def foreign(half: tuple[ModelOutput, Path], least: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose UNet takes float16 and a timestep without axes in int64."""
    folder = Path(shutil.copytree(half[1], tmp_path_factory.mktemp("foreign") / "foreign"))
    unet = tiny.diffusers.UNet2DConditionModel.from_pretrained(least.path, subfolder="unet")
    latents, hidden = torch.zeros(2, 4, 32, 32).half(), torch.zeros(2, 77, 32).half()
    any_size = torch.export.Dim.DYNAMIC
    with torch.no_grad():
        program = torch.onnx.export(
            _Timed(unet.half().eval()),
            (latents, torch.tensor(1), hidden),
            dynamo=True,
            input_names=["sample", "timestep", "encoder_hidden_states"],
            output_names=["noise_pred"],
            dynamic_shapes=(dict.fromkeys((0, 2, 3), any_size), {}, {0: any_size}),
            verbose=False,
        )
    assert program is not None
    program.save(folder / "unet" / "model.onnx")
    edit(folder / "model_index.json", _class_name="OnnxStableDiffusionPipeline")
    return folder


def test_a_unet_in_float16_with_whole_timesteps_works(foreign: Path, least: Model) -> None:
    inputs = {i.name: i for i in onnx.load(foreign / "unet" / "model.onnx").graph.input}
    assert inputs["timestep"].type.tensor_type.elem_type == onnx.TensorProto.INT64
    assert len(inputs["timestep"].type.tensor_type.shape.dim) == 0
    assert inputs["sample"].type.tensor_type.elem_type == onnx.TensorProto.FLOAT16
    wanted = request(least, steps=4, scheduler="ddim", width=64, height=32, seeds=(SEED,))
    before, after = (hooks.create_generator(m, r) for m, r in ((least, CPU), (described(foreign), ONNX)))
    assert compare_pictures(pictures(before, wanted)[0], pictures(after, wanted)[0])[1] >= 40
