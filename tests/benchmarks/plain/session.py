"""A raw session of ONNX Runtime with I/O binding, with the threads of an engine of ours."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import onnxruntime

Run: TypeAlias = Callable[[Mapping[str, Any]], Any]
"""From arrays by name of the input to the first output."""


def open_bound(file: Path) -> Run:
    """The network in `file`, ready to run."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = len(os.sched_getaffinity(0))
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    binding = session.io_binding()
    wanted = [known.name for known in session.get_inputs()]
    output = session.get_outputs()[0].name

    def run(arrays: Mapping[str, Any]) -> Any:  # noqa: ANN401 - onnxruntime ships no types
        for name in wanted:
            binding.bind_cpu_input(name, arrays[name])
        binding.bind_output(output)
        session.run_with_iobinding(binding)
        return binding.copy_outputs_to_cpu()[0]

    return run
