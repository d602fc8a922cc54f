"""The schedulers by the names that users know, and which of them a model admits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from math import inf
from typing import Any, cast

from aigc_desktop.api import AigcError

from . import pipeline

OWN = "own"
"""The scheduler that the model brings, when it bears none of the names below."""

_DENOISING = frozenset({"epsilon", "v_prediction"})
_ANY = _DENOISING | {"sample"}
_FLOW = frozenset({"flow"})
_FLOW_SOLVER = {"prediction_type": "flow_prediction", "use_flow_sigmas": True}


@dataclass(frozen=True)
class Scheduler:
    """A class of diffusers under a name.

    `predictions` are what a network may predict for it to work. `overrides` replace what the model's own
    configuration says; `where_silent` fills in what it leaves out.
    """

    name: str
    class_name: str
    predictions: frozenset[str]
    overrides: Mapping[str, Any] = field(default_factory=dict)
    where_silent: Mapping[str, Any] = field(default_factory=dict)


_PLAIN = {"use_karras_sigmas": False}
_DPMPP = {"algorithm_type": "dpmsolver++", "solver_order": 2}

SCHEDULERS = (
    Scheduler("euler", "EulerDiscreteScheduler", _ANY, _PLAIN),
    Scheduler("euler_ancestral", "EulerAncestralDiscreteScheduler", _DENOISING),
    Scheduler("ddim", "DDIMScheduler", _ANY, {}, {"clip_sample": False}),
    Scheduler("dpmpp_2m", "DPMSolverMultistepScheduler", _ANY, _DPMPP | _PLAIN),
    Scheduler("dpmpp_2m_karras", "DPMSolverMultistepScheduler", _ANY, _DPMPP | {"use_karras_sigmas": True}),
    Scheduler("unipc", "UniPCMultistepScheduler", _ANY, _PLAIN),
    Scheduler("lcm", "LCMScheduler", _ANY, {}, {"clip_sample": False}),
    Scheduler("euler", "FlowMatchEulerDiscreteScheduler", _FLOW),
    Scheduler("dpmpp_2m", "DPMSolverMultistepScheduler", _FLOW, _DPMPP | _FLOW_SOLVER),
    Scheduler("unipc", "UniPCMultistepScheduler", _FLOW, _FLOW_SOLVER),
)

MOST_LCM_STEPS = 50
"""What the training of a latent consistency model took, where its configuration does not say."""

_MULTISTEP = ("dpmpp_2m", "dpmpp_2m_karras", "unipc")
_FREE = ("euler", *_MULTISTEP)
_Lack = tuple[str, tuple[object, ...], tuple[str, ...]]
_LACKS: tuple[_Lack, ...] = (
    ("interpolation_type", ("linear",), ("euler",)),
    ("timestep_type", ("discrete",), ("euler",)),
    ("sigma_min", (), ("euler", "dpmpp_2m_karras")),
    ("sigma_max", (), ("euler", "dpmpp_2m_karras")),
    ("final_sigmas_type", ("zero",), _FREE),
    ("use_exponential_sigmas", (False,), _FREE),
    ("use_beta_sigmas", (False,), _FREE),
    ("use_lu_lambdas", (False,), _MULTISTEP),
    ("solver_type", ("midpoint", "logrho", "bh1", "bh2"), ("dpmpp_2m", "dpmpp_2m_karras")),
    ("solver_type", ("midpoint", "logrho", "heun", "bh2"), ("unipc",)),
    ("lambda_min_clipped", (-inf,), _MULTISTEP),
    ("thresholding", (False,), ("ddim", "lcm", *_MULTISTEP)),
    ("predict_x0", (True,), ("unipc",)),
    ("disable_corrector", ([],), ("unipc",)),
    ("solver_p", (), ("unipc",)),
    ("lower_order_final", (True,), ("unipc",)),
)
"""Options of diffusers: the values that need nothing of their own, and which samplers lack all others."""

_FLOW_LACKS: tuple[_Lack, ...] = (
    ("use_karras_sigmas", (False,), _FREE),
    ("invert_sigmas", (False,), ("euler",)),
    ("stochastic_sampling", (False,), ("euler",)),
    ("time_shift_type", ("exponential",), _MULTISTEP),
)
"""The same where the network predicts a flow."""


def prediction_of(config: Mapping[str, Any]) -> str:
    """What the network predicts: `epsilon`, `v_prediction`, `sample` or `flow`."""
    named = str(config.get("prediction_type", "epsilon"))
    is_flow = str(config.get("_class_name", "")).startswith("FlowMatch") or config.get("use_flow_sigmas")
    return "flow" if is_flow or named == "flow_prediction" else named


def admitted(config: Mapping[str, Any]) -> tuple[str, ...]:
    """The names that work with the model whose scheduler configuration this is; its own comes first."""
    prediction = prediction_of(config)
    names = [s.name for s in SCHEDULERS if prediction in s.predictions]
    own = own_name(config)
    return (own, *(name for name in names if name != own))


def written(config: Mapping[str, Any]) -> tuple[str, ...]:
    """Of those names, the ones whose sampler without PyTorch takes the same path."""
    return tuple(name for name in admitted(config) if name != OWN and not _lacks(name, config))


def _lacks(name: str, config: Mapping[str, Any]) -> bool:
    is_flow = prediction_of(config) == "flow"
    return any(
        name in samplers and config.get(option) not in (None, *usual)
        for option, usual, samplers in (*_LACKS, *(_FLOW_LACKS if is_flow else ()))
    )


def check_steps(name: str, config: Mapping[str, Any], steps: int) -> None:
    """Raise AigcError `parameters.range` for more steps than the scheduler called `name` can take."""
    most = int(config.get("original_inference_steps", MOST_LCM_STEPS))
    if name == "lcm" and steps > most:
        raise AigcError(
            "parameters.range",
            f"The scheduler lcm takes at most {most} steps with this model, not {steps}.",
            "Choose fewer steps, usually 4 to 8, or another scheduler.",
        )


def own_name(config: Mapping[str, Any]) -> str:
    """The name of the scheduler that the model brings, or `own` when it has no name here."""
    prediction = prediction_of(config)
    same = (s for s in SCHEDULERS if prediction in s.predictions and _is_what(config, s))
    return next((s.name for s in same), OWN)


def _is_what(config: Mapping[str, Any], scheduler: Scheduler) -> bool:
    # Of the values that are overridden, diffusers' own defaults differ in those that are True only.
    agrees = all(
        config.get(key, value is not True and value) == value for key, value in scheduler.overrides.items()
    )
    return config.get("_class_name") == scheduler.class_name and agrees


def make_scheduler(name: str, config: Mapping[str, Any]) -> pipeline.Scheduler:
    """A fresh scheduler called `name`, made from the model's own scheduler configuration."""
    kind = getattr(import_module("diffusers"), _class_name(name, config))
    return cast(pipeline.Scheduler, _from_the_start(kind.from_config(merged(name, config))))


