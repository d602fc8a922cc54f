"""Writes finished outputs while the next ones are made, several at a time where they come quickly."""

from __future__ import annotations

import threading
from types import TracebackType

from aigc_desktop.api.outputs import Output
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.engine.bundles import Bundles
from aigc_desktop.engine.line import Line
from aigc_desktop.engine.writing import Writer
from aigc_desktop.messages import ModelSaved, OutputSaved, OutputsSaved

_MOST_TOGETHER = 16
_GATHERING_S = 0.05


class Saver:
    """Writes in a thread of its own, and tells the application what is there.

    What goes wrong there (a full disk, a cancelled animation) is raised by the next `save` or by `finish`.
    A small model makes hundreds of pictures a second, and each interruption costs: of the network by the
    encoder, and of both by the application. So what is made within a twentieth of a second is written and
    told together. On the CPU (`shares_cores`) the network waits meanwhile, if it has made the next output by
    then: side by side, each would wait for threads of the other.
    """

    def __init__(self, line: Line, writer: Writer, *, shares_cores: bool) -> None:
        self._line = line
        self._writer = writer
        self._bundles = Bundles[tuple[Output, Recipe]](_MOST_TOGETHER, _GATHERING_S, pauses=shares_cores)
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._work, name="saver", daemon=True)
        self._thread.start()

    def save(self, output: Output, recipe: Recipe) -> None:
        """Write one output soon; waits while too many wait already."""
        self._raise_failure()
        self._bundles.put((output, recipe))

    def finish(self) -> None:
        """Return when everything is written and told."""
        self._end()
        self._raise_failure()

    def __enter__(self) -> Saver:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._bundles.close()
        self._thread.join()

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _work(self) -> None:
        while bundle := self._bundles.take():
            outputs: list[OutputSaved] = []
            for output, recipe in bundle:
                written = self._written(output, recipe)
                if isinstance(written, ModelSaved):
                    self._line.send(written)
                elif written is not None:
                    outputs.append(written)
            if outputs:
                self._line.send(OutputsSaved(job_id=outputs[0].job_id, outputs=tuple(outputs)))

    def _written(self, output: Output, recipe: Recipe) -> OutputSaved | ModelSaved | None:
        """What became of an output; after a failure the others are still written."""
        try:
            return self._writer.write(output, recipe)
        except Exception as error:
            self._failure = self._failure or error
            return None
