"""Paints one asset as a card: its thumbnail, its stars, its seed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen, QPixmap, QTextOption

from aigc_desktop.core.records import Asset
from aigc_desktop.ui import icons
from aigc_desktop.ui.theme import WARNING
from aigc_desktop.ui.widgets.grid_geometry import FOOTER, PADDING
from aigc_desktop.ui.widgets.play_badge import paint_badge
from aigc_desktop.ui.widgets.stars import COUNT, star_shape

RADIUS = 8
STAR_SIDE = 9
SMALL_PX = 11


class CardPainter:
    """Paints cards in the colours and the font of one palette."""

    def __init__(self, palette: QPalette, font: QFont, ratio: float) -> None:
        self._palette = palette
        self._font = QFont(font)
        self._font.setPixelSize(SMALL_PX)
        self._ratio = ratio
        self._blank = QPixmap()
        self._stars = [self._draw_stars(rating) for rating in range(COUNT + 1)]

    def paint(self, painter: QPainter, rect: QRect, asset: Asset | None, thumbnail: QPixmap | None) -> None:
        """Paint a card; without a thumbnail its place stays empty."""
        if self._blank.deviceIndependentSize().toSize() != rect.size():
            self._blank = self._draw_blank(rect.size())
        painter.drawPixmap(rect.topLeft(), self._blank)
        side = rect.width() - 2 * PADDING
        place = QRect(rect.x() + PADDING, rect.y() + PADDING, side, side)
        if asset is None:
            self._paint_icon(painter, place, "warning")
        elif asset.kind == "text":
            self._paint_text(painter, place, asset)
        elif thumbnail is not None:
            self._paint_thumbnail(painter, place, thumbnail)
        if asset is not None and asset.kind == "sequence":
            paint_badge(painter, QRectF(place))
        if asset is not None:
            self._paint_footer(painter, rect, asset)

    def paint_outline(self, painter: QPainter, rect: QRect, is_selected: bool, has_focus: bool) -> None:
        """Paint the selection, 2 px wide with a gap of 2 px, or the focus alone, 1 px wide."""
        if not is_selected and not has_focus:
            return
        reach = 3 if is_selected else 2.5
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(self._colour(QPalette.ColorRole.Highlight), 2 if is_selected else 1)
        if has_focus and not is_selected:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        outline = QRectF(rect).adjusted(-reach, -reach, reach, reach)
        painter.drawRoundedRect(outline, RADIUS + reach, RADIUS + reach)
        if is_selected and has_focus:
            painter.setPen(QPen(self._colour(QPalette.ColorRole.Highlight), 1))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_thumbnail(self, painter: QPainter, place: QRect, thumbnail: QPixmap) -> None:
        if thumbnail.isNull():
            self._paint_icon(painter, place, "image")
            return
        size = thumbnail.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(place.topLeft(), size)
        target.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, thumbnail.size() != size)
        painter.drawPixmap(target, thumbnail)

    def _paint_text(self, painter: QPainter, place: QRect, asset: Asset) -> None:
        painter.setFont(self._font)
        painter.setPen(self._colour(QPalette.ColorRole.Text))
        flow = QTextOption()
        flow.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.save()
        painter.setClipRect(place)
        painter.drawText(QRectF(place.adjusted(4, 4, -4, -4)), asset.excerpt, flow)
        painter.restore()

    def _paint_icon(self, painter: QPainter, place: QRect, name: str) -> None:
        square = QRectF(0, 0, 28, 28)
        square.moveCenter(QRectF(place).center())
        icons.draw(painter, name, square, self._colour(QPalette.ColorRole.PlaceholderText).name())

    def _paint_footer(self, painter: QPainter, rect: QRect, asset: Asset) -> None:
        line = QRect(rect.x() + PADDING, rect.bottom() - FOOTER + 1, rect.width() - 2 * PADDING, FOOTER - 3)
        stars = self._stars[asset.rating]
        painter.drawPixmap(line.x(), line.center().y() - STAR_SIDE // 2, stars)
        if asset.recipe is not None:
            painter.setFont(self._font)
            painter.setPen(self._colour(QPalette.ColorRole.PlaceholderText))
            room = line.adjusted(asset.rating * (STAR_SIDE + 2) + 4, 0, 0, 0)
            seed = painter.fontMetrics().elidedText(
                str(asset.recipe.seed), Qt.TextElideMode.ElideMiddle, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, seed)

    def _draw_blank(self, size: QSize) -> QPixmap:
        drawn = self._canvas(size)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour(QPalette.ColorRole.Mid), 1))
        painter.setBrush(self._colour(QPalette.ColorRole.Button))
        rect = QRectF(0.5, 0.5, size.width() - 1, size.height() - 1)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.end()
        return drawn

    def _draw_stars(self, rating: int) -> QPixmap:
        drawn = self._canvas(QSize(COUNT * (STAR_SIDE + 2), STAR_SIDE + 2))
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(WARNING))
        for index in range(rating):
            painter.drawPolygon(star_shape(QRectF(index * (STAR_SIDE + 2), 0, STAR_SIDE, STAR_SIDE)))
        painter.end()
        return drawn

    def _canvas(self, size: QSize) -> QPixmap:
        canvas = QPixmap(size * self._ratio)
        canvas.setDevicePixelRatio(self._ratio)
        canvas.fill(Qt.GlobalColor.transparent)
        return canvas

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self._palette.color(role)
