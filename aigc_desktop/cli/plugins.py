"""`aigc plugins`: what is installed, and what is wrong with it."""

from __future__ import annotations

import argparse

from aigc_desktop.api.errors import AigcError
from aigc_desktop.cli.parsers import Commands
from aigc_desktop.cli.text import complain, print_facts, print_json, print_table
from aigc_desktop.core.plugins import InstalledPlugin, discover


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("plugins", help="list the installed plugins")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="every plugin, its generators and its faults")
    listing.add_argument("--json", dest="as_json", action="store_true", help="print JSON")
    listing.set_defaults(run=list_plugins)
    info = actions.add_parser("info", help="everything known about a plugin")
    info.add_argument("plugin", metavar="ID")
    info.set_defaults(run=show_plugin)


def list_plugins(args: argparse.Namespace) -> int:
    """Print every plugin; what is wrong with one goes to standard error."""
    installed = sorted(discover().installed, key=lambda plugin: (plugin.id, plugin.distribution))
    if args.as_json:
        print_json([_as_data(plugin) for plugin in installed])
        return 0
    print_table(("ID", "VERSION", "STATE", "GENERATORS", "DISTRIBUTION"), map(_row, installed))
    for plugin in installed:
        if plugin.error is not None:
            complain(f"{plugin.id}: {plugin.error.message}", plugin.error.hint)
    return 0


def show_plugin(args: argparse.Namespace) -> int:
    """Print what is known about one plugin."""
    installed = {plugin.id: plugin for plugin in discover().installed}
    plugin = installed.get(args.plugin)
    if plugin is None:
        known = ", ".join(sorted(installed)) or "none"
        raise AigcError("plugin.unknown", f"There is no plugin “{args.plugin}”.", f"Installed are: {known}.")
    print_facts([*_facts(plugin), *_generator_facts(plugin)])
    if plugin.error is not None:
        complain(plugin.error.message, plugin.error.hint)
    return 0


def _row(plugin: InstalledPlugin) -> tuple[str, str, str, str, str]:
    generators = ", ".join(g.id for g in plugin.manifest.generators) if plugin.manifest else ""
    return (plugin.id, plugin.version, _state(plugin), generators, plugin.distribution)


def _state(plugin: InstalledPlugin) -> str:
    return "ok" if plugin.error is None else "error"


def _facts(plugin: InstalledPlugin) -> list[tuple[str, str]]:
    manifest = plugin.manifest
    said = [] if manifest is None else [("name", manifest.name), ("about", manifest.description)]
    more = [] if manifest is None else [("author", manifest.author), ("licence", manifest.licence)]
    version, place = ("version", plugin.version), ("package", str(plugin.package))
    return [("id", plugin.id), *said, version, *more, ("distribution", plugin.distribution), place]


def _generator_facts(plugin: InstalledPlugin) -> list[tuple[str, str]]:
    generators = plugin.manifest.generators if plugin.manifest else ()
    return [
        (f"generator {g.id}", f"{g.name}: {g.family}; {', '.join(g.tasks)}; {', '.join(g.runtimes)}")
        for g in generators
    ]


def _as_data(plugin: InstalledPlugin) -> dict[str, object]:
    return {
        "id": plugin.id,
        "version": plugin.version,
        "distribution": plugin.distribution,
        "state": _state(plugin),
        "manifest": plugin.manifest,
        "error": plugin.error,
    }
