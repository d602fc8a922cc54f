"""Models in ONNX: folders as Optimum writes them, folders of one network, single files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from onnx import helper

from aigc_desktop.api import AigcError, Model
from aigc_desktop.core.database import Database
from aigc_desktop.core.models import Models, model_hash
from aigc_desktop.core.models.search import inspect
from aigc_desktop.core.paths import Paths
from aigc_desktop.core.plugins import discover
from tests.unit.api import onnx_files as made

TOLD = {"aigc_class": "GalleryGan", "aigc_name": "A gallery", "aigc_licence": "MIT"}


@pytest.fixture
def models(paths: Paths, site: Path, install: Callable[..., Path]) -> Models:
    """The models below `paths.models`, for one generator that loads any ONNX model."""
    manifest = install("runner") / "aigc_plugin.toml"
    _accept(manifest, '{ layout = "onnx" }')
    return Models(lambda: (paths.models,), discover([str(site)]))


def _accept(manifest: Path, accepts: str) -> None:
    lines = manifest.read_text().splitlines()
    manifest.write_text("\n".join(f"accepts = [{accepts}]" if "accepts" in x else x for x in lines))


def optimum(folder: Path) -> Path:
    """A Stable Diffusion as Optimum lays it out."""
    texts = {
        "model_index.json": json.dumps(
            {
                "_class_name": "OnnxStableDiffusionPipeline",
                "unet": ["diffusers", "OnnxRuntimeModel"],
                "scheduler": ["diffusers", "PNDMScheduler"],
            }
        ),
        "unet/config.json": '{"sample_size": 8}',
        "scheduler/scheduler_config.json": "{}",
        "README.md": "---\nlicense: openrail\nmodel_name: Told\n---\n",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    made.write(folder / "unet/model.onnx", initializers=[made.outside("w", "model.onnx_data")])
    (folder / "unet/model.onnx_data").write_bytes(bytes(1 << 20))
    made.write(folder / "vae_decoder/model.onnx")
    return folder


def found(place: Path) -> Model:
    model = inspect(place, place if place.is_dir() else place.parent)
    assert model is not None
    return model


def refused(place: Path) -> AigcError:
    with pytest.raises(AigcError) as caught:
        inspect(place, place if place.is_dir() else place.parent)
    assert caught.value.hint
    return caught.value


def test_a_pipeline_is_one_model(models: Models, paths: Paths) -> None:
    folder = optimum(paths.models / "Pretty")
    (model,) = models.all()
    assert (model.id, model.name, model.path) == ("pretty", "Told", str(folder))
    assert (model.layout, model.backend) == ("onnx", "onnx")
    assert (model.class_name, model.licence) == ("OnnxStableDiffusionPipeline", "openrail")
    assert model.config["unet/config.json"] == {"sample_size": 8}
    assert model.size_mb == pytest.approx(1, abs=0.01)
    assert models.refused() == ()


@pytest.mark.parametrize(
    ("config", "class_name"),
    [
        ({"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"]}, "GPT2LMHeadModel"),
        ({"_class_name": "AutoencoderKL"}, "AutoencoderKL"),
    ],
)
def test_a_network_with_its_configuration_is_one_model(
    tmp_path: Path, config: dict[str, object], class_name: str
) -> None:
    (tmp_path / "config.json").write_text(json.dumps(config))
    (tmp_path / "tokenizer.json").write_text('{"model": {}}')
    made.write(tmp_path / "model.onnx", metadata={"of": "us"})
    model = found(tmp_path)
    assert (model.layout, model.class_name) == ("onnx", class_name)
    told = {"inputs": {"x": ["n", 4]}, "outputs": {"y": ["n", 4]}, "metadata": {"of": "us"}}
    assert told.items() <= model.config["onnx"].items()


def test_a_configuration_without_a_class_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "gpt2"}')
    made.write(tmp_path / "model.onnx")
    assert refused(tmp_path).code == "model.incomplete"


def test_a_folder_that_also_has_safetensors_stays_what_it_was(
    tmp_path: Path, make_model: Callable[..., Path], tensors: Callable[..., bytes]
) -> None:
    pipeline = make_model(tmp_path / "pipeline")
    made.write(pipeline / "unet/model.onnx")
    made.write(pipeline / "model.onnx")
    assert found(pipeline).layout == "diffusers"
    network = tmp_path / "network"
    made.write(network / "onnx/model.onnx")
    (network / "config.json").write_text('{"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"]}')
    (network / "tokenizer.json").write_text("{}")
    (network / "model.safetensors").write_bytes(tensors())
    assert found(network).layout == "transformers"


def test_files_in_such_a_folder_are_no_models_of_their_own(
    models: Models, paths: Paths, make_model: Callable[..., Path], site: Path, install: Callable[..., Path]
) -> None:
    install("painter")
    made.write(make_model(paths.models / "both") / "unet/model.onnx")
    optimum(paths.models / "exported")
    both = Models(lambda: (paths.models,), discover([str(site)]))
    assert [(model.id, model.layout) for model in both.all()] == [("both", "diffusers"), ("exported", "onnx")]


@pytest.mark.parametrize("broken", ["unet", "vae_decoder"])
def test_every_file_of_a_pipeline_is_looked_at(tmp_path: Path, broken: str) -> None:
    folder = optimum(tmp_path)
    whole = (folder / broken / "model.onnx").read_bytes()
    (folder / broken / "model.onnx").write_bytes(whole[: len(whole) // 2])
    assert refused(folder).code == "model.damaged"
    made.write(folder / broken / "model.onnx", initializers=[made.outside("w", "../../secret")])
    assert refused(folder).code == "model.external_data"
    made.write(folder / broken / "model.onnx", [helper.make_node("Boom", ["x"], ["y"], domain="evil")])
    assert refused(folder).code == "model.custom_op"


@pytest.mark.parametrize(
    ("name", "code"),
    [("weights.bin", "model.pickle"), ("pipeline.py", "model.code"), ("unet/fast.so", "model.code")],
)
def test_pickles_and_code_beside_onnx_are_refused(tmp_path: Path, name: str, code: str) -> None:
    (optimum(tmp_path) / name).write_bytes(b"")
    assert refused(tmp_path).code == code


def test_missing_tensors_of_a_pipeline_are_named(tmp_path: Path) -> None:
    (optimum(tmp_path) / "unet/model.onnx_data").unlink()
    assert "model.onnx_data" in refused(tmp_path).message


# ---- single files


def test_a_single_file_says_what_it_is(models: Models, paths: Paths) -> None:
    file = made.write(paths.models / "My GAN.onnx", metadata={**TOLD, "z_dim": "64"})
    (model,) = models.all()
    assert (model.id, model.name, model.path) == ("my-gan", "A gallery", str(file))
    assert (model.layout, model.class_name, model.licence) == ("onnx", "GalleryGan", "MIT")
    assert model.config["onnx"]["inputs"] == {"x": ["n", 4]}
    assert model.config["onnx"]["metadata"]["z_dim"] == "64"
    assert models.find("my-gan") == model
    assert models.find(str(file)) == model


def test_a_single_file_that_says_nothing_is_called_by_its_name(models: Models, paths: Paths) -> None:
    made.write(paths.models / "deep" / "网络.ONNX")
    (model,) = models.all()
    assert (model.id, model.name, model.class_name) == ("网络", "网络", "")


@pytest.mark.parametrize("beside", ["gan.toml", "model.toml"])
def test_a_file_beside_it_has_the_last_word(tmp_path: Path, beside: str) -> None:
    file = made.write(tmp_path / "gan.onnx", metadata=TOLD)
    (tmp_path / beside).write_text('class = "Other"\nname = "画廊"\n[space]\nsteps = 3\n', "utf-8")
    model = found(file)
    assert (model.class_name, model.name, model.licence) == ("Other", "画廊", "MIT")
    assert model.config["model.toml"]["space"] == {"steps": 3}


def test_the_file_of_the_same_name_goes_before_model_toml(tmp_path: Path) -> None:
    for name in ("a", "b"):
        made.write(tmp_path / f"{name}.onnx")
    (tmp_path / "a.toml").write_text('class = "A"')
    (tmp_path / "model.toml").write_text('class = "Shared"')
    assert [found(tmp_path / f"{name}.onnx").class_name for name in ("a", "b")] == ["A", "Shared"]


@pytest.mark.parametrize(
    "text",
    [
        "class = ",
        'class = ["Other"]',
        "name = 3",
        "licence = {}",
        "x = " + "[" * 50_000,
        "# " + "x" * 70_000,
        "\udcff",
    ],
)
def test_a_file_beside_it_that_makes_no_sense_is_refused(tmp_path: Path, text: str) -> None:
    file = made.write(tmp_path / "gan.onnx")
    (tmp_path / "model.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    refusal = refused(file)
    assert refusal.code == "model.config"
    assert "model.toml" in refusal.message


def test_a_generator_may_ask_for_inputs(models: Models, paths: Paths, site: Path) -> None:
    _accept(site / "runner" / "aigc_plugin.toml", '{ layout = "onnx", inputs = ["z", "label"] }')
    asking = Models(lambda: (paths.models,), discover([str(site)]))
    made.write(paths.models / "fits.onnx", inputs=[made.value(name) for name in ("label", "z", "extra")])
    made.write(paths.models / "lacks.onnx", inputs=[made.value("z")])
    weights = [made.constant("label", [1.0])]
    made.write(paths.models / "holds.onnx", inputs=[made.value("z")], initializers=weights)
    optimum(paths.models / "pipeline")
    assert [model.id for model in asking.all()] == ["fits"]
    assert sorted(refused.path.stem for refused in asking.refused()) == ["holds", "lacks", "pipeline"]


def test_single_files_of_one_name_get_ids_that_last(models: Models, paths: Paths) -> None:
    for place in ("a/gan.onnx", "b/gan.onnx", "gan.v2.onnx"):
        made.write(paths.models / place)
    first, second, third = models.all()
    assert (first.id, third.id) == ("gan", "gan.v2")
    assert second.id.startswith("gan-")
    models.scan()
    assert models.all() == (first, second, third)


def test_damage_does_not_hide_other_models(models: Models, paths: Paths) -> None:
    made.write(paths.models / "sound.onnx")
    (paths.models / "broken.onnx").write_bytes(b"nonsense")
    (paths.models / "folder.onnx").mkdir()
    made.write(paths.models / "folder.onnx" / "inner.onnx")
    assert [model.id for model in models.all()] == ["inner", "sound"]
    (broken,) = models.refused()
    assert (broken.path.name, broken.error.code) == ("broken.onnx", "model.damaged")
    with pytest.raises(AigcError, match=r"broken\.onnx"):
        models.find("broken")


def test_links_to_files_elsewhere_are_refused(
    models: Models, paths: Paths, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = made.write(tmp_path_factory.mktemp("elsewhere") / "gan.onnx")
    (paths.models / "gan.onnx").symlink_to(elsewhere)
    (paths.models / "gone.onnx").symlink_to(elsewhere.with_name("gone.onnx"))
    made.write(paths.models / "here.onnx")
    (paths.models / "again.onnx").symlink_to(paths.models / "here.onnx")
    assert [Path(model.path).name for model in models.all()] == ["again.onnx"]
    assert {(r.path.name, r.error.code) for r in models.refused()} >= {("gan.onnx", "model.symlink")}
    optimum(paths.models / "pipeline")
    (paths.models / "pipeline/vae_decoder/model.onnx").unlink()
    (paths.models / "pipeline/vae_decoder/model.onnx").symlink_to(elsewhere)
    models.scan()
    assert "pipeline" in [r.path.name for r in models.refused() if r.error.code == "model.symlink"]


# ---- hashes


def test_tensors_in_other_files_count_for_the_hash(models: Models, paths: Paths, database: Database) -> None:
    single = made.write(paths.models / "gan.onnx", initializers=[made.outside("w", "gan.data")])
    (paths.models / "gan.data").write_bytes(bytes(16))
    folder = optimum(paths.models / "pipeline")
    for reference, data in (
        ("gan", single.with_name("gan.data")),
        ("pipeline", folder / "unet/model.onnx_data"),
    ):
        before = model_hash(models.find(reference), database)
        (data.with_name("notes.txt")).write_text("nothing to do with it")
        assert model_hash(models.find(reference), database) == before
        data.write_bytes(b"\1" + data.read_bytes()[1:])
        assert model_hash(models.find(reference), database) != before


def test_every_onnx_file_counts_for_the_hash(models: Models, paths: Paths, database: Database) -> None:
    folder = optimum(paths.models / "pipeline")
    before = model_hash(models.find("pipeline"), database)
    made.write(folder / "vae_decoder/model.onnx", metadata={"other": "weights"})
    assert model_hash(models.find("pipeline"), database) != before


def test_the_same_file_has_the_same_hash_elsewhere(models: Models, paths: Paths, database: Database) -> None:
    for place in ("one/gan.onnx", "two/gan.onnx"):
        made.write(paths.models / place)
    first, second = models.all()
    assert model_hash(first, database) == model_hash(second, database)
