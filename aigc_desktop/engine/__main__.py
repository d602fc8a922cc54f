"""`python -m aigc_desktop.engine`: started by the application, never by hand."""

import logging
import os

from aigc_desktop.engine.main import main

code = main()
logging.shutdown()
# Generators are closed by now. What the interpreter would still tidy takes a second with PyTorch loaded, and
# the application waits for it.
os._exit(code)
