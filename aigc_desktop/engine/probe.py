"""Says what this installation can run on: `python -m aigc_desktop.engine.probe torch|onnx|network`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

import msgspec

from aigc_desktop.engine.devices import find_devices
from aigc_desktop.engine.isolation import cut_network


def probe_torch() -> dict[str, object]:
    """The version of PyTorch, the CUDA release that it was built for (none: empty), and its devices."""
    import torch

    devices = [f"{device.id} {device.name}" for device in find_devices("torch")]
    return {"version": str(torch.__version__), "cuda": torch.version.cuda or "", "devices": devices}


def probe_onnx() -> dict[str, object]:
    """The version of ONNX Runtime, and the devices of this machine that it can run on."""
    import onnxruntime

    devices = [f"{device.id} {device.name}" for device in find_devices("onnx")]
    return {"version": onnxruntime.__version__, "devices": devices}


def probe_network() -> dict[str, object]:
    """How an engine is kept off the network on this system: `blocked` or `guarded`."""
    return {"network": cut_network()}


PROBES: Mapping[str, Callable[[], dict[str, object]]] = {
    "torch": probe_torch,
    "onnx": probe_onnx,
    "network": probe_network,
}

if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(PROBES[sys.argv[1]]()))
