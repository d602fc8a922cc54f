"""What lies in a model folder, checked before anything of it is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from aigc_desktop.api import AigcError

_PICKLES = frozenset({".bin", ".ckpt", ".pt", ".pth", ".pkl", ".pickle"})
_LIBRARIES = frozenset({"diffusers", "transformers"})


def refuse_code(name: str, folder: Path) -> None:
    """Raise AigcError when the folder is gone, or holds what could run a program."""
    if not folder.is_dir():
        raise AigcError("model.missing", f"The folder of “{name}” is gone.", "Add the model again.")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    pickles = [path for path in files if path.suffix in _PICKLES]
    if pickles:
        raise AigcError(
            "model.pickle",
            f"“{name}” holds {pickles[0].relative_to(folder)}, which can run any program when opened.",
            "Take the safetensors files of the model, or convert it in a sandbox, and remove this file.",
        )
    scripts = [path for path in files if path.suffix == ".py"]
    if scripts:
        raise AigcError(
            "model.code",
            f"“{name}” brings a program of its own, {scripts[0].relative_to(folder)}, which is never run.",
            "Use a model that needs no code, or remove the file if the model works without it.",
        )


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
