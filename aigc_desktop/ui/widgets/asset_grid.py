"""A grid of assets: any number of them, by mouse, by keyboard and by screen reader."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from aigc_desktop.core.records import Asset
from aigc_desktop.ui.widgets.asset_card import CardPainter
from aigc_desktop.ui.widgets.asset_model import AssetModel, Index
from aigc_desktop.ui.widgets.grid_geometry import GAP, MARGIN, PADDING, GridGeometry
from aigc_desktop.ui.widgets.thumbnails import Thumbnails

CARD_WIDTHS = (96, 112, 118, 148, 180, 224, 268)
USUAL_WIDTH = 118
STARRED = 5


class AssetGrid(QListView):
    """Cards in lines. Enter opens, 0 to 5 and . rate, Delete throws away, Ctrl with + and - sets the size.

    Positions come from arithmetic and assets from pages, so a hundred thousand cost what a hundred do. It is
    a QListView for the sake of screen readers; every question about geometry is answered here.
    """

    opened = Signal(object)
    rating_wanted = Signal(int)
    removal_wanted = Signal()
    selection_changed = Signal()

    def __init__(self, assets: AssetModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assets = assets
        self._thumbnails = thumbnails
        self._card_width = USUAL_WIDTH
        self._shown: dict[str, int] = {}
        self._painter = self._make_painter()
        self._geometry = GridGeometry(0, 1, self._card_width)
        self.setModel(assets)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # lets scrolling move pixels
        self.setAccessibleName(self.tr("Assets"))
        thumbnails.loaded.connect(self._show_thumbnail)
        for changed in (assets.rowsInserted, assets.rowsRemoved, assets.modelReset):
            changed.connect(self._lay_out)
        self.activated.connect(self._open)

    def selected_rows(self) -> list[int]:
        """The rows that are selected, in order."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        return sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))

    def current_asset(self) -> Asset | None:
        """The asset that the cursor is on."""
        return self._assets.asset(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def go_to(self, row: int) -> None:
        """Select one card and show it, whatever keys are held: Ctrl+2, which opens the library, holds one."""
        if 0 <= row < self._geometry.count:
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._assets.index(row), select)

    def resize_cards(self, steps: int) -> None:
        """Make the cards larger or smaller."""
        place = CARD_WIDTHS.index(self._card_width) + steps
        self._card_width = CARD_WIDTHS[max(0, min(len(CARD_WIDTHS) - 1, place))]
        self._keep_in_view()

    # Geometry, as QAbstractItemView asks for it

    def visualRect(self, index: Index) -> QRect:
        return self._geometry.rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._geometry.row_at(point + QPoint(0, self.verticalOffset()))
        return self._assets.index(row) if row >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        bar, rect, room = self.verticalScrollBar(), self._geometry.rect(index.row()), self.viewport().height()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().y() - room // 2)
        elif rect.top() - GAP < bar.value():
            bar.setValue(rect.top() - GAP)
        elif rect.bottom() + GAP > bar.value() + room:
            bar.setValue(rect.bottom() + GAP - room)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if not self._geometry.count:
            return QModelIndex()
        moves = QAbstractItemView.CursorAction
        columns = self._geometry.columns
        lines = max(1, self.viewport().height() // self._geometry.pitch[1])
        steps = {
            moves.MoveLeft: -1,
            moves.MovePrevious: -1,
            moves.MoveRight: 1,
            moves.MoveNext: 1,
            moves.MoveUp: -columns,
            moves.MoveDown: columns,
            moves.MovePageUp: -columns * lines,
            moves.MovePageDown: columns * lines,
            moves.MoveHome: -self._geometry.count,
            moves.MoveEnd: self._geometry.count,
        }
        if not self.currentIndex().isValid():
            return self._assets.index(0)
        row = self.currentIndex().row() + steps[action]
        return self._assets.index(max(0, min(self._geometry.count - 1, row)))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        if not self._geometry.count:
            return
        offset = QPoint(0, self.verticalOffset())
        ends = sorted(self._geometry.nearest_row(p + offset) for p in (rect.topLeft(), rect.bottomRight()))
        selection = QItemSelection(self._assets.index(ends[0]), self._assets.index(ends[1]))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect()) if selection.count() else QRegion()

    # What Qt calls

    def updateGeometries(self) -> None:
        self._geometry = GridGeometry(self._assets.rowCount(), self.viewport().width(), self._card_width)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._geometry.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._geometry.pitch[1] // 3)

    def doItemsLayout(self) -> None:
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_in_view()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QGuiApplication.palette().color(QPalette.ColorRole.Window))
        offset, area = self.verticalOffset(), event.rect()
        chosen, current = self.selectionModel(), self.currentIndex().row() if self.hasFocus() else -1
        for row in self._geometry.rows_between(area.top() + offset - GAP, area.bottom() + offset + GAP):
            rect = self._geometry.rect(row).translated(0, -offset)
            if not event.region().intersects(rect.adjusted(-GAP, -GAP, GAP, GAP)):
                continue
            asset = self._assets.asset(row)
            thumbnail = self._thumbnails.pixmap(asset.thumbnail) if asset else None
            self._painter.paint(painter, rect, asset, thumbnail)
            is_selected = chosen.isSelected(self._assets.index(row))
            self._painter.paint_outline(painter, rect, is_selected, row == current)
        painter.end()
        self._want_thumbnails()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_plain and event.text() in {"0", "1", "2", "3", "4", "5"}:
            self.rating_wanted.emit(int(event.text()))
        elif is_plain and event.text() == ".":
            asset = self.current_asset()
            self.rating_wanted.emit(0 if asset and asset.rating == STARRED else STARRED)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif is_control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.resize_cards(1)
        elif is_control and event.key() == Qt.Key.Key_Minus:
            self.resize_cards(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Nothing: walking through every asset for a letter would read them all."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self.selectionModel().hasSelection():
            self.go_to(max(0, self.currentIndex().row()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.resize_cards(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selection_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._painter = self._make_painter()
            self.viewport().update()

    def startDrag(self, _actions: Qt.DropAction) -> None:
        indexes = self.selectionModel().selectedIndexes()
        drag = QDrag(self)
        drag.setMimeData(self._assets.mimeData(indexes))
        asset = self.current_asset()
        shown = self._thumbnails.pixmap(asset.thumbnail) if asset else None
        if shown is not None and not shown.isNull():
            drag.setPixmap(QPixmap(shown).scaled(QSize(72, 72), Qt.AspectRatioMode.KeepAspectRatio))
        drag.exec(Qt.DropAction.CopyAction)

    # Inside

    def _want_thumbnails(self) -> None:
        top = self.verticalOffset()
        rows = self._geometry.rows_between(top, top + self.viewport().height())
        assets = ((row, self._assets.asset(row)) for row in rows)
        self._shown = {asset.thumbnail: row for row, asset in assets if asset}
        side = (self._geometry.card[0] - 2 * PADDING) * self.devicePixelRatioF()
        self._thumbnails.want(self._shown, int(side))

    def _show_thumbnail(self, path: str) -> None:
        row = self._shown.get(path)
        if row is not None:
            self.viewport().update(self._geometry.rect(row).translated(0, -self.verticalOffset()))

    def _keep_in_view(self) -> None:
        """Lay the cards out anew with the topmost one staying at the top."""
        old, top = self._geometry, self.verticalOffset()
        first = old.nearest_row(QPoint(0, top + old.pitch[1] // 2)) if old.count else 0
        self.updateGeometries()
        if top > MARGIN and old.columns != self._geometry.columns:
            self.verticalScrollBar().setValue(self._geometry.rect(first).top() - GAP)
        self.viewport().update()

    def _make_painter(self) -> CardPainter:
        # The application's palette: a style sheet alters the one that a view has.
        return CardPainter(QGuiApplication.palette(), self.font(), self.devicePixelRatioF())

    def _lay_out(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        asset = self._assets.asset(index.row()) if index.isValid() else None
        if asset is not None:
            self.opened.emit(asset)
