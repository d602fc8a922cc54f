"""Finds the sentences that the core, the engine and the first-party plugins say to users, and the titles and
descriptions of the plugins' parameters.

They are English in the code, because the command line and other hosts read them too; the window translates
those it knows. What varies in a sentence becomes `{0}`, `{1}`, ... Where a sentence takes a part from a
variable, a parameter or a function of the same file, the texts that may stand there are found as well.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPOKEN_BY = ("api", "media", "messages.py", "engine", "core")
_SAYS = {
    "AigcError": slice(1, 3),
    "ErrorInfo": slice(0, 0),
    "notice": slice(0, 2),
    "JobNotice": slice(0, 0),
    "JobNoticed": slice(0, 0),
}
_TITLES = {"param": slice(0, 2)}
TARGET = ROOT / "aigc_desktop" / "ui" / "known_sentences.py"
_HEAD = '''# ruff: noqa: E501 - sentences are not broken
"""What the core and the plugins say to users. Written by `python packaging/translations.py`."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

'''

Function = ast.FunctionDef | ast.AsyncFunctionDef


def spoken() -> list[str]:
    """Every sentence, once, in order."""
    places = [ROOT / "aigc_desktop" / name for name in SPOKEN_BY] + [ROOT / "plugins"]
    return sorted(text for text in _found(places, _SAYS) if " " in text)


def titles() -> list[str]:
    """Every title and description of a parameter, once, in order."""
    return sorted(_found([ROOT / "plugins", ROOT / "aigc_desktop" / "api"], _TITLES))


def write(target: Path = TARGET) -> None:
    """Write the sentences and titles down where the window finds them."""
    lists = _listed("KNOWN", "Sentences", spoken()) + _listed("TITLES", "Parameters", titles())
    target.write_text(_HEAD + lists, encoding="utf-8")


def in_source(source: str, says: Mapping[str, slice] = _SAYS) -> set[str]:
    """The sentences, and parts of sentences, that one file says by calling what `says` names."""
    return _Source(ast.parse(source), says).texts()


def _found(places: Iterable[Path], says: Mapping[str, slice]) -> set[str]:
    files = [file for place in places for file in (place.rglob("*.py") if place.is_dir() else [place])]
    found = {text for file in files for text in in_source(file.read_text(encoding="utf-8"), says)}
    return {text for text in found if any(map(str.isalpha, _fixed(text)))}


def _listed(name: str, context: str, texts: Iterable[str]) -> str:
    lines = (f"    QT_TRANSLATE_NOOP({_quoted(context)}, {_quoted(text)}),\n" for text in texts)
    return f"{name} = (\n{''.join(lines)})\n"


class _Source:
    """One file: who says what, followed through its own variables, parameters and functions."""

    def __init__(self, tree: ast.Module, says: Mapping[str, slice]) -> None:
        self._says = says
        self._calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        self._functions = {n.name: n for n in ast.walk(tree) if isinstance(n, Function)}
        self._owner = {id(n): f for f in self._functions.values() for n in ast.walk(f)}
        self._tables = dict(_tables(tree))
        self._seen: set[int] = set()

    def texts(self) -> set[str]:
        """Every text said."""
        said = (argument for call in self._calls for argument in self._arguments(call))
        return {text for argument in said for text in self._said_by(argument)}

    def _arguments(self, call: ast.Call) -> list[ast.expr]:
        place = self._says.get(_name_of(call))
        if place is None:
            return []
        return [*call.args[place], *(k.value for k in call.keywords if k.arg in ("message", "hint"))]

    def _said_by(self, node: ast.expr) -> Iterator[str]:
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.JoinedStr():
                yield _template(node)
        for part in self._parts(node):
            yield from self._said_by(part)

    def _parts(self, node: ast.expr) -> Iterator[ast.expr]:
        """The expressions whose texts may stand in `node`."""
        match node:
            case ast.IfExp():
                yield from (node.body, node.orelse)
            case ast.BoolOp():
                yield from node.values
            case ast.JoinedStr():
                yield from (v.value for v in node.values if isinstance(v, ast.FormattedValue))
            case ast.Name():
                yield from self._values_of(node)
            case ast.Subscript():
                yield from self._entries(node)
            case ast.Call(func=ast.Name(id=name)) if name in self._functions:
                returns = (n for n in ast.walk(self._functions[name]) if isinstance(n, ast.Return))
                yield from (n.value for n in returns if n.value is not None)

    def _values_of(self, node: ast.Name) -> Iterator[ast.expr]:
        owner = self._owner.get(id(node))
        if owner is None:
            return
        for inner in ast.walk(owner):
            if isinstance(inner, ast.Assign) and any(_is_name(t, node.id) for t in inner.targets):
                yield inner.value
        names = [argument.arg for argument in owner.args.args]
        if node.id in names:
            yield from self._given(owner.name, node.id, names.index(node.id))

    def _entries(self, node: ast.Subscript) -> Iterator[ast.expr]:
        names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        tables = (table for name, table in self._tables.items() if name in names)
        yield from (n for table in tables for n in ast.walk(table) if isinstance(n, ast.Constant))

    def _given(self, function: str, parameter: str, position: int) -> Iterator[ast.expr]:
        for call in self._calls:
            if _name_of(call) == function:
                yield from call.args[position : position + 1]
                yield from (k.value for k in call.keywords if k.arg == parameter)


def _name_of(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def _tables(tree: ast.Module) -> Iterator[tuple[str, ast.Dict]]:
    for node in tree.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict() as table):
                yield name, table
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict() as table):
                yield name, table


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _template(node: ast.JoinedStr) -> str:
    parts = []
    count = 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        else:
            parts.append(f"{{{count}}}")
            count += 1
    return "".join(parts)


def _fixed(text: str) -> str:
    return "".join(part.partition("}")[2] for part in ("}" + text).split("{"))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
