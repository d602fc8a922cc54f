"""What the user installed: plugins and models."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from aigc_desktop.api.errors import AigcError
from aigc_desktop.cli.checks.finding import Finding, Level
from aigc_desktop.core.app import App, open_app


def check_content(home: Path) -> Iterator[Finding]:
    """Whether the application's state opens, and every plugin and model in it can be used."""
    try:
        app = open_app(home)
    except (AigcError, OSError) as error:
        hint = error.hint if isinstance(error, AigcError) else "Make the home folder writable."
        yield Finding("fail", "state", str(error), hint)
        return
    with closing(app):
        yield from _check_plugins(app)
        yield from _check_models(app)


def _check_plugins(app: App) -> Iterator[Finding]:
    installed = sorted(app.plugins.installed, key=lambda plugin: (plugin.id, plugin.distribution))
    if not installed:
        yield Finding("fail", "plugins", "none is installed", "Run `make install` again.")
    for plugin in installed:
        name = f"plugin {plugin.id}"
        if plugin.error is None:
            yield Finding("ok", name, plugin.version)
        else:
            level: Level = "fail" if plugin.is_first_party else "warn"
            yield Finding(level, name, plugin.error.message, plugin.error.hint)


def _check_models(app: App) -> Iterator[Finding]:
    app.models.scan()
    count = len(app.models.all())
    if count:
        yield Finding("ok", "models", f"{count} can be loaded")
    else:
        yield Finding("warn", "models", "there is none", "Add a folder: aigc models add PATH")
    for refused in sorted(app.models.refused(), key=lambda one: str(one.path)):
        yield Finding("warn", f"model {refused.path}", refused.error.message, refused.error.hint)
