"""Our window as `aigc` opens it. Prints when it was painted, when the core was open, what was imported."""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QTimer

from aigc_desktop.core.paths import Paths, default_home
from aigc_desktop.ui.application import make_application
from aigc_desktop.ui.desktop import Desktop


def main() -> int:
    application = make_application()
    paths = Paths(default_home())
    paths.make()
    desktop = Desktop(application, paths)
    desktop.window.shown.connect(lambda: print(time.monotonic(), flush=True))
    desktop.opened.connect(lambda: print(time.monotonic(), flush=True))
    desktop.opened.connect(lambda: QTimer.singleShot(1000, application.quit))
    desktop.open()
    code = application.exec()
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), flush=True)
    desktop.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
