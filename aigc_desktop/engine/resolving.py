"""What a request means here: every default filled in and no `auto` left, as the recipe will hold it."""

from __future__ import annotations

import msgspec

from aigc_desktop.api.models import Model
from aigc_desktop.api.parameters import convert
from aigc_desktop.api.requests import Request
from aigc_desktop.engine.machine import Machine
from aigc_desktop.engine.plugins import ActivePlugins


def resolve(plugins: ActivePlugins, machine: Machine, plugin: str, request: Request, model: Model) -> Request:
    """`request` for `model`, checked; raises AigcError for what the plugin or the machine does not have."""
    kind = plugins.parameters(plugin, request.generator, request.task, model)
    parameters = msgspec.to_builtins(convert(kind, request.parameters))
    return msgspec.structs.replace(
        request, parameters=parameters, runtime=machine.choose(request.runtime, model)
    )
