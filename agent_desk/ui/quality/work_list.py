"""The reviewer's calls, sample by sample: when due, whose call, the stratum it was drawn for, and how far the review is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.quality import operations
from agent_desk.schemas.quality.changes import ReviewChanged, SampleChanged
from agent_desk.schemas.quality.records import ItemPage, ItemRow
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Badge, Card, IconButton, Segmented
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.pills import paint_pill, pill_width
from agent_desk.ui.kit.tables import Mark
from agent_desk.ui.quality import presentation

Index = QModelIndex | QPersistentModelIndex
_HEADING_PX, _ITEM_PX = 50, 52
_MOST_PAGES = 10


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the list: a sample's heading (no item), or one of its calls."""

    item: ItemRow | None
    first: ItemRow
    count: int = 0


class ItemModel(QAbstractListModel):
    """Calls under the headings of their samples, in the order the hub gives."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []

    def replace(self, items: list[ItemRow]) -> None:
        """Show these."""
        rows: list[_Row] = []
        counts: dict[uuid.UUID, int] = {}
        for item in items:
            counts[item.sample_id] = counts.get(item.sample_id, 0) + 1
        seen: set[uuid.UUID] = set()
        for item in items:
            if item.sample_id not in seen:
                seen.add(item.sample_id)
                rows.append(_Row(None, item, counts[item.sample_id]))
            rows.append(_Row(item, item))
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, at: int) -> _Row | None:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def items(self) -> list[ItemRow]:
        """The calls, without the headings."""
        return [row.item for row in self._rows if row.item is not None]

    def place_of(self, item_id: uuid.UUID | None) -> int:
        """Return the line of a call, -1 where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.item and row.item.id == item_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index.row())
        if row is None or row.item is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        row = self.row(index.row())
        if row is not None and row.item is not None and role == Qt.ItemDataRole.ToolTipRole:
            stratum = QCoreApplication.translate("WorkList", "Stratum: {name}").format(name=row.item.stratum)
            return stratum if row.item.stratum else None
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if row.item is None:
            return row.first.sample_name
        mark = presentation.item_mark(row.item)
        said = (presentation.agent(row.item.agent), presentation.queue(row.item.queue), mark.text if mark else "")
        return ", ".join(part for part in said if part)


class _Delegate(QStyledItemDelegate):
    """Paints headings and calls in two lines each."""

    def __init__(self, view: ItemList, model: ItemModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row(index.row())
        return QSize(100, _HEADING_PX if row is None or row.item is None else _ITEM_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.item is None:
            self._heading(painter, option.rect, row)
        else:
            self._ground(painter, option, row.item)
            self._item(painter, option.rect, row.item)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, row: _Row) -> None:
        box = rect.adjusted(4, 12, -6, -4)
        said, tone = presentation.due(row.first.due_at)
        if said and row.first.state != "submitted":
            width = pill_width(said, "clock")
            place = QRect(box.right() - width, box.top(), width + 1, box.height())
            paint_pill(painter, place, said, tone, "clock")
            box.setRight(place.left() - theme.SPACE_2)
        _text(painter, box, f"{row.first.sample_name} · {row.count}", "muted", theme.font(12, bold=True))

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, item: ItemRow) -> None:
        tokens = theme.current()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        opened = item.id == self._view.opened_id
        if selected or opened or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("surface_selected" if opened or selected else "surface_hover"))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), theme.RADIUS, theme.RADIUS)
        if opened or (selected and self._view.hasFocus()):
            painter.setBrush(tokens.color("accent_ink"))
            painter.drawRoundedRect(
                QRect(option.rect.left(), option.rect.top() + 8, 3, option.rect.height() - 16), 1, 1
            )

    def _item(self, painter: QPainter, rect: QRect, item: ItemRow) -> None:
        first = QRect(rect.left() + 12, rect.top() + 6, rect.width() - 20, 20)
        second = QRect(rect.left() + 12, rect.top() + 27, rect.width() - 20, 18)
        mark = presentation.item_mark(item)
        if mark is not None:
            width = pill_width(mark.text, mark.icon)
            paint_pill(painter, QRect(first.right() - width, rect.top() + 5, width + 1, 22), *_pill(mark))
            first.setRight(first.right() - width - theme.SPACE_2)
        _text(painter, first, presentation.agent(item.agent), "text", theme.font(bold=item.state != "submitted"))
        talk = words.duration(item.talk_ms)
        small = theme.font(12)
        painter.setFont(small)
        painter.setPen(theme.current().color("muted"))
        painter.drawText(second, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, talk)
        second.setRight(second.right() - QFontMetrics(small).horizontalAdvance(talk) - theme.SPACE_2)
        _text(
            painter,
            second,
            f"{presentation.queue(item.queue)} · {words.date(item.offered_at, year=False)}",
            "muted",
            small,
        )


