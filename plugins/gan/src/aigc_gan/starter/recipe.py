"""The whole recipe in order, in one folder of work: textures, training, verifier, export.

Every stage keeps its result in the folder, and the training goes on from its last checkpoint: a run that was
stopped is simply started again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from aigc_gan.sizes import StyleSizes
from aigc_gan.style import StyleGenerator

from . import evaluate, perception, verifier
from .dataset import Textures
from .export import export
from .perception import Perception, train_perception
from .sheet import contact_sheet
from .textures import HELD_OUT, NAMES, SIZE, VERIFYING, cached_textures, textures
from .training import Game, Plan, Stage, train
from .verifier import Verifier, train_verifier

SIZES = StyleSizes(image_size=SIZE, latent_size=64, channels=(128, 128, 96, 64, 32, 16), classes=NAMES)
PLAN = Plan(
    (
        Stage(32, pictures=18_000, fade=0, gamma=0.05),
        Stage(64, pictures=72_000, fade=2_000, gamma=0.03),
        Stage(128, pictures=90_000, fade=2_000, gamma=0.1),
    ),
    judge=(96, 96, 64, 48, 24, 12),
)


@dataclass(frozen=True)
class Recipe:
    """How many textures of each material are drawn, what is trained on them, and for how long."""

    drawn: int = 1500
    verifying: int = 300
    perception_steps: int = perception.STEPS
    verifier_steps: int = verifier.STEPS
    sizes: StyleSizes = SIZES
    plan: Plan = PLAN


class Workshop:
    """The folder of work and what is made in it. Each method makes one thing, or finds it made."""

    def __init__(self, folder: Path, recipe: Recipe, device: str = "auto") -> None:
        self._folder, self._recipe, self._device = folder, recipe, pick_device(device)
        self._state = folder / "game.pt"

    def draw(self) -> None:
        """The training textures at every resolution of the plan."""
        for stage in self._recipe.plan.stages:
            self._textures.at(stage.resolution)

    def train(self) -> None:
        """Train to the end of the plan, going on from the last checkpoint."""
        recipe, judgement = self._recipe, self.perception().bfloat16()
        train(recipe.sizes, recipe.plan, self._textures, judgement, self._device, self._state)

    def perception(self) -> Perception:
        """The network whose statistics the generated textures are held to."""
        drawn, state = self._textures.at(SIZE), self._folder / "perception.pt"
        return train_perception(drawn, self._device, state, self._recipe.perception_steps)

    def verifier(self) -> Verifier:
        """The network that tells the materials apart."""
        path = self._folder / "verify.npy"
        drawn = cached_textures(self._recipe.verifying, VERIFYING, path, processes=2)
        state = self._folder / "verifier.pt"
        return train_verifier(drawn, self._device, state, self._recipe.verifier_steps)

    def trained(self) -> StyleGenerator:
        """The generator with the averaged weights of the last checkpoint."""
        game = Game(self._recipe.sizes, self._recipe.plan, torch.device("cpu"))
        game.restore(self._state)
        return game.average.eval()

    def export(self, folder: Path) -> None:
        """Write the model folder."""
        export(self.trained(), folder)

    def figures(self, network: StyleGenerator, each: int) -> dict[str, object]:
        """Figures of the generated textures, and of as many drawn ones that no training has seen."""
        verifier, psi = self.verifier().cpu(), network.sizes.truncation_psi
        made, drawn = evaluate.generated(network, each, psi), textures(each, HELD_OUT, processes=2)
        sets = {"generated": made, "drawn, held out": drawn}
        parts = {name: evaluate.figures_of(pictures, verifier) for name, pictures in sets.items()}
        plain = {name: {k: asdict(v) for k, v in part.items()} for name, part in parts.items()}
        return {"truncation_psi": psi, "seen": self._seen(), **plain}

    def sheet(self, network: StyleGenerator, columns: int) -> Path:
        """A picture with a row of generated textures for each material."""
        path = self._folder / "sheet.png"
        contact_sheet(evaluate.generated(network, columns, network.sizes.truncation_psi)).save(path)
        return path

    @property
    def _textures(self) -> Textures:
        return Textures(self._folder, self._recipe.drawn)

    def _seen(self) -> int:
        """How many pictures the training has shown so far."""
        return int(torch.load(self._state, weights_only=True)["seen"]) if self._state.exists() else 0


def pick_device(name: str) -> torch.device:
    """`auto` is CUDA where there is one, else the CPU; anything else is taken as torch takes it."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


def train_in(folder: Path, recipe: Recipe, device: str) -> None:
    """Train in the folder of work: what each process of a group does."""
    Workshop(folder, recipe, device).train()
