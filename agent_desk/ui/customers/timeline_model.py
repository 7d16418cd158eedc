"""The rows of a time line: open matters on top, then the contacts by day, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from agent_desk.schemas.customers.records import TimelineItem, TimelinePage
from agent_desk.ui.customers import presentation
from agent_desk.ui.kit import words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """A heading (no item) or one contact."""

    text: str
    item: TimelineItem | None = None


class TimelineModel(QAbstractListModel):
    """Grows by pages; a fresh first page takes the place of what it covers and leaves older pages as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[TimelineItem] = []
        self._items: list[TimelineItem] = []
        self._rows: list[Row] = []

    def show(self, page: TimelinePage) -> None:
        """Show what was read so far."""
        self._open, self._items = list(page.open_matters), list(page.items)
        self._rebuild()

    def clear(self) -> None:
        """Show nothing."""
        self._open, self._items = [], []
        self._rebuild()

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._rows = [*_opened(self._open), *_by_day(self._items)]
        self.endResetModel()

    def row(self, at: int) -> Row | None:
        """Return the row at this place."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def place_of(self, item: TimelineItem | None) -> int:
        """Return where a contact stands, -1 where it does not."""
        if item is None:
            return -1
        return next((at for at, row in enumerate(self._rows) if row.item and row.item.id == item.id), -1)

    def texts(self) -> list[str]:
        """Headings and titles from the top, for tests and for reading aloud."""
        return [row.text for row in self._rows]

    @property
    def open_matters(self) -> int:
        """How many complaints and requests are open."""
        return sum(item.kind in ("complaint", "case") for item in self._open)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole and row.item is not None:
            return spoken(row.item)
        if role == Qt.ItemDataRole.ToolTipRole and row.item is not None:
            return presentation.said(row.item) or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index.row())
        if row is None or row.item is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _opened(matters: Sequence[TimelineItem]) -> list[Row]:
    if not matters:
        return []
    heading = QCoreApplication.translate("TimelineModel", "Open matters ({count})").format(count=len(matters))
    return [Row(heading), *(Row(presentation.title(item), item) for item in matters)]


def _by_day(items: Sequence[TimelineItem]) -> list[Row]:
    rows: list[Row] = []
    day = None
    for item in items:
        if words.local(item.at).date() != day:
            day = words.local(item.at).date()
            rows.append(Row(presentation.day(item.at)))
        rows.append(Row(presentation.title(item), item))
    return rows


def spoken(item: TimelineItem) -> str:
    """Return a contact as one line of words."""
    due, _ = presentation.due(item) if item.open else ("", "")
    parts = (
        presentation.contact_kind(item.kind),
        presentation.title(item),
        words.date_time(item.at),
        presentation.state(item),
        due,
        presentation.person(item),
        presentation.said(item),
    )
    return ", ".join(part for part in parts if part)
