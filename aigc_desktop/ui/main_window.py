"""The window: a rail of pages, the page that is open, and the status bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from aigc_desktop.ui.widgets.message_bar import MessageBar
from aigc_desktop.ui.widgets.rail import Rail
from aigc_desktop.ui.widgets.status_bar import StatusBar

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp"})


class MainWindow(QMainWindow):
    """Opens pages when they are first asked for, and remembers its layout."""

    shown = Signal()
    page_opened = Signal(str)
    picture_dropped = Signal(Path)
    closing = Signal()

    def __init__(self, state: QSettings) -> None:
        super().__init__()
        self._makers: Mapping[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {}
        self._state = state
        self._was_painted = False
        self.rail = Rail()
        self.messages = MessageBar()
        self.status = StatusBar()
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._lay_out()
        self._keys = self._add_pages()
        self.rail.chosen.connect(lambda index: self.open_page(self._keys[index]))
        self.shown.connect(lambda: QTimer.singleShot(0, self._add_commands))
        self.setAcceptDrops(True)
        self.setWindowTitle("AIGC Desktop")
        self.setMinimumSize(880, 600)
        self.resize(1440, 900)
        if geometry := state.value("window/geometry"):
            self.restoreGeometry(geometry)

    def serve(self, makers: Mapping[str, Callable[[], QWidget]]) -> None:
        """From now on pages can be opened. `makers` make them: generate, library, queue, models, plugins."""
        self._makers = makers
        last = str(self._state.value("window/page", "generate"))
        self.open_page(last if last in makers else "generate")

    def open_page(self, key: str) -> QWidget | None:
        """Show a page; its first visit makes it. None while there is nothing to make it from."""
        if key not in self._makers:
            return None
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = self._makers[key]()
            self._stack.addWidget(page)
        elif callable(refresh := getattr(page, "refresh", None)):
            refresh()
        self._stack.setCurrentWidget(page)
        self.rail.mark(self._keys.index(key))
        self._state.setValue("window/page", key)
        self.page_opened.emit(key)
        return page

    @property
    def page_key(self) -> str:
        """Which page is open; empty before the first."""
        shown = self._stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is shown), "")

    def pages(self) -> tuple[QWidget, ...]:
        """The pages that were visited."""
        return tuple(self._pages.values())

    def show_instead(self, widget: QWidget) -> None:
        """Show something where the page would be, such as why there is none."""
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def add_menu(self, title: str, icon: str, menu: QMenu) -> None:
        """Add a menu at the foot of the rail."""
        self.rail.add_menu(title, icon, menu)

    def add_command(self, text: str, keys: str, run: Callable[[], object]) -> None:
        """Add something that the keyboard and the command palette can do anywhere in the window."""
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: run())
        self.addAction(action)

    def commands(self) -> list[QAction]:
        """All that can be done now: on the open page first, then anywhere."""
        page = self._stack.currentWidget()
        of_page = page.findChildren(QAction) if page else []
        return [*(action for action in of_page if not action.shortcut().isEmpty()), *self.actions()]

    def open_palette(self) -> None:
        """Show every command by its name."""
        from aigc_desktop.ui.command_palette import CommandPalette

        CommandPalette(self.commands(), self).show()

    def open_key_list(self) -> None:
        """Show every key."""
        from aigc_desktop.ui.key_list import KeyList

        KeyList(self.commands(), self).open()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.shown.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _picture_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := _picture_in(event):
            event.acceptProposedAction()
            self.picture_dropped.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._state.setValue("window/geometry", self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        upper = QVBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.messages)
        upper.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(upper, 1)
        central = QWidget()
        rows = QVBoxLayout(central)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(middle, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(central)

    def _add_pages(self) -> list[str]:
        pages = {
            "generate": self.tr("Generate"),
            "lab": self.tr("Latent lab"),
            "library": self.tr("Library"),
            "queue": self.tr("Queue"),
            "models": self.tr("Models"),
            "plugins": self.tr("Plugins"),
        }
        for key, title in pages.items():
            self.rail.add_page(title, key)
        self.rail.mark(0)
        return list(pages)

    def _add_commands(self) -> None:
        """Once painted: before the first key is pressed, and not before there is anything to see."""
        for number, key in enumerate(self._keys, start=1):
            text = self.tr("Go to {0}").format(self.rail.title(number - 1))
            self.add_command(text, f"Ctrl+{number}", partial(self.open_page, key))
        self.add_command(self.tr("Search commands"), "Ctrl+K", self.open_palette)
        self.add_command(self.tr("List of keys"), "Shift+?", self.open_key_list)
        self.add_command(self.tr("Quit"), "Ctrl+Q", self.close)


def _picture_in(event: QDropEvent) -> Path | None:
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.lower() in _PICTURES:
            return path
    return None
