"""The menu of settings: theme, language, device, precision."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from aigc_desktop.core.settings import SettingsFile


class SettingsMenu(QMenu):
    """Each entry changes one setting at once. `changed` is called with its name and value."""

    def __init__(self, settings: SettingsFile, changed: Callable[[str, str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._changed = changed
        follow = self.tr("As the system")
        automatic = self.tr("Automatic")
        self._choice(
            self.tr("Theme"),
            "theme",
            [("system", follow), ("dark", self.tr("Dark")), ("light", self.tr("Light"))],
        )
        self._choice(
            self.tr("Language"),
            "language",
            [("system", follow), ("en", "English"), ("zh_CN", "简体中文")],
        )
        self._choice(
            self.tr("Device"),
            "device",
            [("auto", automatic), ("cpu", "CPU"), ("cuda:0", "CUDA 0")],
        )
        self._choice(
            self.tr("Precision"),
            "precision",
            [("auto", automatic), ("float32", "fp32"), ("bfloat16", "bf16"), ("float16", "fp16")],
        )

    def _choice(self, title: str, name: str, options: Sequence[tuple[str, str]]) -> None:
        menu = self.addMenu(title)
        group = QActionGroup(menu)
        for value, text in options:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(getattr(self._settings.value, name) == value)
            action.triggered.connect(lambda _=False, v=value: self._set(name, v))
            group.addAction(action)
            menu.addAction(action)

    def _set(self, name: str, value: str) -> None:
        self._settings.change(**{name: value})
        self._changed(name, value)
