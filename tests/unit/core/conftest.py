"""What the tests of the core share: folders of their own, and plugins that look installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from aigc_desktop.api import Animation, Request, Runtime
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.core.database import Database
from aigc_desktop.core.events import CoreEvent, Events
from aigc_desktop.core.library import Library
from aigc_desktop.core.paths import Paths
from aigc_desktop.media.encode import write_image, write_text
from aigc_desktop.media.sequence import timed, write_sequence
from aigc_desktop.messages import OutputSaved

InstallPlugin = Callable[..., Path]
Write = Callable[..., OutputSaved]

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


@pytest.fixture
def published() -> list[CoreEvent]:
    """What was published on `events`."""
    return []


@pytest.fixture
def events(published: list[CoreEvent]) -> Events:
    events = Events()
    events.subscribe(published.append)
    return events


@pytest.fixture
def library(paths: Paths, database: Database, events: Events) -> Library:
    return Library(paths, database, events)


@pytest.fixture
def incoming(paths: Paths) -> Path:
    """The folder of a job that an engine writes into."""
    folder = paths.incoming / "session" / "job"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def write(incoming: Path) -> Write:
    """Write an output as an engine does and give its message."""

    def write(
        index: int = 0,
        *,
        job: str = "job",
        side: int = 8,
        text: str = "",
        frames: int = 0,
        model: str = "starter",
        **prompts: str,
    ) -> OutputSaved:
        request = Request(
            generator="diffusion",
            model=model,
            task="text-to-image",
            parameters=dict(prompts),
            seeds=tuple(range(100, 110)),
            runtime=Runtime(backend="torch", device="cpu", precision="float32"),
            animation=Animation(keyframes=("1", "2"), frames=frames) if frames else None,
        )
        recipe = Recipe(
            request=request,
            index=index,
            job_id=job,
            family="diffusion",
            model_name=f"The {model} model",
            model_hash="0123456789abcdef",
            plugin="diffusion",
            plugin_version="1.0",
            app_version="0.1.0",
            device_name="CPU",
            created_at=1_700_000_000.0 + index,
        )
        name = f"{index:04d}"
        if frames:
            recipe = timed(recipe, frames, 20.0)
            written = write_sequence(
                _frames(incoming / "scratch", frames, side), 20.0, recipe, incoming, name
            )
        elif text:
            written = write_text(text, incoming, name)
        else:
            picture = Image.new("RGB", (side, side), (index, 50, 90))
            written = write_image(picture, recipe, incoming, name)
        return OutputSaved(
            job_id=job,
            index=index,
            kind="sequence" if frames else "text" if text else "image",
            file=written.file,
            thumbnail=written.thumbnail,
            width=written.width,
            height=written.height,
            recipe=recipe,
        )

    return write


def _frames(folder: Path, count: int, side: int) -> list[Path]:
    """Pictures that differ, as files."""
    folder.mkdir(exist_ok=True)
    files = [folder / f"{number}.png" for number in range(count)]
    for number, file in enumerate(files):
        Image.new("RGB", (side, side), (40 * number % 256, 50, 90)).save(file)
    return files
