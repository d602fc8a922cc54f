"""The parameters of a model offer what it takes, within its limits, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import pytest
from aigc_diffusion import hooks

from aigc_desktop.api import AigcError, Model, convert
from aigc_desktop.api.parameters import schema_of
from tests.plugins.diffusion import tiny

Configs = dict[str, dict[str, Any]]

FLOW = {"_class_name": "FlowMatchEulerDiscreteScheduler", "shift": 3.0}
VAE = {"block_out_channels": [128, 256, 512, 512]}
CLIP = {"model_type": "clip_text_model", "num_hidden_layers": 12}


def _model(class_name: str, **configs: Mapping[str, Any]) -> Model:
    """A model as it lies on somebody's disk; the hook reads nothing but its configuration."""
    files = {f"{name}/config.json": dict(config) for name, config in configs.items()}
    files["scheduler/scheduler_config.json"] = files.pop("scheduler/config.json")
    if "aigc_defaults" in configs:
        files["aigc_defaults.json"] = files.pop("aigc_defaults/config.json")
    return Model(id="m", name="M", path="/nowhere", layout="diffusers", class_name=class_name, config=files)


def _stable_diffusion(
    prediction: str = "epsilon", kind: str = "PNDMScheduler", **more: Mapping[str, Any]
) -> Model:
    scheduler = {"_class_name": kind, "prediction_type": prediction, "use_karras_sigmas": False}
    parts: dict[str, Mapping[str, Any]] = {
        "unet": {"sample_size": 64},
        "vae": VAE,
        "text_encoder": CLIP,
        "scheduler": scheduler,
    }
    return _model("StableDiffusionPipeline", **{**parts, **more})


def _fields(model: Model) -> dict[str, dict[str, Any]]:
    properties: dict[str, dict[str, Any]] = schema_of(hooks.parameters(model, "text-to-image"))["properties"]
    return properties


def _schedulers(model: Model) -> list[str]:
    choices: list[str] = _fields(model)["scheduler"]["enum"]
    return choices


def test_hook_parameters_of_stable_diffusion() -> None:
    fields = _fields(_stable_diffusion())
    assert list(fields) == [
        "prompt", "negative_prompt", "width", "height", "steps", "guidance_scale", "scheduler", "clip_skip",
        "latent",
    ]  # fmt: skip
    assert fields["prompt"]["x-widget"] == "prompt"
    assert "x-advanced" not in fields["prompt"]
    for side in ("width", "height"):
        shape = fields[side]
        assert (shape["default"], shape["minimum"], shape["maximum"]) == (512, 128, 2048)
        assert shape["multipleOf"] == 8
    assert (fields["steps"]["default"], fields["guidance_scale"]["default"]) == (25, 7.5)
    latent = fields["latent"]
    assert (latent["x-widget"], latent["x-advanced"], latent["default"]) == ("latent", True, "")


@pytest.mark.parametrize(("usual", "draft"), [(25, 2), (3, 2), (2, 2), (1, 1)])
def test_while_something_is_dragged_few_steps_are_enough(usual: int, draft: int) -> None:
    assert _fields(_stable_diffusion(aigc_defaults={"steps": usual}))["steps"]["x-draft"] == draft


def test_a_scheduler_without_a_name_of_ours_is_offered_as_the_models_own() -> None:
    assert _fields(_stable_diffusion(kind="PNDMScheduler"))["scheduler"]["default"] == "own"


@pytest.mark.parametrize(
    ("kind", "settings", "name"),
    [
        ("DDIMScheduler", {}, "ddim"),
        ("EulerDiscreteScheduler", {}, "euler"),
        ("EulerDiscreteScheduler", {"use_karras_sigmas": True}, "own"),
        ("DPMSolverMultistepScheduler", {}, "dpmpp_2m"),
        ("DPMSolverMultistepScheduler", {"use_karras_sigmas": True}, "dpmpp_2m_karras"),
        ("DPMSolverMultistepScheduler", {"algorithm_type": "sde-dpmsolver++"}, "own"),
    ],
)
def test_the_models_own_scheduler_is_the_default(kind: str, settings: dict[str, Any], name: str) -> None:
    model = _stable_diffusion(scheduler={"_class_name": kind, **settings})
    assert _fields(model)["scheduler"]["default"] == name
    assert _schedulers(model).count(name) == 1


def test_only_schedulers_that_fit_what_the_network_predicts_are_offered() -> None:
    named = {"euler", "euler_ancestral", "ddim", "dpmpp_2m", "dpmpp_2m_karras", "unipc", "lcm"}
    assert set(_schedulers(_stable_diffusion("epsilon"))) == named | {"own"}
    assert set(_schedulers(_stable_diffusion("v_prediction"))) == named | {"own"}
    assert set(_schedulers(_stable_diffusion("sample"))) == named - {"euler_ancestral"} | {"own"}


def test_a_network_distilled_for_few_steps_takes_few_steps() -> None:
    unet = {"sample_size": 64, "time_cond_proj_dim": 256}
    fields = _fields(_stable_diffusion(unet=unet, scheduler={"_class_name": "LCMScheduler"}))
    assert fields["scheduler"]["enum"] == ["lcm"]
    assert (fields["steps"]["default"], fields["guidance_scale"]["default"]) == (4, 8.5)


