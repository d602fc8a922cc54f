from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from aigc_desktop.core.database import Database
from aigc_desktop.core.models import Models, model_hash
from aigc_desktop.core.paths import Paths


def test_the_hash_is_that_of_the_weights_alone(
    models: Models, paths: Paths, make_model: Callable[..., Path], database: Database
) -> None:
    first = make_model(paths.models / "first")
    shutil.copytree(first, paths.models / "second")
    (paths.models / "second" / "README.md").write_text("other words")
    one, two = models.all()
    assert model_hash(one, database) == model_hash(two, database)
    weights = first / "unet/diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\1")
    assert model_hash(one, database) != model_hash(two, database)
    shutil.copytree(first / "unet", first / "unet2")
    assert model_hash(one, database) != model_hash(two, database)


def test_a_file_is_read_once(
    models: Models, paths: Paths, make_model: Callable[..., Path], database: Database
) -> None:
    weights = make_model(paths.models / "big") / "unet/diffusion_pytorch_model.safetensors"
    (model,) = models.all()
    before = model_hash(model, database)
    status = weights.stat()
    weights.write_bytes(bytes(status.st_size))
    os.utime(weights, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert model_hash(model, database) == before  # size and time say that it is the same
    os.utime(weights, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert model_hash(model, database) != before
