"""The conformance suite: checks that an author runs on a plugin, in any test runner or in none.

Each `check_*` function raises AssertionError with a sentence that says what is wrong. With pytest:

    plugin = installed("my-plugin")

    def test_plugin():
        check_plugin(plugin)

    def test_generator():
        check_generator(plugin, "my-generator", "text-to-image", model, {"steps": 3})

`model` describes a small model of yours, such as one with random weights; `parameters` make it quick.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import logging
import random
import shutil
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib import metadata, util
from pathlib import Path
from typing import Any

import msgspec
import pluggy

from aigc_desktop.api import hookspecs
from aigc_desktop.api.errors import JobCancelled
from aigc_desktop.api.generator import Generator, Preview
from aigc_desktop.api.manifest import ENTRY_POINT_GROUP, FILE_NAME, Manifest, parse_manifest
from aigc_desktop.api.models import Model
from aigc_desktop.api.outputs import ImageOutput, ModelOutput, Output, SequenceOutput
from aigc_desktop.api.parameters import Params, convert, schema_of
from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.api.tasks import Task

IMPORT_BUDGET_S = 0.1
"""How much processor time importing a plugin's hooks may take, the contract itself not counted."""

HEAVY = ("torch", "onnxruntime", "PySide6", "tensorflow", "jax", "diffusers", "transformers")
"""What importing a plugin's hooks must not import."""

CPU = Runtime(backend="torch", device="cpu", precision="float32")


@dataclass(frozen=True)
class InstalledPlugin:
    """A plugin as it is installed: its manifest and the folder of its package."""

    manifest: Manifest
    package: Path


def installed(plugin: str) -> InstalledPlugin:
    """The installed plugin with this id, found as the application finds it: without importing it."""
    for entry in metadata.entry_points(group=ENTRY_POINT_GROUP):
        spec = util.find_spec(entry.module)
        folders = spec.submodule_search_locations if spec else None
        assert folders, f"{entry.value} names no package."
        package = Path(folders[0])
        manifest = parse_manifest((package / FILE_NAME).read_text("utf-8"), entry.value)
        if manifest.id == plugin:
            return InstalledPlugin(manifest, package)
    raise AssertionError(f"No plugin with the id {plugin} is installed (entry point {ENTRY_POINT_GROUP}).")


def check_plugin(plugin: InstalledPlugin) -> None:
    """All that can be checked without a model."""
    check_files(plugin)
    check_import(plugin)
    check_hooks(plugin)


def check_files(plugin: InstalledPlugin) -> None:
    """The model folders that the manifest names come with the package."""
    for generator in plugin.manifest.generators:
        missing = [folder for folder in generator.models if not (plugin.package / folder).is_dir()]
        assert not missing, f"{generator.id}: the manifest names {missing}, which the package lacks."


def check_import(plugin: InstalledPlugin) -> None:
    """Importing the hooks is quick and imports no machine-learning library and no Qt."""
    runs = [_import_in_a_process(plugin.manifest.hooks) for _ in range(3)]
    heavy = [name for name in HEAVY if name in runs[0][1]]
    assert not heavy, f"Importing {plugin.manifest.hooks} imports {', '.join(heavy)}; do that on first use."
    quickest = min(seconds for seconds, _ in runs)
    assert quickest <= IMPORT_BUDGET_S, (
        f"Importing {plugin.manifest.hooks} takes {quickest * 1000:.0f} ms; "
        f"at most {IMPORT_BUDGET_S * 1000:.0f} are allowed."
    )