def test_the_folder_may_set_its_own_defaults() -> None:
    told = {"steps": 12, "guidance_scale": 3, "scheduler": "ddim", "width": 3, "seed": 1}
    fields = _fields(_stable_diffusion(aigc_defaults=told))
    assert [fields[n]["default"] for n in ("steps", "guidance_scale", "scheduler")] == [12, 3.0, "ddim"]
    assert fields["width"]["default"] == 512


@pytest.mark.parametrize(
    "told", [{"steps": 0}, {"steps": "many"}, {"guidance_scale": -1}, {"scheduler": "magic"}, {"steps": None}]
)
def test_defaults_that_make_no_sense_are_not_taken(told: dict[str, Any]) -> None:
    fields = _fields(_stable_diffusion(aigc_defaults=told))
    defaults = [fields[n]["default"] for n in ("steps", "guidance_scale", "scheduler")]
    assert defaults == [25, 7.5, "own"]


def test_sdxl() -> None:
    scheduler = {"_class_name": "EulerDiscreteScheduler", "prediction_type": "epsilon"}
    unet = {"sample_size": 128}
    model = _model("StableDiffusionXLPipeline", unet=unet, vae=VAE, text_encoder=CLIP, scheduler=scheduler)
    fields = _fields(model)
    assert (fields["width"]["default"], fields["scheduler"]["default"]) == (1024, "euler")


def test_stable_diffusion_3_is_limited_by_its_table_of_positions() -> None:
    transformer = {"sample_size": 128, "patch_size": 2, "pos_embed_max_size": 192}
    model = _model(
        "StableDiffusion3Pipeline", transformer=transformer, vae=VAE, text_encoder=CLIP, scheduler=FLOW
    )
    fields = _fields(model)
    assert (fields["width"]["maximum"], fields["width"]["multipleOf"]) == (3072, 16)
    assert fields["scheduler"]["enum"] == ["dpmpp_2m", "euler", "unipc"]
    assert fields["scheduler"]["default"] == "euler"
    assert "clip_skip" in fields


@pytest.mark.parametrize(("is_guided", "steps"), [(True, 28), (False, 4)])
def test_flux_offers_guidance_only_where_the_network_takes_it(is_guided: bool, steps: int) -> None:
    transformer = {"guidance_embeds": is_guided, "in_channels": 64}
    model = _model("FluxPipeline", transformer=transformer, vae=VAE, text_encoder=CLIP, scheduler=FLOW)
    fields = _fields(model)
    assert ("guidance_scale" in fields) == is_guided
    assert fields["steps"]["default"] == steps
    assert fields["width"]["default"] == 1024
    assert not {"negative_prompt", "clip_skip"} & fields.keys()


def test_pixart_has_no_clip_to_skip() -> None:
    scheduler = {"_class_name": "DPMSolverMultistepScheduler", "prediction_type": "epsilon"}
    model = _model(
        "PixArtSigmaPipeline", transformer={"sample_size": 128, "patch_size": 2}, vae=VAE, scheduler=scheduler
    )
    assert "clip_skip" not in _fields(model)
    assert _fields(model)["scheduler"]["default"] == "dpmpp_2m"


@pytest.mark.parametrize("class_name", tiny.CLASSES)
def test_every_class_answers_from_its_configuration_alone(
    class_name: str, tiny_model: Callable[[str], Model]
) -> None:
    elsewhere = msgspec.structs.replace(tiny_model(class_name), path="/nowhere")
    kind = hooks.parameters(elsewhere, "text-to-image")
    assert convert(kind, {}) == kind()


@pytest.mark.parametrize(("name", "value"), [("width", 100), ("width", 4096), ("steps", 0), ("seed", 1)])
def test_what_is_out_of_range_is_refused_by_name(name: str, value: int) -> None:
    with pytest.raises(AigcError, match=name):
        convert(hooks.parameters(_stable_diffusion(), "text-to-image"), {name: value})


@pytest.mark.parametrize("file", ["unet/config.json", "vae/config.json", "scheduler/scheduler_config.json"])
def test_a_model_without_a_configuration_is_refused(file: str) -> None:
    whole = _stable_diffusion()
    config = {name: value for name, value in whole.config.items() if name != file}
    with pytest.raises(AigcError, match=file) as caught:
        hooks.parameters(msgspec.structs.replace(whole, config=config), "text-to-image")
    assert caught.value.code == "model.damaged"


def test_answering_imports_no_machine_learning_library() -> None:
    model = msgspec.json.encode(_stable_diffusion()).decode()
    script = (
        "import sys, msgspec; from aigc_diffusion import hooks; from aigc_desktop.api import Model\n"
        "hooks.parameters(msgspec.json.decode(sys.argv[1], type=Model), 'text-to-image')\n"
        "print({'torch', 'diffusers', 'transformers', 'numpy', 'PIL'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script, model], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
