"""The generator: turns requests into texts. It knows no runtime; the network may run on any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields

import msgspec

from aigc_desktop.api import JobContext, Model, ModelOutput, Request, TextOutput, convert

from .network import Network
from .parameters import params_for
from .prompts import Asked, read_prompt
from .sampling import Sampling
from .streaming import TextStream, stop_strings
from .tokens import Tokens, check_fit
from .traits import Traits
from .writing import Draft, write


class TransformerGenerator:
    """A network and its tokenizer, kept for many jobs."""

    def __init__(self, network: Network, tokens: Tokens, model: Model, traits: Traits) -> None:
        """Raises AigcError `model.tokenizer` when the tokenizer does not fit the network."""
        check_fit(tokens, network.vocabulary, model.name)
        self._tokens = tokens
        self._network: Network | None = network
        self._model = model
        self._traits = traits
        self._params = params_for(traits)
        self._ends = traits.ends or self._declared_end()

    def generate(self, request: Request, job: JobContext) -> Iterator[TextOutput | ModelOutput]:
        """One text for each index, each from its own seed; or the exported model.

        The prompt is read once for all texts.
        """
        if self._network is None:
            raise ValueError("this generator is closed")
        if request.task == "onnx-export":
            yield from self._network.export(self._model, request, job)
            return
        values = msgspec.structs.asdict(convert(self._params, request.parameters))
        asked = read_prompt(self._model, self._traits, self._tokens, values)
        sampling = Sampling(**{field.name: values[field.name] for field in fields(Sampling)})
        job.progress(0, asked.room, "Reading the prompt")
        reading = self._network.start(asked.tokens)
        count = len(job.indices)
        for place, index in enumerate(job.indices):
            own = reading if place == count - 1 else reading.fork()
            with job.stage(place / count, 1 / count):
                draft = Draft(asked.tokens, TextStream(self._tokens.decode, stop_strings(values["stop"])))
                deltas = write(draft, own, self._ends, asked.room, sampling, request.seeds[index])
                _show(deltas, draft, asked.room, index, job)
            self._tell(asked, draft, job)
            yield TextOutput(index, draft.stream.text, self._facts(asked, draft))

    def close(self) -> None:
        """Give back the memory of the weights."""
        if self._network is not None:
            self._network.close()
        self._network = None

    def _declared_end(self) -> frozenset[int]:
        end = self._traits.specials.get("eos_token", "")
        return frozenset(self._tokens.encode(end, adds_specials=False)[:1])

    def _tell(self, asked: Asked, draft: Draft, job: JobContext) -> None:
        if draft.ended_by == "length" and asked.is_cramped:
            job.notice(
                f"The text is cut off: “{self._model.name}” can attend to {self._traits.context} tokens, "
                f"{len(asked.tokens)} of which the prompt has.",
                "Shorten the prompt, or go on in a new request from the end of the text.",
            )

    def _facts(self, asked: Asked, draft: Draft) -> dict[str, str | int | float]:
        counts = {"prompt_tokens": len(asked.tokens), "tokens": len(draft.tokens)}
        own = self._network.facts if self._network else {}
        return {**own, **counts, "ended_by": draft.ended_by}


def _show(deltas: Iterable[str], draft: Draft, room: int, index: int, job: JobContext) -> None:
    for delta in deltas:
        if delta:
            job.stream_text(delta, index)
        job.progress(room if draft.ended_by else len(draft.tokens), room, "Writing")
