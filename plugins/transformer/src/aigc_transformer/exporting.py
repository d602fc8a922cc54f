"""From a causal language model in PyTorch to one ONNX file with a cache, in Optimum's layout, and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from torch import nn

from aigc_desktop.api import AigcError, JobContext, Model, ModelOutput, Request, Runtime, convert
from aigc_desktop.api.exporting import ExportParams, Graph, carry_over, export_graph, exported, new_folder

from .backend import TorchNetwork
from .masks import Windows, masks_of, windows_of
from .network import Network
from .onnx_backend import FILES, load_onnx_network
from .traits import DEFAULTS_FILE, read_traits

_CPU = Runtime(backend="onnx", device="cpu", precision="float32")
_TOKENS_CHECKED = 48
_PROMPTS_CHECKED = 3
_PROMPT_LENGTH = 4
_CARRIED = (
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "chat_template.jinja",
    DEFAULTS_FILE,
)


def export(network: TorchNetwork, model: Model, request: Request, job: JobContext) -> Iterator[ModelOutput]:
    """The exported folder, once it wrote the same tokens greedily; raises AigcError `export.*`."""
    windows = windows_of(network.module.config, model.name)
    params = convert(ExportParams, request.parameters)
    folder = new_folder(job)
    job.progress(0, 2, "Exporting")
    with _simple_attention(network.module):
        export_graph(_graph(network.module, windows), folder / FILES[0], params)
    carry_over(Path(model.path), folder, _CARRIED)
    job.progress(1, 2, "Comparing")
    other = load_onnx_network(msgspec.structs.replace(model, path=str(folder), layout="onnx"), _CPU)
    try:
        checked = _check(network, other, _lengths(windows, read_traits(model).context))
    finally:
        other.close()
    yield exported(folder, model, params, checked, job)
    job.progress(2, 2, "Exported")


class _WithCache(nn.Module):
    """The network as a function of tensors: tokens, mask, positions and the cache in, logits and cache out.

    The masks are made here, so that no model's own way to make one has to be traced. The cache keeps all
    tokens, also of layers that attend to a window.
    """

    def __init__(self, module: nn.Module, windows: Windows) -> None:
        super().__init__()
        self.module = module
        self._windows = windows

    def forward(self, *arguments: torch.Tensor) -> tuple[torch.Tensor, ...]:
        tokens, mask, positions, *past = arguments
        cache = import_module("transformers").DynamicCache(
            ddp_cache_data=list(zip(past[::2], past[1::2], strict=True))
        )
        out = self.module(
            input_ids=tokens,
            attention_mask=masks_of(self._windows, mask, positions, past[0].dtype),
            position_ids=positions,
            past_key_values=cache,
            use_cache=True,
        )
        kept = [tensor for layer in out.past_key_values.layers for tensor in (layer.keys, layer.values)]
        return (out.logits, *kept)


def _graph(module: Any, windows: Windows) -> Graph:  # noqa: ANN401 - classes of transformers
    tokens, whole = torch.tensor([[0, 1, 0], [1, 0, 1]]), import_module("transformers").DynamicCache()
    with torch.inference_mode():
        seen = module(input_ids=tokens, use_cache=True, past_key_values=whole).past_key_values
    past = [tensor.clone() for layer in seen.layers for tensor in (layer.keys, layer.values)]
    names = [f"{n}.{part}" for n in range(len(seen.layers)) for part in ("key", "value")]
    pasts = [f"past_key_values.{name}" for name in names]
    first = (
        torch.zeros(2, 2, dtype=torch.int64),
        torch.ones(2, 5, dtype=torch.int64),
        torch.tensor([[3, 4], [3, 4]]),
    )
    return Graph(
        _WithCache(module, windows),
        (*first, *past),
        ["input_ids", "attention_mask", "position_ids", *pasts],
        ["logits", *(f"present.{name}" for name in names)],
        {name: {0: "batch", 1: "length"} for name in ("input_ids", "attention_mask", "position_ids")}
        | {name: {0: "batch", 2: "past"} for name in pasts},
    )


@contextmanager
def _simple_attention(module: Any) -> Iterator[None]:  # noqa: ANN401 - classes of transformers
    """Attention as plain products while the network is traced; afterwards as it was."""
    before = module.config._attn_implementation
    module.set_attn_implementation("eager")
    try:
        yield
    finally:
        module.set_attn_implementation(before)


def _lengths(windows: Windows, context: int) -> list[tuple[int, int]]:
    """How long a prompt, and how much to write after it; the last prompt is longer than any window."""
    longest = max((window for window in windows.values() if window), default=0)
    prompts = [_PROMPT_LENGTH] * _PROMPTS_CHECKED
    if longest and (not context or longest + _PROMPT_LENGTH < context):
        prompts[-1] += longest
    most = context or max(prompts) + _TOKENS_CHECKED
    return [(length, min(_TOKENS_CHECKED, most - length)) for length in prompts]


def _check(
    before: Network, after: Network, lengths: Sequence[tuple[int, int]]
) -> dict[str, str | int | float]:
    """Have both runtimes write greedily; raises AigcError `export.differs` at the first other token."""
    rng = np.random.default_rng(0)
    for length, count in lengths:
        prompt = rng.integers(0, before.vocabulary, length).tolist()
        texts = [_greedy(network, prompt, count) for network in (before, after)]
        if texts[0] != texts[1]:
            same = next(n for n, (a, b) in enumerate(zip(*texts, strict=True)) if a != b)
            raise AigcError(
                "export.differs",
                f"The exported model writes another text: after {same} tokens it chooses another one.",
                "Nothing was kept. Export it as fp32, with another opset, or report this.",
            )
    return {"checked_tokens_equal": sum(count for _, count in lengths)}


def _greedy(network: Network, prompt: Sequence[int], count: int) -> list[int]:
    reading = network.start(prompt)
    written = [int(np.argmax(reading.logits))]
    while len(written) < count:
        reading.read(written[-1])
        written.append(int(np.argmax(reading.logits)))
    return written