def check_hooks(plugin: InstalledPlugin) -> None:
    """The hooks module registers with pluggy, and implements no hook that does not exist."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    module = importlib.import_module(plugin.manifest.hooks)
    manager.register(module)
    manager.check_pending()
    found = {caller.name for caller in manager.get_hookcallers(module) or ()}
    missing = {"parameters", "create_generator"} - found
    assert not missing, f"{plugin.manifest.hooks} implements no hook {', '.join(sorted(missing))}."


def check_parameters(plugin: InstalledPlugin, generator: str, task: Task, model: Model) -> type[Params]:
    """The parameters have a default each, limits that the defaults keep, and a schema that forms can show."""
    kind = _caller(plugin).parameters(generator=generator, task=task, model=model)
    assert isinstance(kind, type), f"The hook parameters answers {kind!r} for {generator}, {task}."
    assert issubclass(kind, Params), f"{kind.__name__} is no Params."
    schema = schema_of(kind)
    assert json.loads(json.dumps(schema)) == schema, f"The schema of {kind.__name__} is no plain JSON."
    untitled = [name for name, shape in schema["properties"].items() if not shape.get("title")]
    assert not untitled, f"{', '.join(untitled)} have no title: use param(...)."
    defaults = msgspec.to_builtins(kind())
    assert convert(kind, defaults) == kind(), f"The defaults of {kind.__name__} do not survive a round trip."
    return kind


def check_generator(
    plugin: InstalledPlugin,
    generator: str,
    task: Task,
    model: Model,
    parameters: Mapping[str, Any],
    runtime: Runtime = CPU,
) -> None:
    """Loads the model, and checks what it yields, that it repeats, that it stops, that it lets go."""
    assert task in _tasks(plugin, generator), f"The manifest does not list {task} for {generator}."
    check_parameters(plugin, generator, task, model)
    request = Request(
        generator=generator,
        model=model.id,
        task=task,
        parameters=dict(parameters),
        seeds=(7, 8, 9),
        runtime=runtime,
    )
    before = _tensor_bytes()
    loaded: Generator = _caller(plugin).create_generator(generator=generator, model=model, runtime=runtime)
    with closing(loaded):
        check_outputs(loaded, request)
        check_cancel(loaded, request)
    del loaded
    left = _tensor_bytes() - before
    assert left <= 0, f"After close() and the last reference, {left} bytes of tensors are still held."


def check_outputs(generator: Generator, request: Request) -> None:
    """One output for each index, from its seed alone, with progress that never goes back."""
    job = ScriptedJob(request)
    together = _contents(generator.generate(request, job))
    asked = list(range(len(request.seeds)))
    assert sorted(together) == asked, f"Asked for outputs {asked}, it yielded {sorted(together)}."
    assert job.fractions == sorted(job.fractions), "Progress went back."
    assert max(job.fractions, default=0.0) > 0.99, "Progress did not reach the end; call job.progress."
    parted = [index for index, text in job.texts.items() if text.encode() != together[index]]
    assert not parted, f"What it streams of text {parted[0]} is not, joined, that text."
    last = request.seeds[-1]
    alone = msgspec.structs.replace(request, seeds=(last,))
    single = _contents(generator.generate(alone, ScriptedJob(alone)))
    assert single == {0: together[asked[-1]]}, f"Seed {last} gives one result alone and another among others."
    again = _contents(generator.generate(request, ScriptedJob(request, indices=(1,))))
    assert again == {1: together[1]}, "The same seed gave two different results, or other indices than asked."
    assert len(set(together.values())) == len(asked), "Different seeds gave the same result."


def check_cancel(generator: Generator, request: Request) -> None:
    """A cancelled job ends at once, by JobCancelled, and the next job runs as ever."""
    job = ScriptedJob(request, cancel_at=1)
    try:
        outputs = list(generator.generate(request, job))
    except JobCancelled:
        outputs = []
    else:
        raise AssertionError(f"Cancelled at its first step, it yielded {len(outputs)} outputs.")
    assert job.steps_after_cancel == 0, "It went on after it was cancelled: let JobCancelled pass through."
    fresh = ScriptedJob(request, indices=(0,))
    assert len(list(generator.generate(request, fresh))) == 1, "After a cancelled job the next one fails."


@dataclass
class ScriptedJob:
    """A `JobContext` that records what it is told, and cancels once step `cancel_at` is reported."""

    request: Request
    indices: tuple[int, ...] = ()
    cancel_at: int | None = None
    steps: list[tuple[int, int, str]] = field(default_factory=list)
    fractions: list[float] = field(default_factory=list)
    previews: list[Any] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    steps_after_cancel: int = 0

    def __post_init__(self) -> None:
        self.indices = self.indices or tuple(range(len(self.request.seeds)))
        self.log = logging.getLogger("plugin.under_test")
        self._scratch: Path | None = None
        self._offset, self._length = 0.0, 1.0
        self._is_cancelled = False

    @property
    def scratch_dir(self) -> Path:
        """An empty folder of this job's own."""
        if self._scratch is None:
            self._scratch = Path(tempfile.mkdtemp(prefix="aigc-scratch-"))
            weakref.finalize(self, shutil.rmtree, self._scratch, ignore_errors=True)
        return self._scratch

    def progress(self, step: int, total: int, message: str = "", preview: Preview | None = None) -> None:
        """Record a step with its preview; raises JobCancelled at step `cancel_at` and ever after."""
        assert 0 <= step <= total, f"Progress reported step {step} of {total}."
        assert total > 0, "Progress was reported of no steps at all."
        self.steps.append((step, total, message))
        self.fractions.append(self._offset + self._length * (step / total))
        self.steps_after_cancel += self._is_cancelled
        if self._is_cancelled or (self.cancel_at is not None and step >= self.cancel_at):
            self._is_cancelled = True
            raise JobCancelled
        if preview is not None:
            self.previews.append(preview())

    @contextmanager
    def stage(self, offset: float, length: float) -> Iterator[None]:
        """Let `progress` inside the block cover a part of the surrounding stage."""
        assert 0 <= offset <= offset + length <= 1 + 1e-9, f"A stage covers {offset} to {offset + length}."
        outer = self._offset, self._length
        self._offset, self._length = outer[0] + outer[1] * offset, outer[1] * length
        try:
            yield
        finally:
            self._offset, self._length = outer

    def notice(self, message: str, hint: str = "") -> None:
        """Record what the user would be told."""
        self.notices.append((message, hint))

    def stream_text(self, delta: str, index: int = 0) -> None:
        """Record text as it is being written."""
        assert index in self.indices, f"It streams text of output {index}, which nobody asked for."
        self.texts[index] = self.texts.get(index, "") + delta

    def rng(self, index: int) -> random.Random:
        """A random generator that depends on the seed of output `index` alone."""
        return random.Random(hashlib.sha256(str(self.request.seeds[index]).encode()).digest())


