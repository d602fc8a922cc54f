"""The text encoders of a model, each with its tokenizer."""

from __future__ import annotations

import numpy as np

from aigc_desktop.api import Model, Runtime

from .clip_tokens import ClipTokens
from .files import config_of, load_network
from .schedule import Floats
from .t5_tokens import T5Tokens

_LAST = "last_hidden_state"
_LAYERS = 12


class ClipEncoder:
    """A text encoder of CLIP, with or without a projection at its end."""

    def __init__(self, model: Model, runtime: Runtime, number: str = "") -> None:
        """`number` is `_2` for the second one; raises AigcError when it cannot be loaded."""
        self.tokens = ClipTokens(model, number)
        self._network = load_network(model, f"text_encoder{number}", runtime)
        config = model.config.get(f"text_encoder{number}/config.json", {})
        self._last_but_one = f"hidden_states.{int(config.get('num_hidden_layers', _LAYERS)) - 1}"

    def last(self, text: str) -> Floats:
        """The last layer's states, (1, length, width)."""
        return self._read(text, _LAST)[0]

    def pooled(self, text: str) -> Floats:
        """The state of the whole text, (1, width)."""
        return self._read(text, self._pooled)[0]

    def last_but_one(self, text: str) -> tuple[Floats, Floats]:
        """The states of the layer before the last one, and that of the whole text."""
        hidden, pooled = self._read(text, self._last_but_one, self._pooled)
        return hidden, pooled

    @property
    def _pooled(self) -> str:
        return "text_embeds" if "text_embeds" in self._network.outputs else "pooler_output"

    def _read(self, text: str, *names: str) -> list[Floats]:
        found = self._network.run({"input_ids": self.tokens.ids(text)}, names)
        return [np.asarray(array, np.float32) for array in found]


class T5Encoder:
    """The encoding half of a T5."""

    def __init__(self, model: Model, runtime: Runtime, number: str, length: int) -> None:
        """`number` is that of its folder, `length` how many tokens it is given at a time."""
        self.tokens = T5Tokens(model, number, length)
        self._network = load_network(model, f"text_encoder{number}", runtime)
        self.width = int(config_of(model, f"text_encoder{number}").get("d_model", 0))

    def last(self, text: str) -> Floats:
        """The last layer's states, (1, length, width)."""
        (hidden,) = self._network.run({"input_ids": self.tokens.ids(text)}, [_LAST])
        return np.asarray(hidden, np.float32)
