"""The assets of a query as a Qt model that reads only what is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
)

from aigc_desktop.core.records import Asset

PAGE = 32
CACHED = 4096
AssetRole = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Iterable[int]], Mapping[int, Asset]]


class AssetModel(QAbstractListModel):
    """Rows are the keys of a query; the assets behind them are fetched by pages and soon forgotten."""

    def __init__(self, parent: QObject | None = None, fetch: Fetch | None = None) -> None:
        super().__init__(parent)
        self._fetch: Fetch = fetch or (lambda _keys: {})
        self._keys: Sequence[int] = ()
        self._assets: OrderedDict[int, Asset | None] = OrderedDict()

    def show_keys(self, keys: Sequence[int]) -> None:
        """Show the result of a query. What stays in place keeps its selection."""
        old = self._keys
        head = _common_length(old, keys)
        tail = min(_common_length(old[::-1], keys[::-1]), len(old) - head, len(keys) - head)
        removed, added = len(old) - head - tail, len(keys) - head - tail
        if removed:
            self.beginRemoveRows(QModelIndex(), head, head + removed - 1)
            self._keys = old[: len(old) - removed] if not tail else _spliced(old, head, removed)
            self.endRemoveRows()
        if added:
            self.beginInsertRows(QModelIndex(), head, head + added - 1)
            self._keys = keys
            self.endInsertRows()
        self._keys = keys

    def show_fixed(self, assets: Sequence[Asset]) -> None:
        """Show these assets, without a library behind them."""
        fixed = dict(enumerate(assets))
        self.beginResetModel()
        self._fetch = lambda keys: {key: fixed[key] for key in keys}
        self._assets.clear()
        self._keys = range(len(assets))
        self.endResetModel()

    def forget(self, asset_ids: Container[str]) -> None:
        """Read these assets, or all when there are none, anew when they are next looked at."""
        gone = [key for key, asset in self._assets.items() if asset is None or asset.id in asset_ids]
        for key in gone if asset_ids else list(self._assets):
            del self._assets[key]
        if self._keys:
            self.dataChanged.emit(self.index(0), self.index(len(self._keys) - 1))

    def key(self, row: int) -> int:
        """The key of a row."""
        return self._keys[row]

    def keys(self) -> Sequence[int]:
        """The keys of all rows."""
        return self._keys

    def row_of(self, key: int) -> int:
        """The row of a key, or -1."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def asset(self, row: int) -> Asset | None:
        """The asset of a row; None when it is gone by now."""
        if not 0 <= row < len(self._keys):
            return None
        key = self._keys[row]
        if key not in self._assets:
            self._read_page(row)
        self._assets.move_to_end(key)
        return self._assets[key]

    # What Qt calls

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role == AssetRole:
            return self.asset(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._describe(self.asset(index.row()))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        assets = (self.asset(index.row()) for index in indexes)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(asset.file) for asset in assets if asset])
        return mime

    # Inside

    def _read_page(self, row: int) -> None:
        start = row - row % PAGE
        keys = [key for key in self._keys[start : start + PAGE] if key not in self._assets]
        found = self._fetch(keys)
        for key in keys:
            self._assets[key] = found.get(key)
        while len(self._assets) > CACHED:
            self._assets.popitem(last=False)

    def _describe(self, asset: Asset | None) -> str:
        if asset is None:
            return self.tr("A file that is gone")
        stars = self.tr("stars: {count}").format(count=asset.rating)
        if asset.recipe is None:
            return self.tr("Added picture, {stars}").format(stars=stars)
        words = self.tr("{prompt}, seed {seed}, {stars}")
        if asset.kind == "sequence":
            words = self.tr("Animation: {prompt}, seed {seed}, {stars}")
        return words.format(prompt=asset.recipe.prompt, seed=asset.recipe.seed, stars=stars)


def _common_length(one: Sequence[int], other: Sequence[int]) -> int:
    """How many entries at the start are the same; slices are compared, which is quick."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _spliced(keys: Sequence[int], start: int, length: int) -> Sequence[int]:
    return [*keys[:start], *keys[start + length :]]
