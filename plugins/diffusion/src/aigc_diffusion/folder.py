"""What a pipeline's index declares, and the refusal of what lies there damaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from aigc_desktop.api import AigcError

_LIBRARIES = frozenset({"diffusers", "transformers"})


def component_classes(
    model_name: str, index: Mapping[str, Any], unused: Iterable[str]
) -> dict[str, type[Any]]:
    """The classes of the components that the pipeline's index declares, by their names."""
    declared = {k: v for k, v in index.items() if isinstance(v, list) and len(v) == 2 and v != [None, None]}
    wanted = {k: v for k, v in declared.items() if k not in set(unused)}
    return {name: _class_of(model_name, name, *entry) for name, entry in wanted.items()}


def damaged(model_name: str, component: str, details: str) -> AigcError:
    """The refusal of a component whose files cannot be used."""
    return AigcError(
        "model.damaged",
        f"The {component} of “{model_name}” is damaged: files are missing, cut short or mixed up.",
        "Copy or download the whole model folder again.",
        details,
    )


def _class_of(model_name: str, component: str, library: object, class_name: object) -> type[Any]:
    known = library in _LIBRARIES
    found = getattr(import_module(str(library)), str(class_name), None) if known else None
    if isinstance(found, type) and hasattr(found, "from_pretrained"):
        return found
    raise AigcError(
        "model.class",
        f"“{model_name}” wants {library}.{class_name} as its {component}, which this plugin does not know.",
        "Update the plugin, or use another model.",
    )
