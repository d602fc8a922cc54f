"""Names of ours that come as data: tasks, families, backends."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_TASKS = {
    "text-to-image": QT_TRANSLATE_NOOP("Words", "Text to image"),
    "image-to-image": QT_TRANSLATE_NOOP("Words", "Image to image"),
    "inpainting": QT_TRANSLATE_NOOP("Words", "Inpainting"),
    "unconditional-image-generation": QT_TRANSLATE_NOOP("Words", "Picture"),
    "class-to-image": QT_TRANSLATE_NOOP("Words", "Class to image"),
    "image-reconstruction": QT_TRANSLATE_NOOP("Words", "Reconstruction"),
    "latent-interpolation": QT_TRANSLATE_NOOP("Words", "Interpolation"),
    "latent-map": QT_TRANSLATE_NOOP("Words", "Latent map"),
    "text-generation": QT_TRANSLATE_NOOP("Words", "Text"),
    "text-to-audio": QT_TRANSLATE_NOOP("Words", "Text to audio"),
    "onnx-export": QT_TRANSLATE_NOOP("Words", "Export to ONNX"),
}
_FAMILIES = {
    "gan": QT_TRANSLATE_NOOP("Words", "GAN"),
    "vae": QT_TRANSLATE_NOOP("Words", "VAE"),
    "diffusion": QT_TRANSLATE_NOOP("Words", "diffusion"),
    "transformer": QT_TRANSLATE_NOOP("Words", "transformer"),
}
_BACKENDS = {"torch": "PyTorch", "onnx": "ONNX"}


def task_name(task: str) -> str:
    """What the window calls a task."""
    return QCoreApplication.translate("Words", str(_TASKS.get(task, task)))


def family_name(family: str) -> str:
    """What the window calls a family of models."""
    return QCoreApplication.translate("Words", str(_FAMILIES.get(family, family)))


def backend_name(backend: str) -> str:
    """What the window calls a backend."""
    return _BACKENDS.get(backend, backend)


def size_words(megabytes: float) -> str:
    """`18 MB`, `6.9 GB`; empty when unknown."""
    if megabytes <= 0:
        return ""
    if megabytes < 1:
        return "< 1 MB"
    return f"{megabytes:.0f} MB" if megabytes < 1000 else f"{megabytes / 1024:.1f} GB"
