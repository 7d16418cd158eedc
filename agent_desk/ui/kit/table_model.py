"""A read-only table over a list of records: what each column shows, how it sorts, and in which tone."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Self, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from agent_desk.schemas.kit.vocabulary import Term
from agent_desk.ui.kit import words
from agent_desk.ui.kit.elapsed import ticker

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

RECORD_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A pill in a cell: words, the token of its colour, its symbol."""

    text: str
    tone: str = "muted"
    icon: str = ""

    @classmethod
    def of(cls, term: Term) -> Self:
        """Return the pill of a word of the vocabulary, in the language in force."""
        return cls(words.say(term), term.tone, term.icon)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column. `value` gives the text; `mark` a pill in its place; `sort_key` what it sorts by (else the text).

    `live` columns are asked again twice a second while the table is visible (a wait that counts up).
    `width` in pixels, 0 to share what is left.
    """

    title: str
    value: Callable[[R], str]
    align: Literal["left", "right", "center"] = "left"
    tone: Callable[[R], str] | None = None
    icon: Callable[[R], str] | None = None
    mark: Callable[[R], Mark | None] | None = None
    tooltip: Callable[[R], str] | None = None
    sort_key: Callable[[R], Any] | None = None
    width: int = 0
    live: bool = False
    explain: str = ""


_FLAGS = {
    "left": int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    "right": int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
    "center": int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter),
}
_ROOT = QModelIndex()


def flags(column: Column[Any]) -> int:
    """Return where the words of a column stand in a cell, as Qt's alignment."""
    return _FLAGS[column.align]


class TableModel(QAbstractTableModel, Generic[R]):
    """Records with a key each. `replace` takes a new list; when only values differ, only those rows are painted again."""

    replaced = Signal()
    about_to_replace = Signal()

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], Hashable], records: Sequence[R] = ()) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self._given: list[R] = list(records)
        self._records: list[R] = list(records)
        self._sorted_by: tuple[int, bool] | None = None
        if any(column.live for column in self.columns):
            ticker().tick.connect(self._touch_live)

    def replace(self, records: Sequence[R]) -> None:
        """Show these records."""
        self._given = list(records)
        ordered = self._ordered()
        keys = [self._key(record) for record in ordered]
        if keys == [self._key(record) for record in self._records]:
            before, self._records = self._records, ordered
            for row, (old, new) in enumerate(zip(before, ordered, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
            return
        self.about_to_replace.emit()
        self.beginResetModel()
        self._records = ordered
        self.endResetModel()
        self.replaced.emit()

    def update(self, record: R) -> None:
        """Replace the record with the same key, or add it at the end."""
        key = self._key(record)
        records = [record if self._key(one) == key else one for one in self._given]
        if not any(one is record for one in records):
            records.append(record)
        self.replace(records)

    def records(self) -> list[R]:
        """Return what is shown, in the order shown."""
        return list(self._records)

    def record(self, row: int) -> R | None:
        return self._records[row] if 0 <= row < len(self._records) else None

    def key_of(self, row: int) -> Hashable | None:
        return self._key(self._records[row]) if 0 <= row < len(self._records) else None

    def row_of(self, key: Hashable | None) -> int:
        """Return the row of a key, -1 when it is not shown."""
        return next((at for at, record in enumerate(self._records) if self._key(record) == key), -1)

    def _ordered(self) -> list[R]:
        if self._sorted_by is None:
            return list(self._given)
        at, descending = self._sorted_by
        column = self.columns[at]
        by = column.sort_key or column.value

        def key(record: R) -> tuple[bool, Any]:
            value = by(record)
            return (value is None) != descending, value if value is not None else 0

        return sorted(self._given, key=key, reverse=descending)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self.about_to_replace.emit()
        self.beginResetModel()
        self._records = self._ordered()
        self.endResetModel()
        self.replaced.emit()

    def _touch_live(self) -> None:
        if not self._records:
            return
        for at, column in enumerate(self.columns):
            if column.live:
                self.dataChanged.emit(self.index(0, at), self.index(len(self._records) - 1, at))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self.record(index.row())
        if record is None or not index.isValid():
            return None
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.value(record)
            case Qt.ItemDataRole.TextAlignmentRole:
                return flags(column)
            case Qt.ItemDataRole.ToolTipRole:
                return column.tooltip(record) if column.tooltip else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.value(record)}"
        return record if role == RECORD_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.explain or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return flags(column)
        return None
