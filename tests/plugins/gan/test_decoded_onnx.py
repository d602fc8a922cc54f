"""A generator with layouts and a decoder in ONNX: everything that the starter is made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from aigc_gan import hooks
from aigc_gan.sizes import DecoderSizes, LayoutSizes, StyleSizes

from aigc_desktop.api import Model, ModelOutput, Request, Runtime
from aigc_desktop.api.exporting import compare_pictures
from aigc_desktop.api.testing import CPU, ScriptedJob
from aigc_desktop.core.models.search import inspect
from tests.plugins.gan import tiny
from tests.plugins.gan.running import pictures, request

ONNX = Runtime(backend="onnx", device="cpu", precision="float32")
SIZES = StyleSizes(
    image_size=64,
    latent_size=16,
    channels=(12,),
    first_size=16,
    classes=tiny.CLASSES,
    plain_layers=2,
    layouts=LayoutSizes(count=4, channels=5),
    decoder=DecoderSizes(latent_channels=5, channels=(8, 6)),
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return tiny.model(tiny.save(SIZES, tmp_path_factory.mktemp("model") / "decoded"))


@pytest.mark.parametrize("precision", ["fp32", "fp16"])
def test_both_runtimes_draw_the_same(source: Model, precision: str, tmp_path: Path) -> None:
    wanted = Request(
        generator="gan", model=source.id, task="onnx-export", parameters={"precision": precision}
    )
    job = ScriptedJob(wanted)
    (output,) = hooks.create_generator(source, CPU).generate(wanted, job)
    assert isinstance(output, ModelOutput)
    target = inspect(output.folder, output.folder)
    assert target is not None
    asked = request(source, seeds=tuple(range(6)), label="paper", truncation_psi=0.7)
    before = pictures(hooks.create_generator(source, CPU), asked)
    after = pictures(hooks.create_generator(target, ONNX), asked)
    assert len({picture.tobytes() for picture in before}) == 6
    for one, other in zip(before, after, strict=True):
        difference, ratio = compare_pictures(one, other)
        assert difference <= 2 if precision == "fp32" else ratio >= 40
