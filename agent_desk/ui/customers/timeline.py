"""The time line of a customer: every contact, open matters on top, more as one scrolls."""

import uuid
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from agent_desk.desk.customers import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import PagedFeed, PageRequest
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.customers.changes import TimelineChanged
from agent_desk.schemas.customers.records import ContactKind, TimelineItem, TimelinePage
from agent_desk.schemas.customers.words import CONTACT_KINDS
from agent_desk.ui.customers import presentation
from agent_desk.ui.customers.timeline_model import Row, TimelineModel
from agent_desk.ui.kit import icons, theme, words
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.pills import paint_pill, pill_width

Index = QModelIndex | QPersistentModelIndex
_HEADING_PX, _LINE_PX, _TWO_LINES_PX = 30, 40, 58
_DOT_PX = 28
_NEAR_END_PX = 200


class _Delegate(QStyledItemDelegate):
    """Paints headings and contacts: a symbol per kind, title, words, when and by whom."""

    def __init__(self, view: QListView, model: TimelineModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row(index.row())
        if row is None or row.item is None:
            return QSize(100, _HEADING_PX)
        return QSize(100, _TWO_LINES_PX if presentation.said(row.item) else _LINE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.item is None:
            self._heading(painter, option.rect, row)
        else:
            self._ground(painter, option)
            self._contact(painter, option.rect, row.item)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, row: Row) -> None:
        painter.setPen(theme.current().color("muted"))
        painter.setFont(theme.font(12, bold=True))
        painter.drawText(rect.adjusted(4, 4, -4, 0), Qt.AlignmentFlag.AlignVCenter, row.text)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens = theme.current()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("surface_selected" if selected else "surface_hover"))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), theme.RADIUS, theme.RADIUS)
        if selected and self._view.hasFocus():
            painter.setBrush(tokens.color("accent_ink"))
            painter.drawRoundedRect(
                QRect(option.rect.left(), option.rect.top() + 8, 3, option.rect.height() - 16), 1, 1
            )

    def _contact(self, painter: QPainter, rect: QRect, item: TimelineItem) -> None:
        tokens = theme.current()
        due, due_tone = presentation.due(item) if item.open else ("", "")
        tone = due_tone if item.open and due_tone in ("warning", "bad") else "accent_ink" if item.open else "muted"
        box = rect.adjusted(10, 0, -10, 0)
        dot = QRect(box.left(), rect.top() + 6, _DOT_PX, _DOT_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.soft(tone))
        painter.drawEllipse(dot)
        icons.paint(painter, dot.adjusted(7, 7, -7, -7), CONTACT_KINDS[item.kind].icon, tone)
        first = QRect(dot.right() + 11, rect.top() + 4, box.right() - dot.right() - 10, 32)
        when = words.time_of_day(item.at) if not item.open else words.short(item.at)
        said, person = presentation.said(item), presentation.person(item)
        if person and not said:
            when = f"{person} · {when}"
        first.setRight(self._right(painter, first, when))
        mark = due or presentation.state(item)
        if mark:
            width = pill_width(mark, "clock" if due else "")
            place = QRect(first.right() - width, first.top(), width, first.height())
            paint_pill(painter, place, mark, due_tone if due else "muted", "clock" if due else "")
            first.setRight(place.left() - theme.SPACE_2)
        self._text(painter, first, presentation.title(item), "text", theme.font(bold=True))
        if said:
            second = QRect(dot.right() + 11, rect.top() + 31, box.right() - dot.right() - 10, 20)
            if person:
                second.setRight(self._right(painter, second, person))
            self._text(painter, second, " ".join(said.split()), "muted", theme.font())

    def _right(self, painter: QPainter, box: QRect, text: str) -> int:
        """Draw `text` at the right end; returns where the rest must end."""
        font = theme.font(12)
        painter.setFont(font)
        painter.setPen(theme.current().color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return box.right() - QFontMetrics(font).horizontalAdvance(text) - theme.SPACE_3

    def _text(self, painter: QPainter, box: QRect, text: str, tone: str, font: Any) -> None:
        painter.setFont(font)
        painter.setPen(theme.current().color(tone))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


class _List(QListView):
    """Walks over headings with the arrow keys; Enter opens."""

    opened = Signal(object)

    def __init__(self, model: TimelineModel) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self, model))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(0)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._open)

    def current_item(self) -> TimelineItem | None:
        """Return the contact that is selected."""
        row = self._rows.row(self.currentIndex().row())
        return row.item if row else None

    def select(self, item: TimelineItem | None) -> None:
        """Select a contact again after the rows were made anew."""
        at = self._rows.place_of(item)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at))

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row is not None and row.item is not None:
            self.opened.emit(row.item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if self.current_item() is None:
            first = next((at for at in range(self._rows.rowCount()) if self._has_item(at)), -1)
            if first >= 0:
                self.setCurrentIndex(self._rows.index(first))

    def _has_item(self, at: int) -> bool:
        row = self._rows.row(at)
        return row is not None and row.item is not None


class Timeline(QWidget):
    """All contacts with a customer. `activated` carries the TimelineItem that was opened; a workspace routes it."""

    activated = Signal(object)
    counted = Signal(int)
    """How many complaints and requests are open, when it is known."""

    def __init__(self, context: DeskContext, kinds: Sequence[ContactKind] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._kinds = context, tuple(kinds)
        self._customer_id: uuid.UUID | None = None
        self.feed: PagedFeed[TimelinePage] = PagedFeed(
            context,
            self._ask,
            key=lambda item: item.id,
            cares=self._is_about,
            parent=self,
        )
        self.model = TimelineModel()
        self.list = _List(self.model)
        self.list.setAccessibleName(self.tr("Time line"))
        self.list.opened.connect(self.activated)
        self.list.verticalScrollBar().valueChanged.connect(lambda _: self._maybe_more())
        self.states = FeedPanel(context, self.feed, self.list, self._came)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.states)
        self.setFocusProxy(self.list)

    def show_customer(self, customer_id: uuid.UUID | None) -> None:
        """Show this customer's time line from the top; None shows nothing."""
        if customer_id == self._customer_id:
            self.feed.refresh()
            return
        self.model.clear()
        self._customer_id = customer_id
        if customer_id is None:
            self.feed.forget()
        else:
            self.feed.anew()

    def show_all_kinds(self) -> None:
        """Forget the filter; for the next customer."""
        self._kinds = ()

    def set_kinds(self, kinds: Sequence[ContactKind]) -> None:
        """Show only these kinds; none shows all."""
        self._kinds = tuple(kinds)
        self.model.clear()
        self.feed.anew()

    def _ask(self) -> PageRequest[TimelinePage] | None:
        wanted, kinds = self._customer_id, self._kinds
        if wanted is None:
            return None
        return lambda api, after: operations.timeline(api, wanted, kinds=kinds, after=after)

    def _is_about(self, change: Change) -> bool:
        told = TimelineChanged.read(change)
        return told is not None and told.id == self._customer_id and (not self._kinds or told.kind in self._kinds)

    def _came(self, page: TimelinePage) -> Nothing | None:
        kept, scrolled = self.list.current_item(), self.list.verticalScrollBar().value()
        self.model.show(page)
        self.list.select(kept)
        self.list.verticalScrollBar().setValue(scrolled)
        # A page that does not fill the panel leaves nothing to scroll: ask for the next when the rows are laid out.
        QTimer.singleShot(0, self, self._maybe_more)
        if not self._kinds or "complaint" in self._kinds:
            self.counted.emit(self.model.open_matters)
        return None if self.model.rowCount() else self._nothing()

    def _nothing(self) -> Nothing:
        if self._kinds == ("complaint", "case"):
            hint = self.tr("This customer has never complained or asked for anything.")
            return Nothing("flag", self.tr("No complaints and no requests"), hint)
        if self._kinds:
            hint = self.tr("The filter hides the other contacts.")
            return Nothing("history", self.tr("Nothing of this kind"), hint)
        hint = self.tr("Calls, complaints, messages and notes will stand here.")
        return Nothing("history", self.tr("No contacts yet"), hint)

    def _maybe_more(self) -> None:
        bar = self.list.verticalScrollBar()
        if bar.maximum() - bar.value() <= _NEAR_END_PX and self.isVisible():
            self.feed.more()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._maybe_more)
