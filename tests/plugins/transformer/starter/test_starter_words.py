"""The grammar writes what it is asked for, and no voice borrows from another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

import pytest
from aigc_transformer.starter.checks import is_about, is_in, kind_of, tones_of
from aigc_transformer.starter.corpus import Sample, held_out_orders, is_held_out, samples
from aigc_transformer.starter.grammar import compose, loose_product
from aigc_transformer.starter.prompts import KINDS, LANGUAGES, TONES, Order, prompt
from aigc_transformer.starter.words import words

LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@LANGUAGE
def test_there_is_enough_to_write_about(language: str) -> None:
    known = words(language)
    assert len(known.products) >= 60
    assert len(known.tones) >= 8
    assert tuple(known.tones) == TONES
    assert set(known.products) == set(words("en").products)


@LANGUAGE
def test_no_tone_uses_the_words_of_another(language: str) -> None:
    for key, tone in words(language).tones.items():
        for text in (*tone.terms, *tone.taglines):
            assert tones_of(text, language) <= {key}, text
        for line in tone.taglines:
            assert tones_of(line, language) == {key} or "{adjective}" in line, line


@LANGUAGE
def test_what_all_tones_share_has_no_tone(language: str) -> None:
    for text in _shared(language):
        assert not tones_of(text, language), text


def _shared(language: str) -> Iterator[str]:
    known = words(language)
    for product in known.products.values():
        yield from (product.name, product.short, *product.details, *product.uses)
        yield from (*product.people, *product.places)
    yield from (*known.loose.qualifiers, *known.loose.nouns)
    for general in known.loose.general.values():
        yield from general
    for templates in vars(known.templates).values():
        yield from (re.sub(r"\{\w+\}", "_", template) for template in templates)


@LANGUAGE
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tone", TONES)
def test_every_text_is_of_its_language_kind_product_and_tone(language: str, kind: str, tone: str) -> None:
    rng = Random(f"{language} {kind} {tone}")
    for product in [*words(language).products.values(), loose_product(language, rng)]:
        text = compose(language, product, tone, kind, rng)
        assert is_in(language, text), text
        assert kind_of(text, language) == kind, text
        assert is_about(product, text, language), text
        assert tones_of(text, language) == {tone}, text
        assert "{" not in text


def test_prompts_are_as_the_card_says() -> None:
    assert prompt(Order("en", "ceramic mug", "playful", "tagline")) == (
        "product: ceramic mug; tone: playful; kind: tagline"
    )
    assert prompt(Order("zh", "陶瓷杯", "playful", "tagline")) == "产品：陶瓷杯；语气：俏皮；类型：广告语"


def test_users_spell_prompts_in_many_ways_and_always_name_the_product() -> None:
    order = Order("en", "ceramic mug", "playful", "tagline")
    spelled = {prompt(order, Random(seed)) for seed in range(300)}
    assert len(spelled) > 10
    assert all("ceramic mug" in text.lower() for text in spelled)


def test_held_out_combinations_are_in_no_prompt_of_the_corpus() -> None:
    found = {sample.prompt.lower() for sample in samples(4000)}
    orders = held_out_orders()
    assert 0.1 < len(orders) / (2 * 3 * 72 * len(TONES)) < 0.2
    assert not found & {prompt(order).lower() for order, _ in orders}
    assert is_held_out("mug", "bold") == is_held_out("mug", "bold")


def test_the_corpus_is_the_same_every_time_and_hardly_repeats() -> None:
    first: list[Sample] = list(samples(2000))
    assert first == list(samples(2000))
    assert len({sample.text for sample in first}) > 1800
