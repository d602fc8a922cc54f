"""The generator that is loaded now."""

from __future__ import annotations

from aigc_desktop.api.generator import Generator
from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Runtime
from aigc_desktop.engine import memory
from aigc_desktop.engine.plugins import ActivePlugins


class LoadedGenerator:
    """Keeps one generator loaded, and gives its memory back before it loads another."""

    def __init__(self, plugins: ActivePlugins) -> None:
        self._plugins = plugins
        self._key: tuple[str, str, str, Runtime] | None = None
        self._generator: Generator | None = None

    def get(self, plugin: str, generator: str, model: Model, runtime: Runtime) -> Generator:
        """The generator for this model and runtime, loaded if it is not yet."""
        key = (plugin, generator, model.path, runtime)
        if self._generator is None or self._key != key:
            self.close()
            self._generator = self._plugins.create_generator(plugin, generator, model, runtime)
            self._key = key
        return self._generator

    def close(self) -> None:
        """Give the memory of the loaded generator back."""
        generator, self._generator, self._key = self._generator, None, None
        if generator is not None:
            generator.close()
            del generator
            memory.give_back()
