"""What this engine runs on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Runtime
from aigc_desktop.engine.devices import find_devices, library_versions
from aigc_desktop.engine.runtimes import choose_runtime


class Machine:
    """The backend, the devices and the library versions of this engine."""

    def __init__(self, backend: str) -> None:
        self.backend = backend
        self.devices = find_devices(backend)
        self.libraries = library_versions(backend)

    def choose(self, preference: Runtime, model: Model) -> Runtime:
        """Resolve a preference on this machine; see `choose_runtime`. A model may know its precision best."""
        chosen = choose_runtime(self.backend, self.devices, preference)
        return msgspec.structs.replace(chosen, precision=model.precision) if model.precision else chosen

    @contextmanager
    def leaving_a_core(self, runtime: Runtime) -> Iterator[None]:
        """Within the block PyTorch leaves one core of the processor to the window.

        While a map is dragged the window paints all the time, and a thread that shares a core with it makes
        all others wait at every layer. ONNX Runtime's threads are set when a model is loaded.
        """
        if runtime.backend != "torch" or runtime.device != "cpu":
            yield
            return
        import torch

        threads = torch.get_num_threads()
        torch.set_num_threads(max(1, threads - 1))
        try:
            yield
        finally:
            torch.set_num_threads(threads)

    def device_name(self, device: str) -> str:
        """The name of a device as people know it."""
        return next(d.name for d in self.devices if d.id == device)
