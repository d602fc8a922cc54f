"""An ONNX model ready to run, its inputs given as NumPy arrays. For plugins, in an engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.onnx_session import open_session
from aigc_desktop.api.requests import Runtime

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.generic]

Placed: TypeAlias = Any
"""An `OrtValue`: an array on a device. onnxruntime ships no types."""

_TYPES = {
    "tensor(float)": "float32",
    "tensor(float16)": "float16",
    "tensor(double)": "float64",
    "tensor(int64)": "int64",
    "tensor(int32)": "int32",
    "tensor(bool)": "bool",
}


class OnnxNetwork:
    """One file on one device. Inputs and outputs are bound, so that nothing is copied twice (I/O binding)."""

    def __init__(self, file: Path, runtime: Runtime) -> None:
        """Load `file`; raises what `open_session` raises."""
        self._file = file
        self._session = open_session(file, runtime)
        kind, _, number = runtime.device.partition(":")
        self._device = ("cuda" if kind == "tensorrt" else kind, int(number or 0))
        self.inputs: Mapping[str, str] = {i.name: _TYPES.get(i.type, "") for i in self._session.get_inputs()}
        self.outputs: Sequence[str] = [output.name for output in self._session.get_outputs()]

    def rank(self, name: str) -> int:
        """How many axes input `name` has; raises AigcError `model.inputs` where there is no such input."""
        for known in self._session.get_inputs():
            if known.name == name:
                return len(known.shape)
        raise self._misfit(f"it has no input “{name}”")

    def shape(self, name: str) -> tuple[int | str | None, ...]:
        """The sides of input `name`: numbers, or the names of those that may vary."""
        return tuple(next(known.shape for known in self._session.get_inputs() if known.name == name))

    def place(self, name: str, array: Array) -> Placed:
        """Put what stays the same over many runs on the device, in the type that input `name` wants."""
        import onnxruntime

        return onnxruntime.OrtValue.ortvalue_from_numpy(self._typed(name, array), *self._device)

    def run(self, arrays: Mapping[str, Array | Placed], outputs: Sequence[str] = ()) -> list[Array]:
        """The outputs asked for, or all. What the model takes no part in is left out of `arrays`.

        Raises AigcError `model.inputs` when the model wants an input that is not given, or lacks an output,
        `model.run` when what is given does not fit.
        """
        binding = self._bound(arrays)
        lacking = [name for name in outputs if name not in self.outputs]
        if lacking:
            raise self._misfit(f"it has no output “{lacking[0]}”")
        for name in outputs or self.outputs:
            binding.bind_output(name, "cpu")
        self._run(binding)
        found: list[Array] = binding.copy_outputs_to_cpu()
        return found

    def run_keeping(
        self, arrays: Mapping[str, Array | Placed], wanted: str
    ) -> tuple[Array, dict[str, Placed]]:
        """The output `wanted`; all others stay on the device where they were made, to be given again.

        Raises what `run` raises.
        """
        binding = self._bound(arrays)
        if wanted not in self.outputs:
            raise self._misfit(f"it has no output “{wanted}”")
        kept = [name for name in self.outputs if name != wanted]
        binding.bind_output(wanted, "cpu")
        for name in kept:
            binding.bind_output(name, *self._device)
        self._run(binding)
        first, *others = binding.get_outputs()
        return first.numpy(), dict(zip(kept, others, strict=True))

    def _bound(self, arrays: Mapping[str, Array | Placed]) -> Any:  # noqa: ANN401 - onnxruntime ships no types
        import numpy as np

        missing = [name for name in self.inputs if name not in arrays]
        if missing:
            raise self._misfit(f"it wants an input “{missing[0]}”")
        binding = self._session.io_binding()
        for name in self.inputs:
            value = arrays[name]
            if isinstance(value, np.ndarray):
                binding.bind_cpu_input(name, self._typed(name, value))
            else:
                binding.bind_ortvalue_input(name, value)
        return binding

    def _run(self, binding: Any) -> None:  # noqa: ANN401 - onnxruntime ships no types
        try:
            self._session.run_with_iobinding(binding)
        except RuntimeError as error:
            if "memory" in str(error).lower() or "CUDA" in str(error):
                raise
            raise AigcError(
                "model.run",
                f"{self._file.name} cannot work on what it was given.",
                "Choose other sizes, or export the model again. The details say what was found.",
                str(error)[:4000],
            ) from error

    def _typed(self, name: str, array: Array) -> Array:
        import numpy as np

        wanted = self.inputs.get(name, "")
        if not wanted:
            raise self._misfit(f"it has no input “{name}” of a usual type")
        rounded = np.rint(array) if wanted.startswith("int") and array.dtype.kind == "f" else array
        return np.asarray(rounded, dtype=wanted, order="C")

    def _misfit(self, why: str) -> AigcError:
        return AigcError(
            "model.inputs",
            f"{self._file.name} does not fit its kind of model: {why}.",
            "Export the model again, or ask whoever made this file.",
        )
