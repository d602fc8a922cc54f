"""Which plugins are installed, and what they say about themselves: read without importing any of them."""

from __future__ import annotations

import importlib.util
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.machinery import ModuleSpec, PathFinder
from importlib.metadata import Distribution, EntryPoint, distributions
from pathlib import Path
from types import MappingProxyType

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.manifest import (
    ENTRY_POINT_GROUP,
    FILE_NAME,
    GeneratorManifest,
    Manifest,
    parse_manifest,
)
from aigc_desktop.messages import PluginRef

log = logging.getLogger(__name__)

FIRST_PARTY = frozenset({"aigc-diffusion", "aigc-gan", "aigc-transformer", "aigc-vae"})
"""The distributions that this project makes. They come first where two plugins claim one id."""

_MAX_MANIFEST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class InstalledPlugin:
    """A plugin as found on this machine. `manifest` is None when `error` says why it cannot be read."""

    id: str
    version: str
    distribution: str
    package: Path
    manifest: Manifest | None
    error: ErrorInfo | None
    is_first_party: bool


@dataclass(frozen=True, slots=True)
class GeneratorEntry:
    """A generator that can be used, with the plugin that brings it."""

    plugin: InstalledPlugin
    manifest: GeneratorManifest

    @property
    def id(self) -> str:
        """What users type."""
        return self.manifest.id


class Plugins:
    """Every installed plugin, and the generators of those without an error."""

    def __init__(self, installed: Iterable[InstalledPlugin]) -> None:
        self.installed = tuple(installed)
        self.generators: Mapping[str, GeneratorEntry] = MappingProxyType(
            {
                g.id: GeneratorEntry(plugin, g)
                for plugin in self.installed
                if plugin.manifest is not None and plugin.error is None
                for g in plugin.manifest.generators
            }
        )

    def generator(self, generator_id: str) -> GeneratorEntry:
        """The generator called so; raises AigcError `generator.unknown`."""
        entry = self.generators.get(generator_id)
        if entry is None:
            known = ", ".join(sorted(self.generators)) or "none, because no plugin is installed"
            raise AigcError(
                "generator.unknown", f"There is no generator “{generator_id}”.", f"Installed are: {known}."
            )
        return entry

    def refs(self, backend: str) -> tuple[PluginRef, ...]:
        """What an engine on `backend` is to activate."""
        return tuple(
            PluginRef(
                id=plugin.id,
                version=plugin.version,
                hooks=plugin.manifest.hooks,
                site=str(plugin.package.parent),
            )
            for plugin in self.installed
            if plugin.manifest is not None and plugin.error is None
            if any(backend in generator.runtimes for generator in plugin.manifest.generators)
        )


def discover(path: Sequence[str] | None = None) -> Plugins:
    """Find the installed plugins, or those in the folders of `path` alone.

    No plugin is imported. One that cannot be read becomes an InstalledPlugin with an error.
    """
    found = [_inspect(claim, path) for claim in _claims(path)]
    found.sort(key=lambda plugin: (not plugin.is_first_party, plugin.distribution, plugin.id))
    return Plugins(_without_duplicates(found))


@dataclass(frozen=True, slots=True)
class _Claim:
    """An entry point of our group, and the distribution that makes it."""

    entry: EntryPoint
    distribution: str
    version: str


def _claims(path: Sequence[str] | None) -> Iterator[_Claim]:
    seen: set[str] = set()
    for dist in distributions() if path is None else distributions(path=list(path)):
        try:
            claims = _claims_of(dist)
        except (OSError, ValueError, TypeError) as error:  # anybody's broken distribution
            log.warning("the entry points of an installed distribution cannot be read: %s", error)
            continue
        if claims and claims[0].distribution not in seen:  # a later folder's copy is shadowed
            seen.add(claims[0].distribution)
            yield from claims


def _claims_of(dist: Distribution) -> list[_Claim]:
    # Parsing the entry points and names of everything that is installed would take the most time here.
    if ENTRY_POINT_GROUP not in (dist.read_text("entry_points.txt") or ""):
        return []
    metadata = dist.metadata
    name = re.sub(r"[-_.]+", "-", metadata["Name"] or "").lower()
    entries = (entry for entry in dist.entry_points if entry.group == ENTRY_POINT_GROUP)
    return [_Claim(entry, name, metadata["Version"] or "") for entry in entries]


def _inspect(claim: _Claim, path: Sequence[str] | None) -> InstalledPlugin:
    entry = claim.entry
    plugin = InstalledPlugin(
        id=entry.name,
        version=claim.version,
        distribution=claim.distribution,
        package=Path(),
        manifest=None,
        error=None,
        is_first_party=claim.distribution in FIRST_PARTY,
    )
    try:
        package = _locate(entry, path)
        plugin = replace(plugin, package=package)
        manifest = _read(package, claim.distribution)
        return replace(plugin, id=manifest.id, manifest=manifest)
    except AigcError as error:
        return replace(plugin, error=error.info(plugin=entry.name))


def _locate(entry: EntryPoint, path: Sequence[str] | None) -> Path:
    package, _, file = entry.value.partition(":")
    if not package.isidentifier() or file != FILE_NAME:
        raise _broken(f"{entry.name}: the entry point must be `package:{FILE_NAME}`, not `{entry.value}`.")
    # A top-level name is looked up in the file system; only a dotted one would import its parents.
    spec = _spec(package, path)
    if spec is None or not spec.submodule_search_locations:
        raise _broken(f"{entry.name}: the package `{package}` is missing.")
    return Path(next(iter(spec.submodule_search_locations))).absolute()


def _spec(package: str, path: Sequence[str] | None) -> ModuleSpec | None:
    try:
        return importlib.util.find_spec(package) if path is None else PathFinder.find_spec(package, path)
    except (ValueError, ImportError) as error:
        raise _broken(f"The package `{package}` cannot be located: {error}.") from error


def _read(package: Path, distribution: str) -> Manifest:
    file = package / FILE_NAME
    try:
        if file.stat().st_size > _MAX_MANIFEST_BYTES:
            raise _broken(f"The manifest of {distribution} is far too large.")
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(f"The manifest of {distribution} cannot be read: {error}.") from error
    manifest = parse_manifest(text, f"The manifest of {distribution}")
    if manifest.hooks.partition(".")[0] != package.name:
        raise _broken(f"The manifest of {distribution} names hooks outside its own package {package.name}.")
    return manifest


def _without_duplicates(found: Iterable[InstalledPlugin]) -> Iterator[InstalledPlugin]:
    plugins: dict[str, str] = {}
    generators: dict[str, str] = {}
    for plugin in found:
        if plugin.manifest is None:
            yield plugin
            continue
        ids = [generator.id for generator in plugin.manifest.generators]
        taken = [("plugin", plugin.id, plugins[plugin.id])] if plugin.id in plugins else []
        taken += [("generator", i, generators[i]) for i in ids if i in generators]
        if taken:
            yield replace(plugin, error=_duplicate(plugin, *taken[0]))
            continue
        plugins[plugin.id] = plugin.distribution
        generators.update(dict.fromkeys(ids, plugin.distribution))
        yield plugin


def _duplicate(plugin: InstalledPlugin, kind: str, name: str, owner: str) -> ErrorInfo:
    return ErrorInfo(
        code="plugin.duplicate",
        message=f"The {kind} id “{name}” of {plugin.distribution} is already taken by {owner}.",
        hint=f"Uninstall {plugin.distribution} or {owner}.",
        plugin=plugin.id,
    )


def _broken(message: str) -> AigcError:
    return AigcError("plugin.manifest", message, "Reinstall the plugin, or tell its author.")
