"""All that a plugin may import. Importing it pulls in neither Qt, torch, onnxruntime nor numpy."""

from aigc_desktop.api.errors import AigcError, JobCancelled
from aigc_desktop.api.generator import Generator, JobContext, Preview
from aigc_desktop.api.hookspecs import hookimpl
from aigc_desktop.api.manifest import API_VERSION
from aigc_desktop.api.models import Model
from aigc_desktop.api.outputs import ImageOutput, ModelOutput, Output, SequenceOutput, TextOutput
from aigc_desktop.api.parameters import Params, convert, param
from aigc_desktop.api.requests import Animation, Request, Runtime
from aigc_desktop.api.tasks import Family, OutputKind, Task

__all__ = [
    "API_VERSION",
    "AigcError",
    "Animation",
    "Family",
    "Generator",
    "ImageOutput",
    "JobCancelled",
    "JobContext",
    "Model",
    "ModelOutput",
    "Output",
    "OutputKind",
    "Params",
    "Preview",
    "Request",
    "Runtime",
    "SequenceOutput",
    "Task",
    "TextOutput",
    "convert",
    "hookimpl",
    "param",
]
