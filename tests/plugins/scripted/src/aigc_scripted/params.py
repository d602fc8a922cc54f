"""What can be asked of the scripted generator."""

from __future__ import annotations

from typing import Annotated, Literal

from aigc_desktop.api import Params, param

Fault = Literal[
    "none",
    "raise",
    "error",
    "oom",
    "segfault",
    "kill",
    "exit",
    "hang",
    "garbage",
    "oversize",
    "chatter",
    "print",
    "nothing",
    "twice",
    "alien",
    "junk",
    "no frames",
    "lost frame",
    "broken frame",
    "odd frame",
]


class Scripted(Params, frozen=True):
    """Parameters of both tasks."""

    prompt: Annotated[str, param("Prompt", widget="prompt", max_length=2000)] = ""
    width: Annotated[int, param("Width", ge=8, le=2048, multiple_of=8, unit="px")] = 64
    height: Annotated[int, param("Height", ge=8, le=2048, multiple_of=8, unit="px")] = 64
    latent: Annotated[str, param("Latent", widget="latent", max_length=8000, advanced=True)] = ""
    steps: Annotated[int, param("Steps", "Calls of progress.", ge=1, le=150)] = 4
    palette: Annotated[Literal["warm", "cold"], param("Palette")] = "warm"
    border: Annotated[bool, param("Border", advanced=True)] = False
    delay_s: Annotated[float, param("Delay", "Time of one step.", ge=0, le=60, unit="s", advanced=True)] = 0.0
    fault: Annotated[Fault, param("Fault", "What goes wrong.", advanced=True)] = "none"
    fault_at: Annotated[int, param("Fault at step", ge=0, le=150, advanced=True)] = 1
