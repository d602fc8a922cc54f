"""The manifest `aigc_plugin.toml`: the single static truth about a plugin, read without importing it."""

from __future__ import annotations

import re
import tomllib

import msgspec

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.tasks import MODEL_TASKS, Backend, Family, OutputKind, Task

API_VERSION = 1
"""The version of the contract that this application serves."""

FILE_NAME = "aigc_plugin.toml"
ENTRY_POINT_GROUP = "aigc_desktop.plugins"


class Accepts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which models a generator loads: a layout, and the declared classes within it (none: any).

    A class may be a pattern with `*`, such as `*ForCausalLM`; the empty class is that of a single ONNX file
    that does not say what it is. Of such files, `inputs` must all be there.
    """

    layout: str
    classes: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


class GeneratorManifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One generator of a plugin. `models` are folders inside the package that come with it."""

    id: str
    name: str
    family: Family
    tasks: tuple[Task, ...]
    outputs: tuple[OutputKind, ...]
    runtimes: tuple[Backend, ...]
    accepts: tuple[Accepts, ...] = ()
    models: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()

    @property
    def asset_tasks(self) -> tuple[Task, ...]:
        """The tasks that make assets, the usual one first."""
        return tuple(task for task in self.tasks if task not in MODEL_TASKS)


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `aigc_plugin.toml` says. `hooks` is the dotted module that holds the hookimpls."""

    id: str
    name: str
    api_version: int
    licence: str
    hooks: str
    generators: tuple[GeneratorManifest, ...]
    description: str = ""
    author: str = ""


def parse_manifest(text: str, where: str) -> Manifest:
    """Read a manifest; `where` names it in errors.

    Raises AigcError `plugin.manifest` or `plugin.api_version`.
    """
    try:
        manifest = msgspec.convert(tomllib.loads(text), Manifest)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise AigcError(
            "plugin.manifest",
            f"{where} is not a valid plugin manifest: {error}.",
            "Tell the plugin's author; the plugin guide lists every field.",
        ) from error
    _check(manifest, where)
    return manifest


def _check(manifest: Manifest, where: str) -> None:
    ids = [manifest.id, *(g.id for g in manifest.generators)]
    bad = [i for i in ids if not re.fullmatch(r"[a-z][a-z0-9_-]{0,63}", i)]
    if bad or not re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", manifest.hooks):
        wrong = f"id {bad[0]!r}" if bad else f"hooks {manifest.hooks!r}"
        raise AigcError(
            "plugin.manifest",
            f"{where}: {wrong} is not a valid name.",
            "Ids are small letters, digits, - and _; hooks is a dotted module name.",
        )
    if len(set(ids[1:])) != len(ids[1:]) or not manifest.generators:
        raise AigcError("plugin.manifest", f"{where}: generators must be present and have different ids.")
    if manifest.api_version != API_VERSION:
        newer = manifest.api_version > API_VERSION
        raise AigcError(
            "plugin.api_version",
            f"{manifest.name} was written for version {manifest.api_version} of the plugin contract; "
            f"this application serves version {API_VERSION}.",
            "Update the application." if newer else "Update the plugin.",
        )
