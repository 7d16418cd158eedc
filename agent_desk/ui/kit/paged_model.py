"""A table model over a list that stays elsewhere: rows are fetched by the page where they are looked at, and forgotten again.

A list of a million rows costs what is on the screen and a few pages more: nothing is copied, and scrolling never waits.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from agent_desk.ui.kit.table_model import Column, TableModel

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
PAGE = 100
PAGES_IN_MEMORY = 40
_NEAR = 40
"""Looking at a row so near to the end of its page asks for the page after it (and before it, at the beginning): who scrolls
line by line sees no row come."""
_SETTLE_MS = 30
"""A page is asked for once the rows have been wanted for so long: who drags the bar past a thousand pages wants none of them."""
_ROOT = QModelIndex()


class PagedModel(TableModel[R]):
    """`open` says how many rows there are; `page_wanted` asks for those from a place on, `give` hands them over.

    A row that is not there yet shows "…" in its first column. Pages asked for are the ones looked at last.
    """

    page_wanted = Signal(int, int)
    """First row, how many."""

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], Hashable]) -> None:
        super().__init__(columns, key)
        self._count = 0
        self._pages: OrderedDict[int, list[R]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask)

    def open(self, count: int, first: Sequence[R] = ()) -> None:
        """A list of so many rows; `first`: those of its beginning that are known already (whole pages, or all there are)."""
        self.about_to_replace.emit()
        self.beginResetModel()
        self._count = count
        self._pages.clear()
        self._wanted.clear()
        self._asked.clear()
        for at in range(0, len(first), PAGE):
            self._pages[at // PAGE] = list(first[at : at + PAGE])
        self.endResetModel()
        self.replaced.emit()

    def give(self, offset: int, rows: Sequence[R]) -> None:
        """The rows from `offset` on have come."""
        page = offset // PAGE
        self._asked.discard(page)
        self._pages[page] = list(rows)
        while len(self._pages) > PAGES_IN_MEMORY:
            self._pages.popitem(last=False)
        last = min(offset + len(rows), self._count) - 1
        if last >= offset:
            self.dataChanged.emit(self.index(offset, 0), self.index(last, len(self.columns) - 1))

    def missed(self, offset: int) -> None:
        """The rows from `offset` on could not be fetched: they are asked for again when they are next looked at."""
        self._asked.discard(offset // PAGE)

    def record(self, row: int) -> R | None:
        """Return the row, or None where it is not here (yet)."""
        if not 0 <= row < self._count:
            return None
        page, place = divmod(row, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return None
        self._pages.move_to_end(page)
        if place >= PAGE - _NEAR:
            self._look_ahead(page + 1)
        elif place < _NEAR:
            self._look_ahead(page - 1)
        return rows[place] if place < len(rows) else None

    def _look_ahead(self, page: int) -> None:
        if page not in self._pages and 0 <= page * PAGE < self._count:
            self._want(page)

    def _want(self, page: int) -> None:
        if page in self._asked:
            return
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        while len(self._wanted) > 2:
            # No more than two pages are in sight at once: what was passed by is not fetched.
            self._wanted.popitem(last=False)
        if not self._settle.isActive():
            self._settle.start()

    def _ask(self) -> None:
        wanted, self._wanted = list(self._wanted), OrderedDict()
        for page in wanted:
            if page not in self._asked and page not in self._pages:
                self._asked.add(page)
                self.page_wanted.emit(page * PAGE, min(PAGE, self._count - page * PAGE))

    def records(self) -> list[R]:
        """Return the rows that are here, in their order."""
        return [one for page in sorted(self._pages) for one in self._pages[page]]

    def key_of(self, row: int) -> Hashable | None:
        record = self.record(row)
        return self._key(record) if record is not None else None

    def row_of(self, key: Hashable | None) -> int:
        """Return the row of a key among those that are here, else -1."""
        for page, rows in self._pages.items():
            for place, one in enumerate(rows):
                if self._key(one) == key:
                    return page * PAGE + place
        return -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and self.record(index.row()) is None:
            # The painter asks where the words stand also where there are none.
            shown = {
                Qt.ItemDataRole.DisplayRole: "…" if index.column() == 0 else "",
                Qt.ItemDataRole.TextAlignmentRole: int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            }
            return shown.get(Qt.ItemDataRole(role)) if role < Qt.ItemDataRole.UserRole else None
        return super().data(index, role)
