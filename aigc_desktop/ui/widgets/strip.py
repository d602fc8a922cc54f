"""The strip of this session's results, the newest at the left."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from aigc_desktop.core.records import Asset
from aigc_desktop.ui import icons
from aigc_desktop.ui.widgets.asset_model import AssetModel
from aigc_desktop.ui.widgets.play_badge import paint_badge
from aigc_desktop.ui.widgets.thumbnails import Thumbnails

HEIGHT = 92
TILE = 72
_CELL = TILE + 8
_KEPT = 200
_WORDS_PX = 9


class Strip(QListView):
    """The arrow keys walk along it; what is marked is shown on the stage."""

    chosen = Signal(object)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._shown: list[Asset] = []
        self._assets = AssetModel(self)
        self.setModel(self._assets)
        self.setItemDelegate(_Tile(self, thumbnails))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setFixedHeight(HEIGHT)
        self.setViewportMargins(12, 6, 12, 6)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Results of this session"))
        self.clicked.connect(self._choose)
        thumbnails.loaded.connect(self.viewport().update)

    @property
    def assets(self) -> tuple[Asset, ...]:
        """What it shows, the newest first."""
        return tuple(self._shown)

    @property
    def current(self) -> Asset | None:
        """The asset that is marked."""
        return self._assets.asset(self.currentIndex().row())

    def set_assets(self, assets: list[Asset]) -> None:
        """Show these, the newest first, and keep the mark where it was."""
        marked = self.current
        self._shown = assets[:_KEPT]
        self._assets.show_fixed(self._shown)
        side = round(TILE * self.devicePixelRatioF())
        self._thumbnails.want((asset.thumbnail for asset in self._shown), side)
        if marked is not None:
            self.mark(marked.id)

    def mark(self, asset_id: str) -> None:
        """Mark an asset without choosing it."""
        for row, asset in enumerate(self._shown):
            if asset.id == asset_id:
                self.setCurrentIndex(self._assets.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._choose(self.currentIndex())

    def keyboardSearch(self, _search: str) -> None:
        """Letters are no search here."""

    def _choose(self, index: QModelIndex) -> None:
        asset = self._assets.asset(index.row())
        if asset is not None:
            self.chosen.emit(asset)


class _Tile(QStyledItemDelegate):
    def __init__(self, strip: Strip, thumbnails: Thumbnails) -> None:
        super().__init__(strip)
        self._strip = strip
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_CELL, _CELL)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = self._strip.model()
        asset = model.asset(index.row()) if isinstance(model, AssetModel) else None
        if asset is None:
            return
        cell = QRectF(option.rect)
        box = QRectF(cell.left() + 4, cell.top() + 4, TILE, TILE)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_picture(painter, box, asset)
        is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_marked:
            painter.setPen(QPen(self._strip.palette().highlight().color(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 8, 8)
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRectF, asset: Asset) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(box, 6, 6)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, self._strip.palette().alternateBase())
        picture = None if asset.kind == "text" else self._thumbnails.pixmap(asset.thumbnail)
        if asset.kind == "text":
            self._paint_words(painter, box, asset.excerpt)
        elif picture is None or picture.isNull():
            colour = self._strip.palette().placeholderText().color().name()
            icons.draw(painter, "image", box.adjusted(24, 24, -24, -24), colour)
        else:
            painter.drawPixmap(box, picture, _covering(picture.width(), picture.height()))
        if asset.kind == "sequence":
            paint_badge(painter, box)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRectF, words: str) -> None:
        """The beginning of a text, so that one is told from the next."""
        font = QFont(self._strip.font())
        font.setPixelSize(_WORDS_PX)
        painter.setFont(font)
        painter.setPen(self._strip.palette().color(QPalette.ColorRole.Text))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(box.adjusted(7, 6, -5, -5), int(flags), words)


def _covering(width: int, height: int) -> QRectF:
    side = min(width, height)
    return QRectF((width - side) / 2, (height - side) / 2, side, side)
