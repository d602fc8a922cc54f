"""The ONNX backend: a causal language model with its cache as inputs and outputs, as Optimum lays it out.

Inputs `input_ids`, `attention_mask`, `position_ids` and `past_key_values.0.key`, ...; outputs `logits` and
`present.0.key`, ... An older layout merges two graphs and takes `use_cache_branch`. Imports no PyTorch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from aigc_desktop.api import AigcError, JobContext, Model, ModelOutput, Request, Runtime
from aigc_desktop.api.onnx_network import OnnxNetwork, Placed

from .sampling import Logits

FILES = ("model.onnx", "decoder_model_merged.onnx", "onnx/model.onnx", "onnx/decoder_model_merged.onnx")
_PAST, _PRESENT = "past_key_values", "present"


def load_onnx_network(model: Model, runtime: Runtime) -> OnnxCausalNetwork:
    """The network of `model`; raises AigcError when it cannot be loaded or keeps no cache."""
    folder = Path(model.path)
    file = next((folder / name for name in FILES if (folder / name).is_file()), None)
    if file is None:
        raise AigcError(
            "model.incomplete",
            f"“{model.name}” is not complete: {FILES[0]} is missing.",
            "Export or copy the whole model folder again.",
        )
    return OnnxCausalNetwork(OnnxNetwork(file, runtime), model)


class OnnxCausalNetwork:
    """A causal language model on a device. Implements `network.Network`."""

    def __init__(self, network: OnnxNetwork, model: Model) -> None:
        self._network: OnnxNetwork | None = network
        self._config: Mapping[str, Any] = model.config["config.json"]
        self._pasts = [name for name in network.inputs if name.startswith(_PAST)]
        self.precision = model.precision
        self.vocabulary = int(self._config.get("vocab_size", 0))
        if not self._pasts:
            raise AigcError(
                "model.inputs",
                f"“{model.name}” was exported without its cache: it would read all anew for each token.",
                "Export it with a cache: for Optimum, with the task text-generation-with-past.",
            )

    @property
    def facts(self) -> Mapping[str, str | int | float]:
        """How the sums were rounded."""
        return {"precision": self.precision}

    def start(self, prompt: Sequence[int]) -> OnnxReading:
        """Read a prompt."""
        reading = OnnxReading(self, self._empty(), 0)
        reading.take(prompt)
        return reading

    def run(
        self, tokens: Sequence[int], past: Mapping[str, Placed], length: int
    ) -> tuple[Logits, dict[str, Placed]]:
        """The logits after the last of `tokens`, and the cache with all of them; `length` was read before."""
        network = self._open()
        count = len(tokens)
        arrays: dict[str, Any] = {
            "input_ids": np.array([tokens], np.int64),
            "attention_mask": np.ones((1, length + count), np.int64),
            "position_ids": np.arange(length, length + count, dtype=np.int64)[None],
            "use_cache_branch": np.array([length > 0]),
        }
        logits, present = network.run_keeping({**arrays, **past}, "logits")
        renamed = {name.replace(_PRESENT, _PAST, 1): value for name, value in present.items()}
        return np.asarray(logits[0, -1], np.float32), renamed

    def export(self, model: Model, request: Request, job: JobContext) -> Iterator[ModelOutput]:
        """It is exported already."""
        raise AigcError("usage.format", f"{model.name} is an ONNX model already.", "Use it as it is.")

    def close(self) -> None:
        """Give back the memory of the weights."""
        self._network = None

    def _empty(self) -> dict[str, Placed]:
        network = self._open()
        return {name: network.place(name, np.zeros(self._sides(network, name))) for name in self._pasts}

    def _sides(self, network: OnnxNetwork, name: str) -> tuple[int, int, int, int]:
        """(1, heads, 0, width of a head), from the file where it says so, else from the configuration."""
        shape = network.shape(name)
        heads, width = shape[1], shape[3]
        return (
            1,
            heads if isinstance(heads, int) else self._heads(),
            0,
            width if isinstance(width, int) else self._width(),
        )

    def _heads(self) -> int:
        config = self._config
        return int(config.get("num_key_value_heads") or config.get("num_attention_heads") or config["n_head"])

    def _width(self) -> int:
        config = self._config
        whole = config.get("hidden_size") or config["n_embd"]
        return int(config.get("head_dim") or whole // (config.get("num_attention_heads") or config["n_head"]))

    def _open(self) -> OnnxNetwork:
        if self._network is None:
            raise ValueError("this network is closed")
        return self._network


class OnnxReading:
    """A network in the midst of a text. Implements `network.Reading`."""

    logits: Logits

    def __init__(self, network: OnnxCausalNetwork, past: Mapping[str, Placed], length: int) -> None:
        self._network = network
        self._past = past
        self._length = length

    def read(self, token: int) -> None:
        """Read one more token."""
        self.take([token])

    def take(self, tokens: Sequence[int]) -> None:
        """Read further tokens at once."""
        self.logits, self._past = self._network.run(tokens, self._past, self._length)
        self._length += len(tokens)

    def fork(self) -> OnnxReading:
        """Another reading from here: nothing that was read is ever written over."""
        other = OnnxReading(self._network, self._past, self._length)
        other.logits = self.logits
        return other
