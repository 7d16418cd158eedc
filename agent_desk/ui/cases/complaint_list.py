"""Complaints by the day they are due: how many in each bucket, which ones, how far away in words, colour and symbol."""

import uuid
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, PagedFeed, PageRequest, Request, changes_of
from agent_desk.schemas.cases.changes import ComplaintChanged
from agent_desk.schemas.cases.records import BucketWord, ComplaintPage, ComplaintRow, DueSoon
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.ui.cases import presentation
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, SearchField, Segmented, label
from agent_desk.ui.kit.inputs import Tick
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.tables import Column, TableModel, TableView

PAGE = 100
_LATER_MS = 250
_WIDE_PX, _GRADE_PX, _MIDDLE_PX = 900, 720, 620
Filter = BucketWord | str
"""A bucket, "open" for everything whose clock runs, "all" for every complaint."""


class BucketBar(QWidget):
    """One button per bucket with its count; the chosen one filters the list."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: dict[Filter, str] = {
            "open": self.tr("Open"),
            "overdue": self.tr("Overdue"),
            "today": self.tr("Today"),
            "in_3_days": self.tr("3 days"),
            "in_7_days": self.tr("7 days"),
            "all": self.tr("All"),
        }
        self._buttons = Segmented(list(self._names.items()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._buttons)
        row.addStretch(1)
        self._buttons.changed.connect(self.chosen)

    def value(self) -> Filter:
        """Return the filter in force."""
        return str(self._buttons.value())

    def choose(self, wanted: Filter) -> None:
        """Press a button from outside; raises ValueError for a word that is no filter."""
        self._buttons.choose(wanted)

    def set_counts(self, counts: DueSoon | None) -> None:
        """Show how many each holds; None takes the numbers away."""
        numbers: dict[Filter, int] = {}
        if counts is not None:
            numbers = {
                "overdue": counts.overdue,
                "today": counts.today,
                "in_3_days": counts.in_3_days,
                "in_7_days": counts.in_7_days,
                "open": counts.overdue + counts.today + counts.in_3_days + counts.in_7_days + counts.later,
            }
        for wanted, name in self._names.items():
            self._buttons.set_words(wanted, f"{name} {numbers[wanted]}" if wanted in numbers else name)

    def texts(self) -> list[str]:
        """Return what the buttons say."""
        return self._buttons.texts()


class ComplaintList(QWidget):
    """The list. `chosen` (a complaint's id) by Enter or double click, `selected` when another row is current."""

    chosen = Signal(object)
    selected = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._customer_id: uuid.UUID | None = None
        self.feed: PagedFeed[ComplaintPage] = PagedFeed(
            context,
            self._ask,
            key=lambda row: row.id,
            cares=changes_of(ComplaintChanged),
            parent=self,
        )
        self._counts: Feed[DueSoon] = Feed(context, self._ask_counts, cares=changes_of(ComplaintChanged), parent=self)
        self.buckets = BucketBar()
        self.search = SearchField(self.tr("Number, name, words, customer number"))
        self.mine = Tick(self.tr("Only mine"))
        theme.appear(self.mine, context.session.may("cases.all"))
        self.model = TableModel(self._columns(), key=lambda row: row.id)
        self.table = TableView(self.model)
        self.more = Button(self.tr("Show more"), size="small")
        self._count = label("", "caption")
        self._lay_out()
        self._connect()

    def add_action(self, button: Button) -> None:
        """Put a button beside the search."""
        self._top.addWidget(button)

    def focus_home(self) -> QWidget:
        """The list: the arrows walk it."""
        return self.table

    def _columns(self) -> list[Column[ComplaintRow]]:
        due: Callable[[ComplaintRow], str] = lambda row: presentation.due_mark(row).text  # noqa: E731
        return [
            Column(
                self.tr("Due"),
                due,
                mark=presentation.due_mark,
                sort_key=lambda row: (not row.open, row.due_at),
                width=146,
                tooltip=self._due_tip,
            ),
            Column(self.tr("Number"), lambda row: row.number, width=126),
            Column(
                self.tr("Customer"), lambda row: presentation.customer_words(row.customer, row.complainant), width=120
            ),
            Column(self.tr("About"), self._about, tooltip=self._about),
            Column(
                self.tr("State"),
                lambda row: presentation.state_word(row.state),
                mark=lambda row: presentation.state_mark(row.state),
                width=148,
            ),
            Column(
                self.tr("Received"),
                lambda row: words.short(row.received_at),
                sort_key=lambda row: row.received_at,
                width=118,
            ),
            Column(
                self.tr("Grade"),
                lambda row: presentation.grade_mark(row.grade).text,
                mark=lambda row: presentation.grade_mark(row.grade),
                width=84,
            ),
            Column(self.tr("Handler"), lambda row: presentation.person_words(row.assigned_to), width=96),
        ]

    def _about(self, row: ComplaintRow) -> str:
        return f"{presentation.name_of(row.business)} · {presentation.name_of(row.cause)}"

    def _due_tip(self, row: ComplaintRow) -> str:
        said = self.tr("Last day {day}").format(day=presentation.day_words(row.due_on))
        still = self.tr("The clock stands still now")
        return f"{said}\n{still}" if row.paused else said

    def _lay_out(self) -> None:
        top = self._top = QHBoxLayout()
        top.setSpacing(theme.SPACE_2)
        top.addWidget(self.search, 1)
        top.addWidget(self.mine)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self.more)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE_2)
        inner.addWidget(self.table, 1)
        inner.addLayout(foot)
        self.states = FeedPanel(self._context, self.feed, content, self._show, also=(self._counts,))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addWidget(self.buckets)
        page.addLayout(top)
        page.addWidget(self.states, 1)
        self.more.hide()
        self.table.setAccessibleName(self.tr("Complaints"))

    def _connect(self) -> None:
        self.buckets.chosen.connect(lambda _filter: self._anew())
        self.search.searched.connect(lambda _text: self._anew())
        self.search.moved.connect(self.table.step)
        self.search.chosen.connect(self._choose_current)
        self.mine.edited.connect(self._anew)
        self.more.clicked.connect(self.feed.more)
        self.table.activated_record.connect(lambda row: self.chosen.emit(row.id))
        self.table.selected_record.connect(lambda row: self.selected.emit(row.id if row else None))
        self._counts.came.connect(self.buckets.set_counts)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_customer(self, customer_id: uuid.UUID | None) -> None:
        """Only this customer's complaints, open and past; None for everybody's."""
        if customer_id == self._customer_id and self.feed.now is not None:
            return
        self._customer_id = customer_id
        self.buckets.setVisible(customer_id is None)
        self._anew()

    def _anew(self) -> None:
        self.feed.anew()
        self._counts.anew(keep=True)

    def refresh(self) -> None:
        """Fetch the list and the counts again, as many rows as are shown."""
        self.feed.refresh()
        self._counts.refresh()

    def _ask(self) -> PageRequest[ComplaintPage]:
        wanted = self._wanted()
        return lambda api, after: operations.complaints(api, **wanted, after=after)

    def _ask_counts(self) -> Request[DueSoon]:
        mine = self.mine.value()
        return lambda api: operations.due_soon(api, mine=mine)

    def _wanted(self) -> dict[str, Any]:
        chosen = self.buckets.value() if self._customer_id is None else "all"
        wanted: dict[str, Any] = {
            "q": self.search.value(),
            "mine": self.mine.value(),
            "limit": PAGE,
            "customer_id": self._customer_id,
            "sort": "received" if chosen == "all" else "due",
        }
        if chosen == "open":
            wanted["states"] = OPEN_STATES
        elif chosen != "all":
            wanted["bucket"] = chosen
        return wanted

    def _show(self, page: ComplaintPage) -> Nothing | None:
        self.model.replace(page.items)
        self.more.setVisible(page.next is not None)
        words_ = self.tr("The first {n}, more to come") if page.next else self.tr("{n} listed")
        self._count.setText(words_.format(n=len(page.items)) if page.items else "")
        if page.items:
            return None
        if self.search.value():
            return Nothing("search", self.tr("Nothing found"), self.tr("Try fewer words or another filter."))
        if self.buckets.value() in ("overdue", "today") and self._customer_id is None:
            return Nothing("circle-check", self.tr("Nothing here"), self.tr("No complaint is that late."))
        return Nothing("inbox", self.tr("No complaints"), self.tr("A complaint is opened from a call with F7."))

    def _choose_current(self) -> None:
        row = self.table.current_record()
        if row is not None:
            self.chosen.emit(row.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, graded, middle = (self.width() >= least for least in (_WIDE_PX, _GRADE_PX, _MIDDLE_PX))
        for column, shown in ((2, middle and self._customer_id is None), (5, wide), (6, graded), (7, wide)):
            self.table.setColumnHidden(column, not shown)
