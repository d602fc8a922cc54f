"""The plugin guide is true: its example is installed and used, its hooks and fields are all there are."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from aigc_desktop.api import Task, exporting, hookspecs, latents, logs, manifest, noise, weights
from aigc_desktop.api.onnx_network import OnnxNetwork
from tests.e2e.commands import Aigc
from tests.plugins.installing import install

GUIDE = (Path(__file__).parents[2] / "docs" / "plugin-guide.md").read_text("utf-8")
FILES = dict(re.findall(r"^`([\w./]+)`:\n\n```\w+\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL))
HOOKS = [name for name, value in vars(hookspecs).items() if hasattr(value, "aigc_desktop_spec")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The example, written out as the guide tells."""
    folder = tmp_path / "dots"
    package = folder / "src" / "aigc_dots"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    for name, text in FILES.items():
        if name != "make_starter.py":
            (folder / name).write_text(text, "utf-8")
    subprocess.run([sys.executable, "-c", FILES["make_starter.py"]], cwd=package, check=True)
    return folder


def test_the_example_makes_pictures(project: Path, site: Path, home: Path) -> None:
    install(project, site)
    aigc = Aigc(home)
    assert "Draws dots" in aigc("plugins", "info", "dots").out
    done = aigc("generate", "dots", "-n", "2", "--seed", "1", "--size", "64")
    assert done.code == 0, done.err
    pictures = [Image.open(line) for line in done.lines]
    assert [picture.size for picture in pictures] == [(64, 64), (64, 64)]
    assert pictures[0].tobytes() != pictures[1].tobytes()
    colours = pictures[0].getcolors() or []
    assert (230, 60, 60) in [colour for _, colour in colours]
    assert "from 16 to 1024" in aigc("generate", "dots", "-s", "size=8").err


@pytest.mark.parametrize("hook", HOOKS)
def test_each_hook_has_its_heading_with_its_exact_signature(hook: str) -> None:
    signature = inspect.signature(vars(hookspecs)[hook])
    heading = f"### `{hook}{signature}`".replace("'", "")
    assert heading in GUIDE.splitlines()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("OnnxNetwork", OnnxNetwork.__init__),
        ("OnnxNetwork.run", OnnxNetwork.run),
        ("OnnxNetwork.run_keeping", OnnxNetwork.run_keeping),
        ("OnnxNetwork.place", OnnxNetwork.place),
        ("OnnxNetwork.rank", OnnxNetwork.rank),
        ("normal", noise.normal),
        ("latent_or_seed", latents.latent_or_seed),
        ("Latent.noise", latents.Latent.noise),
        ("Latent.blend", latents.Latent.blend),
        ("refuse_code", weights.refuse_code),
        ("damaged", weights.damaged),
        ("no_numbers", weights.no_numbers),
        ("libraries_log_to", logs.libraries_log_to),
        ("export_graph", exporting.export_graph),
        ("carry_over", exporting.carry_over),
        ("check_pictures", exporting.check_pictures),
        ("exported", exporting.exported),
    ],
)
def test_what_the_contract_offers_has_its_heading_with_its_exact_signature(
    name: str, told: Callable[..., object]
) -> None:
    signature = str(inspect.signature(told)).replace("'", "").replace("(self, ", "(")
    heading = f"### `{name}{signature.removesuffix(' -> None') if name == 'OnnxNetwork' else signature}`"
    assert heading in GUIDE.splitlines()


def test_each_task_is_named() -> None:
    assert set(get_args(Task)) <= set(re.findall(r"`([\w-]+)`", GUIDE))


@pytest.mark.parametrize("kind", [manifest.Manifest, manifest.GeneratorManifest])
def test_each_field_of_the_manifest_is_explained(kind: type) -> None:
    tables = [line.split("|")[1] for line in GUIDE.splitlines() if line.startswith("| `")]
    explained = set(re.findall(r"`(\w+)`", " ".join(tables)))
    assert set(kind.__struct_fields__) - {"generators"} <= explained  # type: ignore[attr-defined]