def merged(name: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """The configuration of the scheduler called `name`, made from the model's own."""
    if name == own_name(config):
        return dict(config)
    chosen = _chosen(name, config)
    whole = {**chosen.where_silent, **config, **chosen.overrides}
    if prediction_of(config) == "flow" and chosen.class_name != config["_class_name"]:
        whole["flow_shift"] = config.get("flow_shift", config.get("shift", 1.0))
    return whole


def _from_the_start(scheduler: Any) -> Any:  # noqa: ANN401 - diffusers is partly untyped
    """Let it count its steps from the first one.

    It would look for the first timestep among all, and where several round to the same one, as Karras' sigmas
    do for a model without signal at its last step, take the second and run over the end.
    """
    set_timesteps = scheduler.set_timesteps

    @wraps(set_timesteps)
    def set_and_begin(*arguments: object, **options: object) -> None:
        set_timesteps(*arguments, **options)
        scheduler.set_begin_index(0)

    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_timesteps = set_and_begin
    return scheduler


def _class_name(name: str, config: Mapping[str, Any]) -> str:
    return str(config["_class_name"]) if name == own_name(config) else _chosen(name, config).class_name


def _chosen(name: str, config: Mapping[str, Any]) -> Scheduler:
    prediction = prediction_of(config)
    return next(s for s in SCHEDULERS if s.name == name and prediction in s.predictions)
