"""What the tests of the core share: folders of their own, and plugins that look installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aigc_desktop.core.database import Database
from aigc_desktop.core.paths import Paths

InstallPlugin = Callable[..., Path]

MANIFEST = """
id = "{id}"
name = "A plugin called {id}"
api_version = 1
licence = "Apache-2.0"
hooks = "{package}.hooks"

[[generators]]
id = "{generator}"
name = "A generator called {generator}"
family = "diffusion"
tasks = ["text-to-image"]
outputs = ["image"]
runtimes = ["torch"]
accepts = [{{ layout = "diffusers", classes = ["StableDiffusionPipeline"] }}]
models = {models}
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths(tmp_path / "home")
    paths.make()
    return paths


@pytest.fixture
def database(paths: Paths) -> Iterator[Database]:
    database = Database(paths.database)
    yield database
    database.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder in which plugins are installed."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def install(site: Path) -> InstallPlugin:
    """Install a distribution into `site` as a wheel's installation leaves it; gives its package folder."""

    def install(
        name: str,
        *,
        id: str = "",  # noqa: A002 - the manifest's word
        generator: str = "",
        models: tuple[str, ...] = (),
        manifest: str | None = None,
        value: str | None = None,
        code: str = "",
    ) -> Path:
        plain = name.replace("-", "_")
        package = site / plain
        package.mkdir()
        (package / "__init__.py").write_text(code)
        text = MANIFEST.format(
            id=id or plain, package=plain, generator=generator or plain, models=list(models)
        )
        (package / "aigc_plugin.toml").write_text(text if manifest is None else manifest)
        info = site / f"{plain}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
        entry = value or f"{plain}:aigc_plugin.toml"
        (info / "entry_points.txt").write_text(f"[aigc_desktop.plugins]\n{id or plain} = {entry}\n")
        return package

    return install
