"""Installs plugins for tests: a package and its `.dist-info` in a folder, as pip leaves them."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

SCRIPTED = Path(__file__).parent / "scripted"
_MODEL = SCRIPTED / "src" / "aigc_scripted" / "model"


def install(source: Path, site: Path) -> None:
    """Install the plugin project at `source` (pyproject.toml, src/) into the folder `site`."""
    project = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))["project"]
    shutil.copytree(source / "src", site, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    _write_metadata(site, project["name"], project["version"], project["entry-points"])


def write_plugin(site: Path, plugin_id: str, *, hooks: str, generators: str) -> None:
    """Write a plugin of one module into `site`: the source of its hooks, the TOML of its generators."""
    package = f"aigc_{plugin_id.replace('-', '_')}"
    folder = site / package
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(hooks, "utf-8")
    head = (
        f'id = "{plugin_id}"\nname = "{plugin_id}"\napi_version = 1\nlicence = "MIT"\nhooks = "{package}"\n'
    )
    (folder / "aigc_plugin.toml").write_text(head + generators, "utf-8")
    points = {"aigc_desktop.plugins": {plugin_id: f"{package}:aigc_plugin.toml"}}
    _write_metadata(site, package, "1.0.0", points)


def write_model(folder: Path, faults: Mapping[str, str] | None = None) -> Path:
    """A model for the scripted generator at `folder` that fails in the hooks that `faults` names."""
    shutil.copytree(_MODEL, folder)
    index = json.loads((folder / "model_index.json").read_text("utf-8"))
    (folder / "model_index.json").write_text(json.dumps({**index, "_fault": dict(faults or {})}), "utf-8")
    return folder


def _write_metadata(site: Path, name: str, version: str, points: Mapping[str, Mapping[str, str]]) -> None:
    info = site / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
    lines = [
        line
        for group, entries in points.items()
        for line in (f"[{group}]", *(f"{key} = {value}" for key, value in entries.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
