"""How often the model does as it is told, on combinations of product and tone that it has never seen.

What the same rules say of texts that the grammar composes for the same orders is reported beside it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import msgspec

from aigc_desktop.api import Model, Runtime
from aigc_transformer.backend import TorchNetwork, load_network
from aigc_transformer.sampling import Sampling
from aigc_transformer.streaming import TextStream
from aigc_transformer.tokens import FileTokens, read_tokens
from aigc_transformer.traits import Traits, read_traits
from aigc_transformer.writing import Draft, write

from .checks import is_about, is_in, is_in_tone, kind_of
from .corpus import Sample
from .grammar import compose
from .prompts import KINDS, LANGUAGES, TONES, Order, prompt
from .words import Product

_CPU = Runtime(backend="torch", device="cpu", precision="float32")
_ROOM = 160

STRANGERS = {
    "en": [
        "rubber duck",
        "silver trumpet",
        "ski goggles",
        "pepper grinder",
        "tea towel",
        "fishing rod",
        "doormat",
    ],
    "zh": ["橡皮鸭", "小号", "滑雪镜", "胡椒研磨器", "茶巾", "鱼竿", "门垫"],
}
"""Products that neither the list nor chance put into the corpus."""


class Case(msgspec.Struct, frozen=True):
    """An order, what was written for it, and whether the text ended by itself."""

    order: Order
    product: Product
    text: str
    is_ended: bool = True


class Figures(msgspec.Struct, frozen=True):
    """Shares of texts, from 0 to 1. `new` are not in the training corpus, `different` from each other."""

    texts: int
    well_formed: float
    product: float
    tone: float
    all_right: float
    new: float
    different: float


Asked = Sequence[tuple[Order, Product]]


def evaluate(folder: Path, corpus: Sequence[Sample], orders: Asked, seeds: int = 1) -> dict[str, object]:
    """Figures by language and kind, of the grammar itself, and of products that were never seen."""
    writer, known = Writer(folder), frozenset(sample.text for sample in corpus)
    started = time.perf_counter()
    cases = [writer.case(order, product, seed) for order, product in orders for seed in range(seeds)]
    seconds = time.perf_counter() - started

    def part(keep: Callable[[Order], bool]) -> Figures:
        return figures_of([case for case in cases if keep(case.order)], known)

    return {
        "all": part(lambda order: True),
        **{tongue: part(lambda order, tongue=tongue: order.language == tongue) for tongue in LANGUAGES},  # type: ignore[misc]
        **{kind: part(lambda order, kind=kind: order.kind == kind) for kind in KINDS},  # type: ignore[misc]
        "grammar": figures_of(list(_composed(orders, seeds)), known),
        "products never seen": figures_of([writer.case(*asked, 0) for asked in _strange_orders()], known),
        "tokens a second": round(writer.written / seconds, 1),
    }


class Writer:
    """A model folder, and what is written with it by its usual settings."""

    def __init__(self, folder: Path) -> None:
        self._model = _described(folder)
        self._traits: Traits = read_traits(self._model)
        self._network: TorchNetwork = load_network(self._model, _CPU)
        self._tokens: FileTokens = read_tokens(folder, self._model.name)
        self.written = 0

    def case(self, order: Order, product: Product, seed: int) -> Case:
        """What the model writes for an order."""
        usual = self._traits.usual
        sampling = Sampling(usual.temperature, usual.top_k, usual.top_p, usual.repetition_penalty)
        ids = self._tokens.encode(prompt(order), adds_specials=True)
        draft = Draft(ids, TextStream(self._tokens.decode))
        for _ in write(draft, self._network.start(ids), self._traits.ends, _ROOM, sampling, seed):
            pass
        self.written += len(draft.tokens)
        return Case(order, product, draft.stream.text, draft.ended_by == "end")


def figures_of(cases: Sequence[Case], known: frozenset[str]) -> Figures:
    """What the rules say of the cases."""
    form = [case.is_ended and _has_form(case.order, case.text) for case in cases]
    about = [is_about(case.product, case.text, case.order.language) for case in cases]
    tone = [is_in_tone(case.order.tone, case.text, case.order.language) for case in cases]
    return Figures(
        texts=len(cases),
        well_formed=_share(form),
        product=_share(about),
        tone=_share(tone),
        all_right=_share([all(checks) for checks in zip(form, about, tone, strict=True)]),
        new=_share([case.text not in known for case in cases]),
        different=round(len({case.text for case in cases}) / len(cases), 4),
    )


def _has_form(order: Order, text: str) -> bool:
    return is_in(order.language, text) and kind_of(text, order.language) == order.kind


def _share(checks: Sequence[bool]) -> float:
    return round(sum(checks) / len(checks), 4)


def _composed(orders: Asked, seeds: int) -> Iterator[Case]:
    rng = Random("copywriter reference")
    for order, product in list(orders) * seeds:
        yield Case(order, product, compose(order.language, product, order.tone, order.kind, rng))


def _strange_orders() -> Iterator[tuple[Order, Product]]:
    for language, names in STRANGERS.items():
        for name in names:
            product = Product(name, name, name.split()[-1], (), (), (), (), is_known=False)
            for place, tone in enumerate(TONES):
                yield Order(language, name, tone, KINDS[place % len(KINDS)]), product


def _described(folder: Path) -> Model:
    config = {file.name: msgspec.json.decode(file.read_bytes()) for file in folder.glob("*.json")}
    size = sum(file.stat().st_size for file in folder.glob("*.safetensors")) / 2**20
    return Model(
        id=folder.name, name=folder.name, path=str(folder), layout="transformers", size_mb=size, config=config
    )
