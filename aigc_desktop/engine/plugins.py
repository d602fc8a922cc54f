"""Activates plugins through pluggy and asks each about its own generators only."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable, Iterable
from typing import Any

import pluggy

from aigc_desktop.api import hookspecs
from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.api.generator import Generator
from aigc_desktop.api.models import Model
from aigc_desktop.api.parameters import Params
from aigc_desktop.api.requests import Runtime
from aigc_desktop.api.tasks import Task
from aigc_desktop.messages import PluginRef


class ActivePlugins:
    """The plugins of this engine. One that cannot be activated is recorded and does not stop the others."""

    def __init__(self, refs: Iterable[PluginRef]) -> None:
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._modules: dict[str, object] = {}
        self.failures: dict[str, ErrorInfo] = {}
        for ref in refs:
            self._activate(ref)

    def parameters(self, plugin: str, generator: str, task: Task, model: Model) -> type[Params]:
        """The parameter type of a generator; raises AigcError when the plugin has no answer."""
        answer = self._own(plugin, "parameters")(generator=generator, task=task, model=model)
        if not (isinstance(answer, type) and issubclass(answer, Params)):
            raise AigcError("plugin.answer", f"{plugin} has no parameters for {generator} and {task}.")
        return answer

    def create_generator(self, plugin: str, generator: str, model: Model, runtime: Runtime) -> Generator:
        """Load a model; raises AigcError when the plugin has no answer."""
        answer: Generator | None = self._own(plugin, "create_generator")(
            generator=generator, model=model, runtime=runtime
        )
        if answer is None:
            raise AigcError("plugin.answer", f"{plugin} made no generator for {generator}.")
        return answer

    def _activate(self, ref: PluginRef) -> None:
        if ref.site not in sys.path:
            sys.path.append(ref.site)
        try:
            module = importlib.import_module(ref.hooks)
            self._manager.register(module, ref.id)
            self._manager.check_pending()
            self._modules[ref.id] = module
        except (Exception, SystemExit) as error:
            self._manager.unregister(name=ref.id) if self._manager.has_plugin(ref.id) else None
            self.failures[ref.id] = blame(error, ref.id, f"The plugin {ref.id} could not be started.")

    def _own(self, plugin: str, hook: str) -> Callable[..., Any]:
        if plugin in self.failures:
            failure = self.failures[plugin]
            raise AigcError(failure.code, failure.message, failure.hint, failure.details)
        if plugin not in self._modules:
            raise AigcError("plugin.unknown", f"The plugin {plugin} is not part of this engine.")
        others = [module for name, module in self._modules.items() if name != plugin]
        return self._manager.subset_hook_caller(hook, remove_plugins=others)


def blame(error: BaseException, plugin: str, what: str = "") -> ErrorInfo:
    """Any exception as data that bears the plugin's name: its own words if it is an AigcError."""
    if isinstance(error, AigcError):
        return error.info(plugin)
    details = "".join(traceback.format_exception(error))
    cause = f"{type(error).__name__}: {error}".strip(": ")
    return ErrorInfo(
        code="plugin.raised",
        message=f"{what or f'The plugin {plugin} failed.'} {cause[:300]}",
        hint=f"This is a fault of the plugin {plugin}. Send the details to its author.",
        details=details[-16_000:],
        plugin=plugin,
    )
