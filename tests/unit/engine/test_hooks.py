"""Every hook, called as the engine calls it: of its owner alone, and with failures as data."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aigc_desktop.api import hookspecs
from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.models import Model
from aigc_desktop.api.parameters import schema_of
from aigc_desktop.api.requests import Runtime
from aigc_desktop.engine.plugins import ActivePlugins
from aigc_desktop.messages import PluginRef

MODEL = Model(id="m", name="m", path="/nowhere", layout="diffusers")
RUNTIME = Runtime(backend="torch", device="cpu", precision="float32")
GOOD = """
from aigc_desktop.api import Params, hookimpl

class Mine(Params, frozen=True):
    steps: int = {steps}

class Loaded:
    def __init__(self, *what): self.what = what

@hookimpl
def parameters(generator):
    return Mine

@hookimpl
def create_generator(generator, model, runtime):
    return Loaded(generator, model, runtime)
"""

Write = Callable[[str, str], PluginRef]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a plugin's hooks and says how an engine finds them."""
    monkeypatch.setattr(sys, "path", [*sys.path])

    def writer(name: str, source: str) -> PluginRef:
        module = f"hooks_of_{name}_{tmp_path.name}".replace("-", "_")
        (tmp_path / f"{module}.py").write_text(source)
        return PluginRef(id=name, version="1", hooks=module, site=str(tmp_path))

    return writer


def test_hook_parameters(write: Write) -> None:
    plugins = ActivePlugins([write("one", GOOD.format(steps=1)), write("two", GOOD.format(steps=2))])
    asked = plugins.parameters("two", "g", "text-to-image", MODEL)
    assert schema_of(asked)["properties"]["steps"]["default"] == 2


def test_hook_create_generator(write: Write) -> None:
    plugins = ActivePlugins([write("one", GOOD.format(steps=1))])
    made = plugins.create_generator("one", "g", MODEL, RUNTIME)
    assert vars(made)["what"] == ("g", MODEL, RUNTIME)


def test_every_hook_has_a_test_of_its_name() -> None:
    hooks = [
        name
        for name, function in inspect.getmembers(hookspecs, inspect.isfunction)
        if hasattr(function, f"{hookspecs.PROJECT}_spec")
    ]
    assert sorted(hooks) == ["create_generator", "parameters"]
    assert all(f"test_hook_{name}" in globals() for name in hooks)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("raise ValueError('no luck')", "no luck"),
        ("import sys; sys.exit('bye')", "bye"),
        ("import a_library_that_is_not_here", "a_library_that_is_not_here"),
        ("def broken(:", "SyntaxError"),
        ("from aigc_desktop.api import hookimpl\n@hookimpl\ndef paramters(generator): ...", "paramters"),
        ("from aigc_desktop.api import hookimpl\n@hookimpl\ndef parameters(generatr): ...", "generatr"),
    ],
)
def test_a_plugin_that_cannot_be_activated_is_named_and_stops_no_other(
    write: Write, source: str, said: str
) -> None:
    plugins = ActivePlugins([write("bad", source), write("good", GOOD.format(steps=3))])
    assert set(plugins.failures) == {"bad"}
    failure = plugins.failures["bad"]
    assert failure.plugin == "bad"
    assert said in failure.message + failure.details
    assert plugins.parameters("good", "g", "text-to-image", MODEL) is not None
    with pytest.raises(AigcError) as caught:
        plugins.parameters("bad", "g", "text-to-image", MODEL)
    assert caught.value.code == failure.code


@pytest.mark.parametrize("answer", ["None", "int", "42"])
def test_an_answer_that_is_no_parameter_type_is_refused(write: Write, answer: str) -> None:
    source = f"from aigc_desktop.api import hookimpl\n@hookimpl\ndef parameters(generator): return {answer}"
    plugins = ActivePlugins([write("odd", source)])
    with pytest.raises(AigcError) as caught:
        plugins.parameters("odd", "g", "text-to-image", MODEL)
    assert caught.value.code == "plugin.answer"
