"""The one error that users see, and the signal that ends a cancelled job."""

from __future__ import annotations

import msgspec


class ErrorInfo(msgspec.Struct, frozen=True, kw_only=True):
    """An error as data: what crosses the line to the application and is stored with a failed job.

    `code` is stable and dotted (`model.pickle`), `message` one sentence, `hint` the way out,
    `details` what an expert wants (a traceback, numbers), `plugin` the id of the plugin at fault.
    """

    code: str
    message: str
    hint: str = ""
    details: str = ""
    plugin: str = ""


class AigcError(Exception):
    """A failure the user can act on: one sentence and a way out.

    `code` is a dotted, stable identifier such as `parameters.range`; `hint` says what to do next.
    """

    def __init__(self, code: str, message: str, hint: str = "", details: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.details = details

    def info(self, plugin: str = "") -> ErrorInfo:
        """This error as data, bearing the id of the plugin that raised it, if one did."""
        return ErrorInfo(
            code=self.code, message=self.message, hint=self.hint, details=self.details, plugin=plugin
        )


class JobCancelled(Exception):  # noqa: N818 - it is a signal to stop, not a failure
    """Raised by `JobContext` inside a generator when the user cancelled; let it pass through."""
