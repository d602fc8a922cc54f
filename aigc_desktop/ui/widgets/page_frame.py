"""What most pages are made of: a bar above, the body below it, a side panel that folds away."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from aigc_desktop.ui.icons import icon

NARROW = 980
PANEL_WIDTH = 292


class PageFrame(QSplitter):
    """Folds the panel away when the page becomes narrow; `panel_button` brings it back. The body has
    the focus when the page opens.

    How wide the panel is, and whether it is wanted at all where there is room, is remembered.
    """

    panel_shown = Signal(bool)

    def __init__(
        self, body: QStackedWidget, panel: QWidget, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self._body = body
        self._panel = panel
        self._wants_panel = True
        self._left = QVBoxLayout()
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(0)
        self._left.addWidget(body, 1)
        left = QWidget(self)
        left.setLayout(self._left)
        self.addWidget(left)
        self.addWidget(panel)
        self.setStretchFactor(0, 1)
        self.setSizes([1000, PANEL_WIDTH])

    def put_above(self, *parts: QWidget) -> None:
        """Put widgets above the body: the bar, then whatever it has to say."""
        line = QFrame(self)
        line.setProperty("surface", "line")
        for place, part in enumerate((parts[0], line, *parts[1:])):
            self._left.insertWidget(place, part)

    def show_panel(self, is_shown: bool) -> None:
        """Show or hide the side panel."""
        if self.width() >= NARROW:
            self._wants_panel = is_shown
        self._set_panel(is_shown)

    def remember(self, state: QSettings) -> None:
        """Be as last time."""
        if sizes := state.value(f"{self.objectName()}/split"):
            self.restoreState(sizes)
        self._wants_panel = state.value(f"{self.objectName()}/panel", True, type=bool) is not False
        self._set_panel(self._wants_panel and self.width() >= NARROW)

    def save(self, state: QSettings) -> None:
        """Keep the layout for next time."""
        state.setValue(f"{self.objectName()}/split", self.saveState())
        state.setValue(f"{self.objectName()}/panel", self._wants_panel)

    def panel_button(self, name: str) -> QToolButton:
        """A button that shows and hides the panel."""
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setIcon(icon("panel"))
        button.setIconSize(QSize(18, 18))
        button.setCheckable(True)
        button.setChecked(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.show_panel)
        self.panel_shown.connect(button.setChecked)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (shown := self._body.currentWidget()) is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was_narrow, is_narrow = event.oldSize().width() < NARROW, event.size().width() < NARROW
        if was_narrow != is_narrow or event.oldSize().width() <= 0:
            self._set_panel(self._wants_panel and not is_narrow)

    def _set_panel(self, is_shown: bool) -> None:
        self._panel.setVisible(is_shown)
        self.panel_shown.emit(is_shown)
