"""The prompts that were used before, newest last."""

from __future__ import annotations

from collections.abc import Iterable

_KEPT = 200


class PromptHistory:
    """Remembers prompts and walks through them; what is being written is kept at the newest end."""

    def __init__(self, prompts: Iterable[str] = ()) -> None:
        self._prompts = list(prompts)[-_KEPT:]
        self._place = len(self._prompts)
        self._draft = ""

    @property
    def prompts(self) -> tuple[str, ...]:
        """All of them, oldest first."""
        return tuple(self._prompts)

    def extend(self, prompts: Iterable[str]) -> None:
        """Remember several, oldest first."""
        for prompt in prompts:
            self.add(prompt)

    def add(self, prompt: str) -> None:
        """Remember a prompt that was just used; one that was there already moves to the end."""
        if prompt.strip():
            others = [p for p in self._prompts if p != prompt]
            self._prompts = [*others, prompt][-_KEPT:]
        self._place = len(self._prompts)

    def older(self, current: str) -> str:
        """The prompt before the one shown."""
        if self._place == len(self._prompts):
            self._draft = current
        self._place = max(0, self._place - 1)
        return self._shown()

    def newer(self, current: str) -> str:
        """The prompt after the one shown; behind the newest, what was being written."""
        if self._place >= len(self._prompts):
            return current
        self._place += 1
        return self._shown()

    def _shown(self) -> str:
        return self._prompts[self._place] if self._place < len(self._prompts) else self._draft
