from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.models import Model
from aigc_desktop.core.models import Models
from aigc_desktop.core.paths import Paths
from aigc_desktop.core.plugins import discover

MakeModel = Callable[..., Path]


def refusal(models: Models) -> str:
    """The code of the one refusal; what is refused is neither offered nor found."""
    models.scan()
    assert models.all() == ()
    (refused,) = models.refused()
    assert refused.error.message
    assert refused.error.hint
    for reference in (str(refused.path), refused.path.name.lower()):
        with pytest.raises(AigcError) as caught:
            models.find(reference)
        assert caught.value.info() == refused.error
    return refused.error.code


def test_a_model_is_described_from_its_headers(models: Models, paths: Paths, make_model: MakeModel) -> None:
    folder = make_model(paths.models / "deep" / "My Model")
    (model,) = models.all()
    assert (model.id, model.name, model.path) == ("my-model", "My Model", str(folder))
    assert (model.layout, model.class_name, model.licence) == (
        "diffusers",
        "StableDiffusionPipeline",
        "cc0-1.0",
    )
    weights = folder / "unet/diffusion_pytorch_model.safetensors"
    assert model.size_mb == weights.stat().st_size / 2**20
    assert model.config["unet/config.json"] == {"sample_size": 8}
    assert model.config["scheduler/scheduler_config.json"]["lambda_min_clipped"] is None
    assert model.config["model_index.json"]["unet"][1] == "UNet2DConditionModel"
    assert "tokenizer/vocab.json" not in model.config
    assert msgspec.json.decode(msgspec.json.encode(model), type=Model) == model
    assert models.refused() == ()


def test_a_model_is_found_by_id_and_by_path(
    models: Models, paths: Paths, make_model: MakeModel, tmp_path: Path
) -> None:
    inside = make_model(paths.models / "inside")
    outside = make_model(tmp_path / "outside")
    assert models.find("inside").id == models.find(str(inside)).id == "inside"
    found = models.find(str(outside))
    assert found.id == found.path == str(outside)
    assert models.find(found.id) == found


def test_an_unknown_model_lists_the_known(models: Models, paths: Paths, make_model: MakeModel) -> None:
    make_model(paths.models / "known")
    for reference in ("nonsense", "", "/nowhere", "~nobody/x", "a\0b"):
        with pytest.raises(AigcError) as caught:
            models.find(reference)
        assert caught.value.code == "model.unknown"
        assert "known" in caught.value.hint
    with pytest.raises(AigcError) as caught:
        models.find(str(paths.home))
    assert caught.value.code == "model.layout"


def test_ids_differ_and_stay(models: Models, paths: Paths, make_model: MakeModel) -> None:
    make_model(paths.models / "a" / "Twin")
    make_model(paths.models / "b" / "twin")
    make_model(paths.models / "水墨 画")
    first, second, third = models.all()
    assert (first.id, third.id) == ("twin", "水墨-画")
    assert second.id.startswith("twin-")
    models.scan()
    assert [model.id for model in models.all()] == [first.id, second.id, third.id]


def test_a_new_folder_is_seen_by_the_next_scan(models: Models, paths: Paths, make_model: MakeModel) -> None:
    assert models.all() == ()
    make_model(paths.models / "new")
    assert models.all() == ()
    models.scan()
    assert len(models.all()) == 1


def test_an_unknown_class_is_refused(models: Models, paths: Paths, make_model: MakeModel) -> None:
    make_model(paths.models / "video", "TextToVideoPipeline")
    assert refusal(models) == "model.class"
    error = models.refused()[0].error
    assert "TextToVideoPipeline" in error.message
    assert "StableDiffusionPipeline" in error.hint


@pytest.mark.parametrize("suffix", ["bin", "pt", "pth", "ckpt", "pkl", "PT"])
def test_pickles_are_refused(models: Models, paths: Paths, make_model: MakeModel, suffix: str) -> None:
    pickle = make_model(paths.models / "old") / "unet" / f"weights.{suffix}"
    pickle.write_bytes(b"")
    assert refusal(models) == "model.pickle"
    assert models.refused()[0].error.hint.startswith("Delete")
    pickle.rename(paths.models / "old" / "scheduler" / pickle.name)
    assert refusal(models) == "model.pickle"
    assert "safetensors version" in models.refused()[0].error.hint


@pytest.mark.parametrize("name", ["pipeline.py", "unet/model.py", "unet/fast.so", "unet/__pycache__/x.pyc"])
def test_code_is_refused(models: Models, paths: Paths, make_model: MakeModel, name: str) -> None:
    file = make_model(paths.models / "coded") / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"")
    assert refusal(models) == "model.code"


def test_a_truncated_file_is_refused(models: Models, paths: Paths, make_model: MakeModel) -> None:
    weights = make_model(paths.models / "cut") / "unet/diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1])
    assert refusal(models) == "model.truncated"


