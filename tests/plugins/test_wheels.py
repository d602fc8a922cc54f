"""The wheels are whole: development uses the checkout, so only here would a missing file be missed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from aigc_desktop.core.models import Models
from aigc_desktop.core.plugins import discover

ROOT = Path(__file__).parents[2]
PLUGINS = sorted(path.parent for path in (ROOT / "plugins").glob("*/pyproject.toml"))


def unpacked_wheel(project: Path, folder: Path) -> Path:
    """Build the wheel of `project` and unpack it as an installer would."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder / "wheels"), str(project)], check=True)
    (wheel,) = (folder / "wheels").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize("project", PLUGINS, ids=lambda project: project.name)
def test_the_wheel_of_a_plugin_brings_its_manifest_hooks_and_models(project: Path, tmp_path: Path) -> None:
    site = unpacked_wheel(project, tmp_path)
    plugins = discover([str(site)])
    (plugin,) = plugins.installed
    assert plugin.error is None
    assert plugin.manifest is not None
    assert (site / plugin.manifest.hooks.replace(".", "/")).with_suffix(".py").is_file()
    models = Models(list, plugins)
    assert models.refused() == ()
    assert len(models.all()) == sum(len(generator.models) for generator in plugin.manifest.generators)


def test_the_wheel_of_the_application_brings_its_resources(tmp_path: Path) -> None:
    site = unpacked_wheel(ROOT, tmp_path)
    wanted = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*.*")}
    assert wanted
    for path in wanted:
        assert (site / "aigc_desktop" / path).is_file()
    assert (site / "aigc_desktop" / "__main__.py").is_file()
    assert not (site / "tests").exists()
