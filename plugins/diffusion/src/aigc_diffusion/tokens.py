"""Which end of a long prompt the text encoders never read."""

from __future__ import annotations

from aigc_desktop.api import JobContext, Params

from .pipeline import Pipeline, Tokenizer
from .traits import Traits


def tell_what_is_cut(pipeline: Pipeline, traits: Traits, params: Params, job: JobContext) -> None:
    """Tell the user the part of the prompt, and of the negative prompt, that is beyond the model's reach."""
    for field, title in (("prompt", "prompt"), ("negative_prompt", "negative prompt")):
        text = getattr(params, field, "")
        cut = cut_off(pipeline, traits, text)
        if cut:
            job.notice(
                f"The {title} is too long for this model; it does not read the end: “{cut}”.",
                "Say the most important things first, in fewer words.",
            )


def cut_off(pipeline: Pipeline, traits: Traits, text: str) -> str:
    """The end of `text` that even the text encoder with the longest reach does not read."""
    reaches = [_read_by(tokenizer, traits.pipeline.context, text) for tokenizer in _tokenizers(pipeline)]
    return min((text[reach:].strip() for reach in reaches), key=len, default="")


def _tokenizers(pipeline: Pipeline) -> list[Tokenizer]:
    named = {k: v for k, v in pipeline.components.items() if k.startswith("tokenizer") and v is not None}
    return list(named.values())


def _read_by(tokenizer: Tokenizer, context: int | None, text: str) -> int:
    """How many characters of `text` this tokenizer passes on."""
    longest = tokenizer.model_max_length
    # CLIP's limit is its own; what the pipeline sets is for T5, whose tokenizer knows no limit.
    limit = min(longest, context) if context and not type(tokenizer).__name__.startswith("CLIP") else longest
    tokens = tokenizer(text, truncation=False, verbose=False).input_ids
    if len(tokens) <= limit:
        return len(text)
    kept = tokenizer(text, truncation=True, max_length=limit, return_offsets_mapping=True, verbose=False)
    return max(end for _, end in kept.offset_mapping)
