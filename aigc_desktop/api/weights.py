"""What every plugin does before it loads a model folder: refuse code, and say what is wrong with weights."""

from __future__ import annotations

from pathlib import Path

from aigc_desktop.api.errors import AigcError

_PICKLES = frozenset({".bin", ".ckpt", ".pt", ".pth", ".pkl", ".pickle"})


def refuse_code(name: str, folder: Path) -> None:
    """Refuse a model folder that is gone, or holds what could run a program.

    Raises AigcError `model.missing`, `model.pickle` or `model.code`; `name` is what the model is called.
    """
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


def damaged(model_name: str, details: str) -> AigcError:
    """The refusal of a model whose weights cannot be used; `details` say what was found."""
    return AigcError(
        "model.damaged",
        f"The weights of “{model_name}” are damaged: files are missing, cut short or mixed up.",
        "Copy or download the whole model folder again.",
        details,
    )


def no_numbers(model_name: str, tensor: str) -> AigcError:
    """The refusal of weights with NaN or infinity in them; `tensor` is the first of those that do."""
    return AigcError(
        "model.nan",
        f"The weights of “{model_name}” hold values that are no numbers, first in {tensor}.",
        "The file is damaged or was trained badly; copy the model again or use another one.",
    )
