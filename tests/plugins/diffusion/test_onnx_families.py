"""SDXL, Stable Diffusion 3 and Flux in ONNX Runtime: what is exported draws what PyTorch draws."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnx
import pytest
from aigc_diffusion import hooks
from aigc_diffusion.graphs import graphs_of
from aigc_diffusion.schedulers import written
from aigc_diffusion.traits import read_traits

from aigc_desktop.api import AigcError, Generator, Model
from aigc_desktop.api.exporting import ExportParams, compare_pictures, export_graph
from aigc_desktop.api.onnx_header import read_header
from aigc_desktop.api.testing import CPU, ScriptedJob, check_generator, installed
from tests.plugins.diffusion import tiny
from tests.plugins.diffusion.conversion import ONNX, described, edit, export
from tests.plugins.diffusion.running import pictures, request

XL, SD3, FLUX = "StableDiffusionXLPipeline", "StableDiffusion3Pipeline", "FluxPipeline"
FAMILIES = (XL, SD3, FLUX)
SEED = 41


@dataclass(frozen=True)
class Family:
    """A tiny model, where it was exported to, and both ready to draw."""

    model: Model
    folder: Path
    before: Generator
    after: Generator


@pytest.fixture(scope="module")
def family_of(
    tiny_model: Callable[[str], Model], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Family]:
    """The tiny model of a class in both runtimes, exported when it is first asked for."""
    made: dict[str, Family] = {}

    def get(name: str) -> Family:
        if name not in made:
            model = tiny_model(name)
            before, folder = hooks.create_generator(model, CPU), tmp_path_factory.mktemp(name) / "onnx"
            export(before, model, folder)
            after = hooks.create_generator(described(folder), ONNX)
            made[name] = Family(model, folder, before, after)
        return made[name]

    return get


@pytest.fixture(scope="module", params=FAMILIES)
def family(request: pytest.FixtureRequest, family_of: Callable[[str], Family]) -> Family:
    """Each of the families in turn."""
    return family_of(request.param)


def difference(family: Family, **parameters: Any) -> int:  # noqa: ANN401 - of any type
    """How far the two runtimes are apart, of 255."""
    wanted = request(family.model, seeds=(SEED,), **parameters)
    (before,), (after,) = pictures(family.before, wanted), pictures(family.after, wanted)
    assert before.size == after.size
    return compare_pictures(before, after)[0]


def test_both_runtimes_start_from_the_same_point(family: Family) -> None:
    assert difference(family, latent="0.6*12 - 0.8*13", steps=3, width=64, height=64) <= 2


def test_every_sampler_draws_what_pytorch_draws(family: Family) -> None:
    names = written(family.model.config["scheduler/scheduler_config.json"])
    assert {"euler", "dpmpp_2m", "unipc"} <= set(names)
    for name in names:
        assert difference(family, scheduler=name, steps=4, width=64, height=64) <= 2, name


@pytest.mark.parametrize(("width", "height"), [(80, 64), (64, 128), (128, 96)])
def test_other_sizes_too(width: int, height: int, family: Family) -> None:
    assert difference(family, width=width, height=height, steps=2) <= 2


@pytest.mark.parametrize("guidance", [0.0, 1.0, 9.0])
@pytest.mark.parametrize("negative", ["", "blue"])
def test_the_guidance_is_followed(guidance: float, negative: str, family: Family) -> None:
    taken = family.model.class_name != FLUX
    unwanted = {"negative_prompt": negative} if taken else {}
    assert difference(family, guidance_scale=guidance, steps=3, width=64, height=64, **unwanted) <= 2


def test_the_words_are_seen_in_the_picture(family: Family) -> None:
    drawn = [
        pictures(family.after, request(family.model, prompt=prompt, steps=3, width=64, height=64))[0]
        for prompt in ("a red star", "blue circle icon")
    ]
    assert compare_pictures(*drawn)[0] > 4


_UNET = {"sample", "timestep", "encoder_hidden_states", "text_embeds", "time_ids"}
_TRANSFORMER = {"hidden_states", "encoder_hidden_states", "pooled_projections", "timestep"}
_ENDS = {
    XL: ("unet", _UNET, "out_sample"),
    SD3: ("transformer", _TRANSFORMER, "out_hidden_states"),
    FLUX: ("transformer", _TRANSFORMER | {"img_ids", "txt_ids", "guidance"}, "out_hidden_states"),
}


def test_inputs_and_outputs_bear_the_names_that_optimum_gives_them(family: Family) -> None:
    folder, inputs, output = _ENDS[family.model.class_name]
    header = read_header(family.folder / folder / "model.onnx")
    assert header.inputs.keys() == inputs
    assert header.outputs.keys() == {output}
    encoders = sorted(family.folder.glob("text_encoder*"))
    outputs = [read_header(place / "model.onnx").outputs.keys() for place in encoders]
    assert all("last_hidden_state" in names for names in outputs)
    if family.model.class_name != FLUX:
        assert {"text_embeds", "hidden_states.0", "hidden_states.2", "hidden_states.3"} <= outputs[1]


def test_the_end_of_a_long_prompt_is_told_as_in_pytorch(family: Family) -> None:
    for long in (" ".join(["red"] * 30), " ".join(["red"] * 700)):
        jobs = []
        for generator in (family.before, family.after):
            wanted = request(family.model, prompt=long, steps=1, width=64, height=64)
            jobs.append(ScriptedJob(wanted))
            pictures(generator, wanted, job=jobs[-1])
        assert jobs[0].notices == jobs[1].notices
    assert jobs[0].notices


def test_previews_are_those_of_pytorch(family: Family) -> None:
    wanted = request(family.model, steps=4, width=80, height=64, scheduler="euler")
    jobs = [ScriptedJob(wanted), ScriptedJob(wanted)]
    for generator, job in zip((family.before, family.after), jobs, strict=True):
        pictures(generator, wanted, job=job)
    theirs, ours = jobs
    assert ours.steps == theirs.steps
    for before, after in zip(theirs.previews[1:], ours.previews[1:], strict=True):
        assert before.size == after.size
        assert compare_pictures(before, after)[0] <= 2


def test_it_does_all_that_a_generator_must(family: Family) -> None:
    values = {"prompt": "a red star", "steps": 3, "width": 64, "height": 64}
    model = described(family.folder)
    check_generator(installed("diffusion"), "diffusion", "text-to-image", model, values, ONNX)


_DRAW = """
import sys
from pathlib import Path
from aigc_diffusion import hooks
from tests.plugins.diffusion.conversion import ONNX, described
from tests.plugins.diffusion.running import pictures, request
model = described(Path(sys.argv[1]))
assert pictures(hooks.create_generator(model, ONNX), request(model, steps=1, width=64, height=64))
print(sorted({name.partition(".")[0] for name in sys.modules} & {"torch", "diffusers", "transformers"}))
"""


def test_drawing_needs_no_torch(family: Family) -> None:
    command = [sys.executable, "-c", _DRAW, str(family.folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("name", [XL, FLUX])
def test_half_precision_is_near(
    name: str, tiny_model: Callable[[str], Model], tmp_path: Path, family_of: Callable[[str], Family]
) -> None:
    known = family_of(name)
    output = export(known.before, known.model, tmp_path / "half", precision="fp16")
    assert float(output.facts["checked_psnr_db"]) >= 40
    model = described(tmp_path / "half")
    assert model.precision == "float16"
    decoder = read_header(tmp_path / "half" / "vae_decoder" / "model.onnx")
    assert decoder.precision == ("float32" if name == XL else "float16")  # SDXL's overflows.


def test_stable_diffusion_3_may_come_without_t5(family_of: Callable[[str], Family], tmp_path: Path) -> None:
    whole = family_of(SD3)
    folder = Path(shutil.copytree(whole.folder, tmp_path / "own"))
    for name in ("text_encoder_3", "tokenizer_3"):
        shutil.rmtree(folder / name)
    edit(folder / "model_index.json", text_encoder_3=[None, None], tokenizer_3=[None, None])
    source = tiny.model(tiny.save(SD3, tmp_path / "source", text_encoder_3=None, tokenizer_3=None))
    before, after = hooks.create_generator(source, CPU), hooks.create_generator(described(folder), ONNX)
    assert difference(Family(source, folder, before, after), steps=2, width=64, height=64) <= 2


def test_a_flux_that_takes_no_guidance_draws_too(family_of: Callable[[str], Family], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(family_of(FLUX).folder, tmp_path / "own"))
    changes = {"transformer": tiny.flux_transformer(guidance_embeds=False), "scheduler": tiny.flow(shift=1.0)}
    source = tiny.model(tiny.save(FLUX, tmp_path / "source", **changes))
    before: Any = hooks.create_generator(source, CPU)
    graph = graphs_of(before._pipeline, read_traits(source))["transformer"]
    export_graph(graph, folder / "transformer" / "model.onnx", ExportParams())
    for name in ("transformer/config.json", "scheduler/scheduler_config.json"):
        shutil.copy(Path(source.path) / name, folder / name)
    known = Family(source, folder, before, hooks.create_generator(described(folder), ONNX))
    for name in ("euler", "unipc"):
        assert difference(known, scheduler=name, steps=3, width=64, height=64) <= 2


@pytest.mark.parametrize(
    ("name", "before", "after", "changes"),
    [
        (
            XL,
            "vae/config.json",
            "vae_decoder/config.json",
            {"latents_mean": [0.1] * 4, "latents_std": [2] * 4},
        ),
        (SD3, *["scheduler/scheduler_config.json"] * 2, {"use_dynamic_shifting": True, "max_shift": 3.0}),
    ],
)
def test_what_a_configuration_says_is_heeded_alike(
    name: str,
    before: str,
    after: str,
    changes: dict[str, Any],
    family_of: Callable[[str], Family],
    tmp_path: Path,
) -> None:
    known = family_of(name)
    source = Path(shutil.copytree(known.model.path, tmp_path / "source"))
    folder = Path(shutil.copytree(known.folder, tmp_path / "onnx"))
    edit(source / before, **changes)
    edit(folder / after, **changes)
    model = tiny.model(source)
    theirs, ours = hooks.create_generator(model, CPU), hooks.create_generator(described(folder), ONNX)
    changed = Family(model, folder, theirs, ours)
    values: dict[str, Any] = {"steps": 3, "width": 96, "height": 64}
    assert difference(changed, **values) <= 2
    wanted = request(model, seeds=(SEED,), **values)
    drawn = [pictures(generator, wanted)[0] for generator in (known.after, ours)]
    assert compare_pictures(*drawn)[0] > 2


def refused(folder: Path) -> AigcError:
    """Why a folder is not loaded, or not drawn with."""
    model = described(folder)
    with pytest.raises(AigcError) as caught:
        pictures(hooks.create_generator(model, ONNX), request(model, steps=1, width=64, height=64))
    assert caught.value.hint
    return caught.value


def test_what_a_file_of_others_lacks_is_named(family: Family, tmp_path: Path) -> None:
    for lack in ("text_encoder/model.onnx", "text_encoder_2/model.onnx", "tokenizer_2/tokenizer.json"):
        folder = Path(shutil.copytree(family.folder, tmp_path / lack.replace("/", "-")))
        (folder / lack).unlink()
        refusal = refused(folder)
        assert refusal.code in ("model.incomplete", "model.tokenizer")
        assert refusal.code == "model.tokenizer" or lack in refusal.message


def test_an_encoder_without_the_states_of_its_layers_is_refused(
    family_of: Callable[[str], Family], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(family_of(XL).folder, tmp_path / "own"))
    file = folder / "text_encoder" / "model.onnx"
    model = onnx.load(file)
    kept = [output for output in model.graph.output if not output.name.startswith("hidden_states.")]
    del model.graph.output[:]
    model.graph.output.extend(kept)
    onnx.save(model, file)
    refusal = refused(folder)
    assert refusal.code == "model.inputs"
    assert "hidden_states.2" in refusal.message
