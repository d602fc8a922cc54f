"""Makes pictures of the real window at work, in both themes and languages: look at them, then improve.

    python -m tests.gui.screenshots FOLDER [--generator scripted] [--prompt TEXT] [--themes dark light]

It opens the whole application on a home of its own, generates, and grabs the window at 1440 x 900 and at
1024 x 700. Set QT_QPA_PLATFORM=offscreen where there is no display.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from aigc_desktop.core.paths import Paths
from aigc_desktop.core.settings import SettingsFile
from aigc_desktop.ui.application import make_application
from aigc_desktop.ui.desktop import Desktop
from aigc_desktop.ui.pages.generate import GeneratePage
from tests.plugins.installing import SCRIPTED, install

SIZES = ((1440, 900), (1024, 700))
PAGES = ("lab", "library", "queue", "models", "plugins")
LIMIT_S = 180.0


class Photographer:
    """Drives one window and grabs it."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application = application
        self._folder = folder

    def wait(self, condition: Callable[[], object]) -> None:
        """Run the event loop until `condition` holds."""
        deadline = time.monotonic() + LIMIT_S
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError("what was waited for did not happen")
            self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def settle(self, seconds: float = 0.4) -> None:
        """Let what is under way come to rest."""
        end = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end)

    def grab(self, desktop: Desktop, name: str) -> None:
        """Save the window as it is, at every size."""
        for width, height in SIZES:
            desktop.window.resize(width, height)
            self.settle()
            desktop.window.grab().save(str(self._folder / f"{name}-{width}.png"))


def photograph(photographer: Photographer, desktop: Desktop, options: argparse.Namespace, name: str) -> None:
    """The Generate page before, while and after it generates, then every other page."""
    desktop.opened.connect(lambda: None)
    desktop.open()
    photographer.wait(lambda: desktop.window.pages())
    page = desktop.window.open_page("generate")
    assert isinstance(page, GeneratePage)
    generating = page.generating
    photographer.wait(lambda: generating.choice)
    generating.choose(next(c for c in generating.choices() if c.entry.id == options.generator))
    photographer.wait(lambda: page.column.form)
    photographer.grab(desktop, f"{name}-empty")
    page.column.set_values({"prompt": options.prompt, "seed": 1234, "count": 8, "steps": 25})
    page.column.set_values({"delay_s": 0.05})
    page.generate()
    photographer.wait(lambda: len(page.results.strip.assets) >= 3)
    photographer.grab(desktop, f"{name}-running")
    photographer.wait(lambda: len(page.results.strip.assets) >= 8)
    photographer.settle()
    photographer.grab(desktop, f"{name}-done")
    for key in PAGES:
        desktop.window.open_page(key)
        photographer.settle()
        photographer.grab(desktop, f"{name}-{key}")


def main() -> int:
    """Read the options, and make a set of pictures for each theme and language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--generator", default="scripted")
    parser.add_argument("--prompt", default="a medium yellow star on a blue background, flat")
    parser.add_argument("--themes", nargs="*", default=["dark", "light"])
    parser.add_argument("--languages", nargs="*", default=["en", "zh_CN"])
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        site = Path(home) / "site"
        install(SCRIPTED, site)
        sys.path.insert(0, str(site))
        os.environ["PYTHONPATH"] = str(site)
        application = make_application()
        for theme, language in itertools.product(options.themes, options.languages):
            paths = Paths(Path(home) / f"{theme}-{language}")
            paths.make()
            SettingsFile(paths.settings).change(theme=theme, language=language)
            desktop = Desktop(application, paths)
            photograph(Photographer(application, options.folder), desktop, options, f"{theme}-{language}")
            desktop.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