def test_links_out_are_refused(models: Models, paths: Paths, make_model: MakeModel, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    link = make_model(paths.models / "linked") / "unet/secret.json"
    for target in (secret, tmp_path / "missing", Path("../../../../secret.json")):
        link.symlink_to(target)
        assert refusal(models) == "model.symlink"
        link.unlink()
    link.symlink_to(tmp_path, target_is_directory=True)
    assert refusal(models) == "model.symlink"


def test_a_link_to_a_folder_elsewhere_is_refused(
    models: Models, paths: Paths, make_model: MakeModel, tmp_path: Path
) -> None:
    make_model(tmp_path / "disk" / "big")
    (paths.models / "big").symlink_to(tmp_path / "disk" / "big")
    (refused,) = models.refused()
    assert refused.error.code == "model.symlink"
    assert models.all() == ()


def test_a_hugging_face_cache_is_read(models: Models, paths: Paths, make_model: MakeModel) -> None:
    repository = paths.models / "models--org--Pretty-Icons"
    snapshot = make_model(repository / "snapshots" / "0a1b2c")
    blobs = repository / "blobs"
    blobs.mkdir()
    for number, file in enumerate(sorted(f for f in snapshot.rglob("*") if f.is_file())):
        file.rename(blobs / str(number))
        file.symlink_to(blobs / str(number))
    (model,) = models.all()
    assert (model.id, model.name, model.path) == ("pretty-icons", "Pretty-Icons", str(snapshot))
    elsewhere = Models(lambda: (), discover([str(paths.home.parent / "site")]))
    assert elsewhere.find(str(snapshot)).name == "Pretty-Icons"


def test_what_is_missing_is_named(models: Models, paths: Paths, make_model: MakeModel) -> None:
    folder = make_model(paths.models / "half")
    weights = folder / "unet/diffusion_pytorch_model.safetensors"
    shard = weights.rename(weights.with_name("part-00001-of-00002.safetensors"))
    index = weights.with_name(f"{weights.name}.index.json")
    index.write_text(json.dumps({"weight_map": {"a": shard.name, "b": "part-00002-of-00002.safetensors"}}))
    assert refusal(models) == "model.incomplete"
    assert "part-00002" in models.refused()[0].error.message
    index.write_text(json.dumps({"weight_map": {"a": shard.name}}))
    models.scan()
    assert len(models.all()) == 1
    index.unlink()
    shard.unlink()
    assert refusal(models) == "model.incomplete"
    (folder / "unet/config.json").unlink()
    assert refusal(models) == "model.incomplete"
    assert "unet" in models.refused()[0].error.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "model.config"),
        ("[" * 200_000, "model.config"),
        ("[]", "model.incomplete"),
        ('{"_class_name": ["pipeline", "Own"]}', "model.incomplete"),
        (" " * 2_000_000 + "{}", "model.config"),
    ],
)
def test_an_index_that_makes_no_sense(
    models: Models, paths: Paths, make_model: MakeModel, text: str, code: str
) -> None:
    (make_model(paths.models / "odd") / "model_index.json").write_text(text)
    assert refusal(models) == code


def test_roots_that_are_missing_or_no_folders_are_named(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    models = Models(lambda: (tmp_path / "gone", tmp_path / "file"), discover([str(site)]))
    assert [(r.path, r.error.code) for r in models.refused()] == [
        (tmp_path / "gone", "model.unreadable"),
        (tmp_path / "file", "model.unreadable"),
    ]


def test_one_model_below_two_roots_is_listed_once(
    paths: Paths, models: Models, make_model: MakeModel
) -> None:
    make_model(paths.models / "a" / "one")
    twice = Models(lambda: (paths.models, paths.models / "a"), discover([str(paths.home.parent / "site")]))
    assert [model.id for model in twice.all()] == ["one"]


def test_models_that_plugins_bring_come_first(
    paths: Paths, site: Path, install: Callable[..., Path], make_model: MakeModel
) -> None:
    package = install("brush", models=("weights/zebra", "weights/absent", "../elsewhere"))
    make_model(package / "weights" / "zebra")
    make_model(site / "elsewhere")
    make_model(paths.models / "aardvark")
    models = Models(lambda: (paths.models,), discover([str(site)]))
    assert [(m.id, m.plugin) for m in models.all()] == [("zebra", "brush"), ("aardvark", "")]
    assert [model.id for model in models.for_generator("brush")] == ["zebra", "aardvark"]
    assert [(r.error.code, r.error.plugin) for r in models.refused()] == [("model.layout", "brush")] * 2
    (entry,) = models.generators_for(models.find("aardvark"))
    assert entry.id == "brush"
    with pytest.raises(AigcError, match="nonsense"):
        models.for_generator("nonsense")


def test_an_empty_list_of_classes_accepts_any(
    paths: Paths, site: Path, install: Callable[..., Path], make_model: MakeModel
) -> None:
    manifest = install("eager") / "aigc_plugin.toml"
    manifest.write_text(manifest.read_text().replace(', classes = ["StableDiffusionPipeline"]', ""))
    make_model(paths.models / "any", "WhateverPipeline")
    assert len(Models(lambda: (paths.models,), discover([str(site)])).all()) == 1
