"""Requests to pictures: sound by the conformance suite, and the same pixels whatever stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec
import numpy as np
import pytest
from aigc_gan import hooks
from aigc_gan.latents import latent, slerp
from PIL import Image

from aigc_desktop.api import AigcError, ImageOutput, Model, Task
from aigc_desktop.api.parameters import schema_of
from aigc_desktop.api.testing import CPU, ScriptedJob, check_generator, check_plugin, installed
from tests.plugins.gan import tiny
from tests.plugins.gan.running import pictures, request

TASKS: tuple[Task, ...] = ("class-to-image", "unconditional-image-generation", "latent-interpolation")
MIXING: Mapping[str, object] = {"style_latent": "3", "mix_from_layer": 1, "mix_to_layer": 3}
STYLE: Mapping[str, object] = {"truncation_psi": 0.7, **MIXING}
TinyModel = Callable[[str], Model]


def test_the_plugin_is_sound() -> None:
    check_plugin(installed("gan"))


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("class_name", tiny.NAMES)
def test_the_generator_is_sound(class_name: str, task: Task, tiny_model: TinyModel) -> None:
    more = dict(STYLE) if class_name == "StyleGenerator" else {}
    check_generator(installed("gan"), "gan", task, tiny_model(class_name), more)


@pytest.mark.parametrize("class_name", tiny.NAMES)
def test_a_picture_does_not_depend_on_its_neighbours(class_name: str, tiny_model: TinyModel) -> None:
    model = tiny_model(class_name)
    loaded = hooks.create_generator(model, CPU)
    four = request(model, seeds=(5, 6, 7, 8), label="wood")
    together = [picture.tobytes() for picture in pictures(loaded, four)]
    assert len(set(together)) == 4
    for place, seed in enumerate((5, 6, 7, 8)):
        alone = msgspec.structs.replace(four, seeds=(seed,))
        assert pictures(loaded, alone)[0].tobytes() == together[place]
    assert [p.tobytes() for p in pictures(loaded, four, (3, 1))] == [together[3], together[1]]


@pytest.mark.parametrize("class_name", tiny.NAMES)
def test_every_class_gives_other_pictures(class_name: str, tiny_model: TinyModel) -> None:
    model = tiny_model(class_name)
    loaded = hooks.create_generator(model, CPU)
    made = [pictures(loaded, request(model, label=name))[0] for name in tiny.CLASSES]
    assert len({picture.tobytes() for picture in made}) == len(tiny.CLASSES)
    assert made[0] == pictures(loaded, request(model))[0]


@pytest.mark.parametrize("class_name", tiny.NAMES)
def test_without_a_class_the_seed_chooses_one(class_name: str, tiny_model: TinyModel) -> None:
    model = tiny_model(class_name)
    loaded = hooks.create_generator(model, CPU)
    wanted = request(model, "unconditional-image-generation", seeds=tuple(range(12)))
    outputs = list(loaded.generate(wanted, ScriptedJob(wanted)))
    chosen = []
    for seed, output in enumerate(outputs):
        assert isinstance(output, ImageOutput)
        chosen.append(output.facts["class"])
        same = request(model, seeds=(seed,), label=output.facts["class"])
        assert pictures(loaded, same)[0] == output.image
    assert set(chosen) == set(tiny.CLASSES)


def _between(model: Model, position: float, seed: int = 5, **more: object) -> Image.Image:
    loaded = hooks.create_generator(model, CPU)
    values: dict[str, Any] = {"to_seed": 9, "position": position, **more}
    return pictures(loaded, request(model, "latent-interpolation", seeds=(seed,), **values))[0]


@pytest.mark.parametrize("class_name", tiny.NAMES)
def test_an_interpolation_begins_at_its_own_seed(class_name: str, tiny_model: TinyModel) -> None:
    model = tiny_model(class_name)
    own, other = (pictures(hooks.create_generator(model, CPU), request(model, seeds=(s,)))[0] for s in (5, 9))
    assert _between(model, 0.0) == own
    assert _between(model, 0.5) not in (own, other)
    if class_name != "StyleGenerator":  # whose noise stays that of its own seed
        assert _between(model, 1.0) == other


def test_a_style_interpolation_ends_at_the_other_style(tiny_model: TinyModel) -> None:
    model = tiny_model("StyleGenerator")
    wanted = request(model, seeds=(9,), noise=0.0)
    assert _between(model, 1.0, noise=0.0) == pictures(hooks.create_generator(model, CPU), wanted)[0]
    assert _between(model, 1.0, noise=1.0) != _between(model, 1.0, noise=1.0, seed=6)


def test_slerp_follows_the_arc() -> None:
    first, second = np.array([3, 0], np.float32), np.array([0, 3], np.float32)
    assert np.allclose(slerp(first, second, 1 / 3), [3 * 0.75**0.5, 1.5])
    assert np.allclose(slerp(first, first, 0.3), first)
    long = latent(1, 64), latent(2, 64)
    middle = np.linalg.norm(slerp(*long, 0.5))
    assert middle == pytest.approx(np.mean([np.linalg.norm(end) for end in long]), rel=0.1)


def test_style_mixing_and_truncation_change_the_picture(tiny_model: TinyModel) -> None:
    model = tiny_model("StyleGenerator")
    loaded = hooks.create_generator(model, CPU)
    plain = pictures(loaded, request(model))[0]
    assert pictures(loaded, request(model, style_latent="4"))[0] == plain
    assert pictures(loaded, request(model, mix_to_layer=2))[0] == plain
    mixed = pictures(loaded, request(model, style_latent="4", mix_to_layer=2))[0]
    assert mixed not in (plain, pictures(loaded, request(model, style_latent="7", mix_to_layer=2))[0])
    assert pictures(loaded, request(model, truncation_psi=0.3))[0] != plain


@pytest.mark.parametrize("task", TASKS[:2])
@pytest.mark.parametrize("class_name", tiny.NAMES)
def test_a_latent_is_where_the_picture_is_made_from(
    class_name: str, task: Task, tiny_model: TinyModel
) -> None:
    model = tiny_model(class_name)
    loaded = hooks.create_generator(model, CPU)
    more: dict[str, Any] = {"noise": 0.0} if class_name == "StyleGenerator" else {}
    if task == "class-to-image":
        more["label"] = "wood"

    def made(seed: int, latent: str = "") -> Image.Image:
        return pictures(loaded, request(model, task, seeds=(seed,), latent=latent, **more))[0]

    # The seed goes on choosing the class where none is asked for: 0 and 9 choose the same one.
    assert made(0, "9") == made(9) != made(0)
    assert made(0, " 1 * 9 ") == made(9)
    assert len({made(0, text).tobytes() for text in ("", "9", "0.6*0 + 0.8*9", "0.6*0 - 0.8*9")}) == 4


def test_the_noise_of_the_layers_stays_that_of_the_seed(tiny_model: TinyModel) -> None:
    model = tiny_model("StyleGenerator")
    loaded = hooks.create_generator(model, CPU)
    one, two = (pictures(loaded, request(model, seeds=(seed,), latent="9"))[0] for seed in (1, 2))
    assert one != two
    assert two != pictures(loaded, request(model, seeds=(9,)))[0]


@pytest.mark.parametrize("name", ["latent", "style_latent"])
@pytest.mark.parametrize("text", ["wood", "0.5*", "1e9*3", "3 4", "nan*3"])
def test_what_is_no_point_of_a_latent_space_is_refused(name: str, text: str, tiny_model: TinyModel) -> None:
    model = tiny_model("StyleGenerator")
    asked: dict[str, Any] = {name: text}
    with pytest.raises(AigcError) as caught:
        pictures(hooks.create_generator(model, CPU), request(model, **asked))
    assert (caught.value.code, bool(caught.value.hint)) == ("latent.text", True)


@pytest.mark.parametrize("name", ["latent", "style_latent"])
def test_the_latent_lab_knows_the_fields(name: str, tiny_model: TinyModel) -> None:
    schema = schema_of(hooks.parameters("class-to-image", tiny_model("StyleGenerator")))["properties"][name]
    assert (schema["x-widget"], schema["x-advanced"], schema["default"]) == ("latent", True, "")


@pytest.mark.parametrize("class_name", tiny.NAMES)
def test_half_precision_gives_nearly_the_same(class_name: str, tiny_model: TinyModel) -> None:
    model = tiny_model(class_name)
    exact = pictures(hooks.create_generator(model, CPU), request(model))[0]
    half = hooks.create_generator(model, msgspec.structs.replace(CPU, precision="bfloat16"))
    near = pictures(half, request(model))[0]
    differences = [abs(a - b) for a, b in zip(exact.tobytes(), near.tobytes(), strict=True)]
    assert 0 < max(differences) < 64
    assert sum(differences) / len(differences) < 6


def test_a_closed_generator_makes_nothing(tiny_model: TinyModel) -> None:
    model = tiny_model("MlpGenerator")
    loaded = hooks.create_generator(model, CPU)
    loaded.close()
    with pytest.raises(ValueError, match="closed"):
        pictures(loaded, request(model))


@pytest.mark.parametrize("class_name", tiny.NAMES)
def test_the_form_shows_what_the_model_takes(class_name: str, tiny_model: TinyModel) -> None:
    model, is_style = tiny_model(class_name), class_name == "StyleGenerator"
    fields = {task: hooks.parameters(task, model).__struct_fields__ for task in TASKS}
    style = ("truncation_psi", "noise", "style_latent", "mix_from_layer", "mix_to_layer") if is_style else ()
    space = ("latent_space",) if is_style else ()
    assert fields["class-to-image"] == ("label", "latent", *style, *space)
    assert fields["unconditional-image-generation"] == ("latent", *style, *space)
    assert fields["latent-interpolation"] == ("label", "to_seed", "position", *style)
    label = hooks.parameters("class-to-image", model).__annotations__["label"]
    assert get_args(get_args(label)[0]) == tiny.CLASSES


def test_a_model_without_classes_makes_pictures_but_none_of_a_class(tmp_path: Path) -> None:
    sizes = msgspec.structs.replace(tiny.SIZES["StyleGenerator"], classes=())
    model = tiny.model(tiny.save(sizes, tmp_path / "plain"))
    loaded = hooks.create_generator(model, CPU)
    made = pictures(loaded, request(model, "unconditional-image-generation", seeds=(1, 2)))
    assert made[0] != made[1]
    assert "label" not in hooks.parameters("latent-interpolation", model).__struct_fields__
    with pytest.raises(AigcError) as caught:
        hooks.parameters("class-to-image", model)
    assert caught.value.code == "model.task"
