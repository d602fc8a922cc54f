"""The whole recipe in order, in one folder of work: textures, decoder, generator, verifier, export.

Every stage keeps its result in the folder, and the trainings go on from their last checkpoints: a run that
was stopped is simply started again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from aigc_gan.sizes import DecoderSizes, LayoutSizes, StyleSizes
from aigc_gan.style import Mapping, StyleGenerator

from . import evaluate, mapping, verifier
from .blocks import BlockTransform
from .checkpoints import restore
from .dataset import drawn_textures, encoded, transform_of
from .export import export
from .game import Game, Plan
from .mapping import fit_mapping
from .painting import Painting, PaintPlan
from .processes import together
from .sheet import contact_sheet
from .textures import HELD_OUT, LAYOUTS, NAMES, SIZE, VERIFYING, cached_textures, textures
from .training import train_painter, train_players
from .verifier import Verifier, train_verifier

DECODER = DecoderSizes(latent_channels=24, channels=(96, 64, 40))
SIZES = StyleSizes(
    image_size=SIZE,
    latent_size=64,
    first_size=SIZE // 8,
    channels=(112,),
    classes=NAMES,
    mapping_layers=3,
    plain_layers=3,
    layouts=LayoutSizes(count=LAYOUTS, channels=3 * 24),
    decoder=DECODER,
    starts_anywhere=True,
)
PAINTING = PaintPlan()
PLAN = Plan()


@dataclass(frozen=True)
class Recipe:
    """How many textures of each material are drawn, what is trained on them, and for how long."""

    drawn: int = 60 * LAYOUTS
    verifying: int = 300
    verifier_steps: int = verifier.STEPS
    mapping_steps: int = mapping.STEPS
    sizes: StyleSizes = SIZES
    painting: PaintPlan = PAINTING
    plan: Plan = PLAN


class Workshop:
    """The folder of work and what is made in it. Each method makes one thing, or finds it made."""

    def __init__(self, folder: Path, recipe: Recipe) -> None:
        assert recipe.sizes.decoder is not None
        self._folder, self._recipe, self._decoder = folder, recipe, recipe.sizes.decoder
        self._painted, self._played = folder / "painting.pt", folder / "game.pt"
        self._mapped = folder / "mapping.pt"

    def draw(self) -> torch.Tensor:
        """The training textures, (materials, count, 3, h, w)."""
        return drawn_textures(self._folder, self._recipe.drawn)

    def train(self, processes: int) -> None:
        """Train the decoder, then the generator, then its mapping network, each to the end of its plan."""
        self.paint()
        if not (self._folder / "latents.pt").exists():
            torch.save(encoded(self.draw(), self._transform()), self._folder / "latents.pt")
        together(processes, play_in, self._folder, self._recipe)
        self.map()

    def paint(self) -> None:
        """Train the decoder to the end of its plan, going on from the last checkpoint."""
        painting = Painting(self._decoder, self._transform(), self._recipe.painting)
        train_painter(painting, self.draw(), self._painted)

    def play(self) -> None:
        """Train the generator to the end of its plan, going on from the last checkpoint."""
        train_players(Game(self._recipe.sizes, self._recipe.plan), self._latents(), self._played)

    def map(self) -> None:
        """Fit the mapping network to the styles that the encoder finds in the end."""
        if self._mapped.exists():
            return
        game = Game(self._recipe.sizes, self._recipe.plan)
        restore(game, self._played)
        network = Mapping(self._recipe.sizes)
        fit_mapping(network, game.styles(self._latents()), self._recipe.mapping_steps)
        torch.save(network.state_dict(), self._mapped)

    def verifier(self) -> Verifier:
        """The network that tells the materials apart."""
        path = self._folder / "verify.npy"
        drawn = cached_textures(self._recipe.verifying, VERIFYING, path, processes=2)
        return train_verifier(drawn, self._folder / "verifier.pt", self._recipe.verifier_steps)

    def trained(self) -> StyleGenerator:
        """The generator with averaged weights, the mapping network fitted to it, and the decoder."""
        played, painted = (torch.load(path, weights_only=True) for path in (self._played, self._painted))
        network = StyleGenerator(self._recipe.sizes)
        network.load_state_dict(played["average"])
        network.mapping.load_state_dict(torch.load(self._mapped, weights_only=True))
        assert network.synthesis.decoder is not None
        network.synthesis.decoder.load_state_dict(painted["decoder"])
        return network.eval()

    def export(self, folder: Path) -> None:
        """Write the model folder."""
        export(self.trained(), folder)

    def figures(self, network: StyleGenerator, each: int) -> dict[str, object]:
        """Figures of the generated textures, and of as many drawn ones that no training has seen."""
        verifier, psi = self.verifier(), network.sizes.truncation_psi
        made, drawn = evaluate.generated(network, each, psi), textures(each, HELD_OUT, processes=2)
        sets = {"generated": made, "drawn, held out": drawn}
        parts = {name: evaluate.figures_of(pictures, verifier) for name, pictures in sets.items()}
        plain = {name: {k: asdict(v) for k, v in part.items()} for name, part in parts.items()}
        return {"truncation_psi": psi, **plain}

    def sheet(self, network: StyleGenerator, columns: int) -> Path:
        """A picture with a row of generated textures for each material."""
        path = self._folder / "sheet.png"
        contact_sheet(evaluate.generated(network, columns, network.sizes.truncation_psi)).save(path)
        return path

    def _latents(self) -> torch.Tensor:
        latents: torch.Tensor = torch.load(self._folder / "latents.pt", weights_only=True, mmap=True)
        return latents

    def _transform(self) -> BlockTransform:
        return transform_of(self.draw(), self._decoder.latent_channels)


def play_in(folder: Path, recipe: Recipe) -> None:
    """Train the generator in the folder of work: what each process of a group does."""
    Workshop(folder, recipe).play()
