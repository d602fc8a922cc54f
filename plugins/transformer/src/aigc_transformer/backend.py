"""The PyTorch backend: a causal language model of transformers, read token by token with a cache."""

from __future__ import annotations

import copy
import gc
import inspect
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import torch

from aigc_desktop.api import JobContext, Model, ModelOutput, Request, Runtime

from .loading import Module, load_module
from .memory import exhausted, is_out_of_memory
from .sampling import Logits

_SMALL = 32_000_000
"""Parameters up to which one thread is faster than several, which would only wait for each other."""

_Cache: TypeAlias = Any
"""A cache of transformers: the keys and values of every layer, in whichever shape the model wants."""


def load_network(model: Model, runtime: Runtime) -> TorchNetwork:
    """The network of `model`; raises AigcError as `load_module` does."""
    return TorchNetwork(load_module(model, runtime), runtime)


class TorchNetwork:
    """A causal language model on a device. Implements `network.Network`."""

    def __init__(self, module: Module, runtime: Runtime) -> None:
        self._module: Module | None = module
        self._runtime = runtime
        self.vocabulary = int(module.get_input_embeddings().num_embeddings)
        is_small = runtime.device == "cpu" and module.num_parameters() <= _SMALL
        self._threads = 1 if is_small else torch.get_num_threads()
        takes = inspect.signature(module.forward).parameters
        self._last_only = {"logits_to_keep": 1} if "logits_to_keep" in takes else {}

    @property
    def facts(self) -> Mapping[str, str | int | float]:
        """How the sums were rounded."""
        threads = {"cpu_threads": self._threads} if self._runtime.device == "cpu" else {}
        return {"precision": self._runtime.precision, **threads}

    @property
    def module(self) -> Module:
        """The network; raises ValueError once it is closed."""
        if self._module is None:
            raise ValueError("this network is closed")
        return self._module

    def export(self, model: Model, request: Request, job: JobContext) -> Iterator[ModelOutput]:
        """The network as an ONNX file."""
        from .exporting import export

        return export(self, model, request, job)

    def start(self, prompt: Sequence[int]) -> TorchReading:
        """Read a prompt; only the logits after its last token are computed."""
        reading = TorchReading(self, None)
        reading.take(prompt, **self._last_only)
        return reading

    @torch.inference_mode()
    def run(self, tokens: Sequence[int], cache: _Cache, **options: int) -> tuple[Logits, _Cache]:
        """The logits after the last of `tokens`, and the cache with all of them."""
        module = self.module
        ids = torch.tensor([list(tokens)], device=self._runtime.device)
        try:
            with _threads(self._threads):
                out = module(input_ids=ids, past_key_values=cache, use_cache=True, **options)
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            raise exhausted("the text so far and the weights fill it", error) from error
        logits: Logits = out.logits[0, -1].float().cpu().numpy()
        return logits, out.past_key_values

    def close(self) -> None:
        """Give back the memory of the weights."""
        self._module = None
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


@contextmanager
def _threads(count: int) -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


class TorchReading:
    """A network in the midst of a text. Implements `network.Reading`."""

    logits: Logits

    def __init__(self, network: TorchNetwork, cache: _Cache) -> None:
        self._network = network
        self._cache = cache

    def read(self, token: int) -> None:
        """Read one more token."""
        self.take([token])

    def take(self, tokens: Sequence[int], **options: int) -> None:
        """Read further tokens at once."""
        self.logits, self._cache = self._network.run(tokens, self._cache, **options)

    def fork(self) -> TorchReading:
        """Another reading with a copy of the cache."""
        other = TorchReading(self._network, copy.deepcopy(self._cache))
        other.logits = self.logits
        return other
