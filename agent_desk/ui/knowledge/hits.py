"""The list of found articles: painted rows with highlights, walked by keys, opened by Enter, click or number."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from agent_desk.schemas.knowledge.records import Hit
from agent_desk.ui.kit import icons, theme, words
from agent_desk.ui.knowledge.keys import MOST_NUMBERS
from agent_desk.ui.knowledge.marked_text import MarkedText

Index = QModelIndex | QPersistentModelIndex
_NUMBER_PX = 20
_PAD_X, _PAD_Y, _GAP = theme.SPACE_2, theme.SPACE_2, 3
_ICON_PX = 13


class HitModel(QAbstractListModel):
    """The hits as rows. A screen reader is told the title and the summary."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []

    def set_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = list(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.pick("", hit.title_en)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{index.row() + 1}. {hit.title.text}. {hit.summary.text}"
        return None


@dataclass(slots=True)
class _Drawn:
    """A row laid out for one width."""

    title: MarkedText
    summary: MarkedText | None
    below: MarkedText
    spoken: bool
    height: int


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: "HitList") -> None:
        super().__init__(view)
        self._view = view
        self._drawn: dict[tuple[uuid.UUID, int], _Drawn] = {}

    def forget(self) -> None:
        self._drawn.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._row(index.row()).height)

    def _row(self, row: int) -> _Drawn:
        hit, width = self._view.rows.hits[row], self._view.viewport().width()
        found = self._drawn.get((hit.id, width))
        if found is None:
            found = self._drawn[(hit.id, width)] = self._lay_out(hit, width)
        return found

    def _lay_out(self, hit: Hit, width: int) -> _Drawn:
        room = max(80, width - 2 * _PAD_X - _NUMBER_PX - theme.SPACE_2)
        marked = hit.used_in_call or hit.for_call
        title_room = room - (_ICON_PX + theme.SPACE_1 if marked else 0)
        title = MarkedText(hit.title.text, hit.title.marks, theme.font(bold=True), title_room, 2)
        summary = None
        if hit.summary.text:
            summary = MarkedText(hit.summary.text, hit.summary.marks, theme.font(12), room, 2)
        place = self._view.shelf(hit.category)
        if hit.keyword is not None:
            # The quotation marks shift the marks by one.
            marks = [(start + 1, end + 1) for start, end in hit.keyword.marks]
            below = MarkedText(f"“{hit.keyword.text}” · {place}", marks, theme.font(12), room - 18, 1)
        else:
            below = MarkedText(f"{hit.code} · {place}", [], theme.font(12), room, 1)
        height = 2 * _PAD_Y + title.height + (summary.height + _GAP if summary else 0) + below.height + _GAP + 1
        return _Drawn(title, summary, below, hit.keyword is not None, round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit, drawn = self._view.rows.hits[index.row()], self._row(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self._ground(painter, option)
        box: QRect = option.rect
        self._number(painter, QRectF(box.left() + _PAD_X, box.top() + _PAD_Y, _NUMBER_PX, 18), index.row(), selected)
        left = box.left() + _PAD_X + _NUMBER_PX + theme.SPACE_2
        top = float(box.top() + _PAD_Y)
        drawn.title.paint(painter, left, top, "text")
        if hit.used_in_call or hit.for_call:
            mark = QRect(box.right() - _PAD_X - _ICON_PX, round(top) + 2, _ICON_PX, _ICON_PX)
            icons.paint(painter, mark, *(("check", "good") if hit.used_in_call else ("flag", "accent_ink")))
        top += drawn.title.height + _GAP
        if drawn.summary is not None:
            drawn.summary.paint(painter, left, top, "muted")
            top += drawn.summary.height + _GAP
        if drawn.spoken:
            icons.paint(painter, QRect(left, round(top) + 2, _ICON_PX, _ICON_PX), "message-square", "muted")
        drawn.below.paint(painter, left + (18 if drawn.spoken else 0), top, "muted")
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> bool:
        tokens = theme.current()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("surface_selected" if selected else "surface_hover"))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), theme.RADIUS, theme.RADIUS)
        else:
            painter.setPen(tokens.color("border"))
            bottom = option.rect.bottom()
            painter.drawLine(option.rect.left() + _PAD_X, bottom, option.rect.right() - _PAD_X, bottom)
        return selected

    def _number(self, painter: QPainter, box: QRectF, row: int, selected: bool) -> None:
        if row >= MOST_NUMBERS:
            return
        tokens = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("accent" if selected else "surface_sunken"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(tokens.color("accent_text" if selected else "muted"))
        painter.setFont(theme.font(12, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(row + 1))


class HitList(QListView):
    """`opened` carries the Hit. A click opens without taking the keyboard from a half-typed note."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = HitModel(self)
        self._shelves: dict[str, str] = {}
        self._painter = _Delegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Found articles"))
        self.clicked.connect(lambda index: self.open_row(index.row()))
        theme.changed.connect(self._relayout)

    def set_shelves(self, names: dict[str, str]) -> None:
        """Names of the categories, by code, in the language in force."""
        self._shelves = names
        self._relayout()

    def shelf(self, code: str) -> str:
        """Return a category's name; its code where the name is not known yet."""
        return self._shelves.get(code, code)

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """Show these; what was chosen stays chosen if it is among them, else the first is."""
        chosen = self.current()
        self._painter.forget()
        self.rows.set_hits(hits)
        row = next((at for at, hit in enumerate(hits) if chosen is not None and hit.id == chosen.id), 0)
        if hits:
            self.setCurrentIndex(self.rows.index(row, 0))
        self.scrollToTop()

    def choose_first(self) -> None:
        """The best hit is the one Enter opens."""
        if self.rows.hits:
            self.setCurrentIndex(self.rows.index(0, 0))
            self.scrollToTop()

    def current(self) -> Hit | None:
        """Return what Enter would open."""
        row = self.currentIndex().row()
        return self.rows.hits[row] if 0 <= row < len(self.rows.hits) else None

    def move_by(self, step: int) -> None:
        """Up (-1) or down (+1); stays at the ends."""
        count = len(self.rows.hits)
        if count:
            row = max(0, min(count - 1, self.currentIndex().row() + step))
            self.setCurrentIndex(self.rows.index(row, 0))

    def open_current(self) -> None:
        """Open what is chosen."""
        hit = self.current()
        if hit is not None:
            self.opened.emit(hit)

    def open_row(self, row: int) -> None:
        """Open the hit in this row, from 0; nothing where there is none."""
        if 0 <= row < len(self.rows.hits):
            self.setCurrentIndex(self.rows.index(row, 0))
            self.open_current()

    def _relayout(self) -> None:
        self._painter.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
            event.accept()
            return
        super().keyPressEvent(event)


def shelf_names(categories: Sequence[Any]) -> dict[str, str]:
    """Code -> name in the language in force."""
    return {one.code: words.pick(one.name_zh, one.name_en) for one in categories}
