"""Tokens a second, one text at a time, without luck: our loop against `transformers.generate`.

Both sides run in this process with the same weights and are asked for the same tokens; ours in PyTorch, or
exported in ONNX Runtime.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import torch
from aigc_transformer.backend import TorchNetwork
from aigc_transformer.network import Network
from aigc_transformer.onnx_backend import load_onnx_network
from aigc_transformer.sampling import Sampling
from aigc_transformer.streaming import TextStream
from aigc_transformer.tokens import FileTokens, read_tokens
from aigc_transformer.writing import Draft, write

from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.api.testing import ScriptedJob
from aigc_desktop.core.models import Models
from aigc_desktop.core.plugins import discover
from tests.benchmarks.rounds import side_by_side

transformers: Any = import_module("transformers")

TOKENS = 128
PROMPT = "product: ceramic mug; tone: playful; kind: brief"
NO_END: frozenset[int] = frozenset()
CPU = Runtime(backend="torch", device="cpu", precision="float32")
ONNX = Runtime(backend="onnx", device="cpu", precision="float32")


def measure(rounds: int, backend: str) -> dict[str, Any]:
    """Seconds for `TOKENS` tokens by both sides, and the tokens a second of each."""
    model = starter()
    tokens = read_tokens(Path(model.path), model.name)
    module = transformers.AutoModelForCausalLM.from_pretrained(model.path, dtype=torch.float32).eval()
    module.generation_config.eos_token_id = None
    network: Network = TorchNetwork(module, CPU)
    if backend == "onnx":
        network = exported(network, model)
    prompt = tokens.encode(PROMPT, adds_specials=True)

    def ours() -> Sequence[int]:
        return _write(network, tokens, prompt)

    def peers() -> Sequence[int]:
        return _generate(module, prompt)

    if ours() != peers():
        raise AssertionError("the two sides wrote different tokens")
    result = side_by_side(_timed(ours), _timed(peers), rounds)
    speeds = {
        f"{side}_tokens_a_second": round(TOKENS / result[f"{side}_s"][1], 1) for side in ("ours", "peer")
    }
    return {**result, **speeds, "model": model.name, "tokens": TOKENS, "threads": torch.get_num_threads()}


def starter() -> Model:
    """The first language model that a plugin brings."""
    return Models(list, discover()).for_generator("transformer")[0]


def exported(network: Network, model: Model) -> Network:
    """The same network in ONNX Runtime; its files go when this program ends."""
    request = Request(generator="transformer", model=model.id, task="onnx-export")
    job = ScriptedJob(request)
    (output,) = network.export(model, request, job)
    other = msgspec.structs.replace(model, path=str(output.folder), layout="onnx")
    return load_onnx_network(other, ONNX)


def _write(network: Network, tokens: FileTokens, prompt: list[int]) -> Sequence[int]:
    draft = Draft(prompt, TextStream(tokens.decode))
    for _ in write(draft, network.start(prompt), NO_END, TOKENS, Sampling(temperature=0), seed=0):
        pass
    return draft.tokens


def _generate(module: Any, prompt: list[int]) -> Sequence[int]:  # noqa: ANN401 - transformers has no types
    asked = torch.tensor([prompt])
    made = module.generate(
        asked,
        attention_mask=torch.ones_like(asked),
        do_sample=False,
        max_new_tokens=TOKENS,
        pad_token_id=0,
    )
    found: list[int] = made[0, len(prompt) :].tolist()
    return found


def _timed(work: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return run


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), sys.argv[2])))
