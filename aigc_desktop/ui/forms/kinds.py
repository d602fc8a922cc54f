"""Which field shows a parameter: what its author asked for, else what its type suggests."""

from __future__ import annotations

from typing import TypeAlias

from aigc_desktop.ui.forms.choice import ChoiceField
from aigc_desktop.ui.forms.field import Field, Shape
from aigc_desktop.ui.forms.history import PromptHistory
from aigc_desktop.ui.forms.number import NumberField
from aigc_desktop.ui.forms.picture import PictureField
from aigc_desktop.ui.forms.prompt import PromptField
from aigc_desktop.ui.forms.seed import SeedField
from aigc_desktop.ui.forms.slider import SliderField
from aigc_desktop.ui.forms.switch import SwitchField
from aigc_desktop.ui.forms.text import TextField

_Plain: TypeAlias = (
    PictureField | TextField | SliderField | NumberField | ChoiceField | SwitchField | SeedField
)


def kind_of(shape: Shape) -> str:
    """`prompt`, `picture`, `text`, `slider`, `number`, `choice`, `switch` or `seed`."""
    if "enum" in shape:
        return "choice"
    if shape["type"] == "boolean":
        return "switch"
    if shape["type"] == "string":
        return {"prompt": "prompt", "image": "picture"}.get(str(shape.get("x-widget")), "text")
    if shape.get("x-widget") in ("number", "seed"):
        return str(shape["x-widget"])
    return "slider" if "minimum" in shape and "maximum" in shape else "number"


def make_field(name: str, shape: Shape, history: PromptHistory) -> Field:
    """The field for one parameter."""
    kind = kind_of(shape)
    if kind == "prompt":
        return PromptField(name, shape, history)
    plain: dict[str, type[_Plain]] = {
        "picture": PictureField,
        "text": TextField,
        "slider": SliderField,
        "number": NumberField,
        "choice": ChoiceField,
        "switch": SwitchField,
        "seed": SeedField,
    }
    return plain[kind](name, shape)
