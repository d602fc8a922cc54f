"""`python -m aigc_desktop.engine`: started by the application, never by hand."""

from aigc_desktop.engine.main import main

raise SystemExit(main())
