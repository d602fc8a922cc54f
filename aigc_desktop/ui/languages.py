"""The languages of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from aigc_desktop.ui.resources import resource

TRANSLATED = ("zh_CN",)


def language_of(choice: str) -> str:
    """`en` or `zh_CN`, for the setting `system`, `en` or `zh_CN`."""
    if choice != "system":
        return choice
    is_chinese = QLocale.system().language() == QLocale.Language.Chinese
    return "zh_CN" if is_chinese else "en"


def install_translators(application: QCoreApplication, language: str) -> list[QTranslator]:
    """Let the application speak `language`; returns what to hand to `remove_translators`."""
    QLocale.setDefault(QLocale(language))
    if language not in TRANSLATED:
        return []
    ours = str(resource("translations", f"aigc_{language}.qm"))
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath) + f"/qtbase_{language}.qm"
    installed = []
    for file in (qt, ours):
        translator = QTranslator(application)
        if translator.load(file):
            application.installTranslator(translator)
            installed.append(translator)
    return installed


def remove_translators(application: QCoreApplication, translators: list[QTranslator]) -> None:
    """Forget a language again."""
    for translator in translators:
        application.removeTranslator(translator)
