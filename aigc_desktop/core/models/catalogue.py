"""Which models are on this machine, which generators load them, and which were refused and why."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.models import Model
from aigc_desktop.core.models import onnx
from aigc_desktop.core.models.search import (
    RefusedModel,
    cache_of,
    inspect,
    search,
    short_hash,
    slug,
)
from aigc_desktop.core.plugins import GeneratorEntry, Plugins


@dataclass(frozen=True, slots=True)
class _Found:
    models: tuple[Model, ...]
    refused: tuple[RefusedModel, ...]


class Models:
    """The models that plugins ship and those below the model roots. The first question scans the disk."""

    def __init__(self, roots: Callable[[], Sequence[Path]], plugins: Plugins) -> None:
        self._roots = roots
        self._plugins = plugins
        self._lock = threading.Lock()
        self._found: _Found | None = None

    def scan(self) -> None:
        """Look at the disk again."""
        with self._lock:
            self._found = self._search()

    def all(self) -> tuple[Model, ...]:
        """Every model that some generator loads; those that plugins ship come first."""
        return self._known().models

    def refused(self) -> tuple[RefusedModel, ...]:
        """What looks like a model and is not offered."""
        return self._known().refused

    def find(self, reference: str) -> Model:
        """The model with this id, or at this path.

        Raises AigcError `model.unknown`, or what the folder was refused for.
        """
        known = {model.id: model for model in self.all()}
        if reference in known:
            return known[reference]
        for refused in self.refused():
            if reference in (slug(refused.path), str(refused.path)):
                raise _raised(refused.error)
        place = Path(reference)
        if reference and place.exists():
            return self._at(place.absolute())
        raise AigcError(
            "model.unknown",
            f"There is no model “{reference}”.",
            f"Known are: {', '.join(known) or 'none'}. A path to a model will do as well.",
        )

    def name_of(self, model_id: str) -> str:
        """The name of a model by its id, or the id where none is known so far. Never looks at the disk."""
        found = self._found.models if self._found else ()
        return next((model.name for model in found if model.id == model_id), model_id)

    def for_generator(self, generator_id: str) -> tuple[Model, ...]:
        """The models that a generator loads, those that come with it first."""
        entry = self._plugins.generator(generator_id)
        fitting = [model for model in self.all() if _accepts(entry, model)]
        shipped = [str(entry.plugin.package / name) for name in entry.manifest.models]
        return tuple(sorted(fitting, key=lambda model: model.path not in shipped))

    def generators_for(self, model: Model) -> tuple[GeneratorEntry, ...]:
        """The generators that load a model."""
        return tuple(entry for entry in self._plugins.generators.values() if _accepts(entry, model))

    def _known(self) -> _Found:
        with self._lock:
            if self._found is None:
                self._found = self._search()
            return self._found

    def _search(self) -> _Found:
        models: list[Model] = []
        refused: list[RefusedModel] = []
        ids: set[str] = set()
        places: set[Path] = set()
        for found in self._everything():
            place = Path(found.path).resolve()
            if place in places:
                continue
            places.add(place)
            error = found.error if isinstance(found, RefusedModel) else self._unloadable(found)
            if error is not None:
                refused.append(RefusedModel(Path(found.path), error))
            elif isinstance(found, Model):
                models.append(_named(found, ids))
                ids.add(models[-1].id)
        return _Found(tuple(models), tuple(refused))

    def _everything(self) -> Iterator[Model | RefusedModel]:
        for entry in self._plugins.generators.values():
            for name in entry.manifest.models:
                yield _shipped(entry, name)
        for root in self._roots():
            yield from search(root.absolute())

    def _at(self, place: Path) -> Model:
        for known in self.all():
            if Path(known.path).resolve() == place.resolve():
                return known
        model = inspect(place, cache_of(place) or (place if place.is_dir() else place.parent))
        if model is None:
            raise AigcError(
                "model.layout",
                f"{place.name} is not a model that this application knows.",
                "A model is a folder with model_index.json or config.json and safetensors or ONNX files, "
                "or a single ONNX file.",
            )
        error = self._unloadable(model)
        if error is not None:
            raise _raised(error)
        return msgspec.structs.replace(model, id=str(place))

    def _unloadable(self, model: Model) -> ErrorInfo | None:
        if self.generators_for(model):
            return None
        accepted = {
            name
            for entry in self._plugins.generators.values()
            for accepts in entry.manifest.accepts
            if accepts.layout == model.layout
            for name in accepts.classes
        }
        return ErrorInfo(
            code="model.class",
            message=f"No installed generator loads {model.name}: it is a {model.class_name or model.layout}.",
            hint=f"Loaded are: {', '.join(sorted(accepted)) or 'none'}. Install a plugin for it.",
        )


def _accepts(entry: GeneratorEntry, model: Model) -> bool:
    return any(
        accepts.layout == model.layout
        and (not accepts.classes or any(fnmatchcase(model.class_name, name) for name in accepts.classes))
        and set(accepts.inputs) <= set(model.config.get(onnx.LAYOUT, {}).get("inputs", ()))
        for accepts in entry.manifest.accepts
    )


def _shipped(entry: GeneratorEntry, name: str) -> Model | RefusedModel:
    plugin = entry.plugin
    folder = plugin.package / name
    try:
        is_inside = folder.resolve().is_relative_to(plugin.package.resolve())
        model = inspect(folder, plugin.package) if is_inside else None
    except AigcError as error:
        return RefusedModel(folder, error.info(plugin=plugin.id))
    if model is not None:
        return msgspec.structs.replace(model, plugin=plugin.id)
    missing = ErrorInfo(
        code="model.layout",
        message=f"{plugin.id} says that it brings the model {name}, but there is none in its package.",
        hint=f"Reinstall {plugin.distribution}, or tell its author.",
        plugin=plugin.id,
    )
    return RefusedModel(folder, missing)


def _named(model: Model, taken: set[str]) -> Model:
    folder = Path(model.path)
    name = slug(folder)
    return msgspec.structs.replace(model, id=f"{name}-{short_hash(folder)}" if name in taken else name)


def _raised(error: ErrorInfo) -> AigcError:
    return AigcError(error.code, error.message, error.hint, error.details)
