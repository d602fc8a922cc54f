"""The small language of the prompts: `product: ceramic mug; tone: playful; kind: tagline`, or in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

LANGUAGES = ("en", "zh")
KINDS = ("name", "tagline", "brief")
FIELDS = ("product", "tone", "kind")

_FIELD_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {name: name for name in FIELDS},
    "zh": {"product": "产品", "tone": "语气", "kind": "类型"},
}
_KIND_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {name: name for name in KINDS},
    "zh": {"name": "名称", "tagline": "广告语", "brief": "简介"},
}
_TONES_ZH: Mapping[str, str] = {
    "playful": "俏皮",
    "elegant": "优雅",
    "bold": "大胆",
    "warm": "温暖",
    "minimal": "极简",
    "natural": "自然",
    "futuristic": "未来",
    "calm": "平静",
    "nostalgic": "怀旧",
    "adventurous": "探险",
}
TONES = tuple(_TONES_ZH)
_MARKS: Mapping[str, tuple[str, str]] = {"en": (": ", "; "), "zh": ("：", "；")}
_HALF_WIDTH = str.maketrans("：；", ":;")
_USUAL = 0.85


@dataclass(frozen=True)
class Order:
    """What is asked for: a language, a product by its name, a tone and a kind."""

    language: str
    product: str
    tone: str
    kind: str


def prompt(order: Order, rng: Random | None = None) -> str:
    """The order as users type it; with `rng`, sometimes in another spelling or order, or without the tone."""
    fields = _fields(order)
    if rng is None or rng.random() < _USUAL:
        return _joined(order.language, fields)
    if rng.random() < 0.25:
        del fields["tone"]
    if rng.random() < 0.25:
        fields = dict(rng.sample(list(fields.items()), len(fields)))
    return _respelled(_joined(order.language, fields), rng)


def _fields(order: Order) -> dict[str, str]:
    tone = order.tone if order.language == "en" else _TONES_ZH[order.tone]
    values = (order.product, tone, _KIND_WORDS[order.language][order.kind])
    return dict(zip(FIELDS, values, strict=True))


def _joined(language: str, fields: Mapping[str, str]) -> str:
    colon, semicolon = _MARKS[language]
    return semicolon.join(f"{_FIELD_WORDS[language][name]}{colon}{value}" for name, value in fields.items())


def _respelled(text: str, rng: Random) -> str:
    spelling = rng.choice((str, str.capitalize, str.title, _dense, _halved))
    return spelling(text)


def _dense(text: str) -> str:
    return text.replace(": ", ":").replace("; ", ";")


def _halved(text: str) -> str:
    return text.translate(_HALF_WIDTH)