_IMPORT = """
import json, sys, time
import aigc_desktop.api
started = time.process_time()
__import__(sys.argv[1])
print(json.dumps([time.process_time() - started, sorted(sys.modules)]))
"""


def _import_in_a_process(module: str) -> tuple[float, list[str]]:
    command = [sys.executable, "-c", _IMPORT, module]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"Importing {module} fails: {done.stderr.strip()[-2000:]}"
    seconds, modules = json.loads(done.stdout.splitlines()[-1])
    return seconds, modules


def _caller(plugin: InstalledPlugin) -> pluggy.HookRelay:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(importlib.import_module(plugin.manifest.hooks))
    return manager.hook


def _tasks(plugin: InstalledPlugin, generator: str) -> tuple[Task, ...]:
    tasks = [g.tasks for g in plugin.manifest.generators if g.id == generator]
    assert tasks, f"The manifest of {plugin.manifest.id} names no generator {generator}."
    return tasks[0]


def _contents(outputs: Iterable[Output]) -> dict[int, bytes]:
    return {output.index: _content(output) for output in outputs}


def _content(output: Output) -> bytes:
    if isinstance(output, ImageOutput):
        assert output.image.mode in ("RGB", "RGBA"), f"An image is {output.image.mode}; use RGB or RGBA."
        return repr(output.image.size).encode() + output.image.tobytes()
    if isinstance(output, ModelOutput):
        return repr(sorted(file.name for file in output.folder.rglob("*"))).encode()
    if isinstance(output, SequenceOutput):
        return b"".join(frame.read_bytes() for frame in output.frames)
    return output.text.encode()


def _tensor_bytes() -> int:
    """The bytes of all torch tensors that are alive, 0 when torch was never imported."""
    torch: Any = sys.modules.get("torch")
    gc.collect()
    if torch is None:
        return 0
    alive = [o for o in gc.get_objects() if issubclass(type(o), torch.Tensor) and not _is_fake(o)]
    return sum({o.data_ptr(): o.numel() * o.element_size() for o in alive}.values())


def _is_fake(tensor: object) -> bool:
    """Whether the tensor is one of those without memory that an export to ONNX works with."""
    return hasattr(tensor, "fake_mode")