def _pill(mark: Mark) -> tuple[str, str, str]:
    return mark.text, mark.tone, mark.icon


def _text(painter: QPainter, box: QRect, text: str, tone: str, font: object) -> None:
    painter.setFont(font)  # type: ignore[arg-type]
    painter.setPen(theme.current().color(tone))
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, max(0, box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


class ItemList(QListView):
    """Walks over headings; a click or Enter opens a call (every opening is written down, so walking alone opens none)."""

    opened = Signal(object)

    def __init__(self, model: ItemModel) -> None:
        super().__init__()
        self.opened_id: uuid.UUID | None = None
        self._items = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self, model))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._open)

    def _open(self, index: QModelIndex) -> None:
        row = self._items.row(index.row())
        if row is not None and row.item is not None:
            self.opened.emit(row.item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._items.items():
            at = max(self._items.place_of(self.opened_id), 0) or self._items.place_of(self._items.items()[0].id)
            self.setCurrentIndex(self._items.index(at))


class WorkList(Card):
    """What is to score, or what was scored. `chosen` carries the ItemRow that was opened; `counted` how many are open."""

    chosen = Signal(object)
    counted = Signal(int)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("My calls"), icon="clipboard-list", padding=theme.SPACE_3, parent=parent)
        self._context = context
        self.feed: Feed[ItemPage] = Feed(
            context, self._ask, cares=changes_of(SampleChanged, ReviewChanged), parent=self
        )
        self.model = ItemModel()
        self.list = ItemList(self.model)
        self.list.setAccessibleName(self.tr("My calls"))
        self.badge = Badge("", "accent_ink")
        self.badge.set_count(0)
        self.which = Segmented([(False, self.tr("To score")), (True, self.tr("Submitted"))])
        self._again = IconButton("refresh-cw", self.tr("Fetch again"), size="small")
        self.add_header(self.badge)
        self.add_header(self._again)
        self.states = FeedPanel(context, self.feed, self.list, self._came)
        self.add(self.which)
        self.add(self.states, 1)
        self._connect()

    def _connect(self) -> None:
        self._again.clicked.connect(self.refresh)
        self.which.changed.connect(lambda _done: self._anew())
        self.list.opened.connect(self._open)

    def refresh(self) -> None:
        """Fetch again; the place stays."""
        self.feed.refresh()

    def _ask(self) -> Request[ItemPage]:
        done = bool(self.which.value())

        def fetch(api: Api) -> ItemPage:
            page = operations.items(api, done=done)
            for _ in range(_MOST_PAGES - 1):
                if page.next is None:
                    break
                more = operations.items(api, done=done, after=page.next)
                page = ItemPage(items=[*page.items, *more.items], open=more.open, next=more.next)
            return page

        return fetch

    def open_next(self, by: int = 1) -> None:
        """Open the call after (or before) the one that is open; the first where none is."""
        items = self.model.items()
        if not items:
            return
        at = next((place for place, one in enumerate(items) if one.id == self.list.opened_id), -1 if by > 0 else 0)
        self._open(items[max(0, min(len(items) - 1, at + by))])

    def mark_opened(self, item_id: uuid.UUID | None) -> None:
        """Show which call is on the screen."""
        self.list.opened_id = item_id
        at = self.model.place_of(item_id)
        if at >= 0:
            self.list.setCurrentIndex(self.model.index(at))
        self.list.viewport().update()

    def _open(self, item: ItemRow) -> None:
        self.mark_opened(item.id)
        self.chosen.emit(item)

    def _anew(self) -> None:
        self.model.replace([])
        self.feed.anew()

    def _came(self, page: ItemPage) -> Nothing | None:
        scrolled = self.list.verticalScrollBar().value()
        current = self.model.row(self.list.currentIndex().row())
        self.model.replace(page.items)
        kept = current.item.id if current is not None and current.item is not None else self.list.opened_id
        at = self.model.place_of(kept)
        if at >= 0:
            self.list.setCurrentIndex(self.model.index(at))
        self.list.verticalScrollBar().setValue(scrolled)
        self.badge.set_count(page.open)
        self.badge.setToolTip(self.tr("{n} to score").format(n=page.open))
        self.counted.emit(page.open)
        if page.items:
            return None
        if self.which.value():
            return Nothing("clipboard-list", self.tr("Nothing submitted yet"))
        hint = self.tr("Calls appear here when a sample is drawn for you.")
        return Nothing("circle-check", self.tr("Nothing to score"), hint)
