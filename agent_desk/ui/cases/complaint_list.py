"""Complaints by the day they are due: how many in each bucket, which ones, how far away in words, colour and symbol."""

import uuid
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.background import Job
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.live import Change, LiveState
from agent_desk.schemas.cases.records import BucketWord, ComplaintPage, ComplaintRow, DueSoon
from agent_desk.ui.cases import presentation
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, SearchField, StateStack, label
from agent_desk.ui.kit.inputs import Tick
from agent_desk.ui.kit.tables import Column, TableModel, TableView

PAGE = 100
_LATER_MS = 250
_WIDE_PX, _MIDDLE_PX = 900, 620
Filter = BucketWord | str
"""A bucket, "open" for everything whose clock runs, "all" for every complaint."""
Fetched = tuple[list[ComplaintRow], str | None, DueSoon]


class BucketBar(QWidget):
    """One button per bucket with its count; the chosen one filters the list."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._names: dict[Filter, str] = {
            "open": self.tr("Open"),
            "overdue": self.tr("Overdue"),
            "today": self.tr("Today"),
            "in_3_days": self.tr("3 days"),
            "in_7_days": self.tr("7 days"),
            "all": self.tr("All"),
        }
        self._filters = list(self._names)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for at, name in enumerate(self._names.values()):
            button = Button(name, kind="ghost", size="small")
            button.setCheckable(True)
            button.setChecked(at == 0)
            self._group.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(lambda at: self.chosen.emit(self._filters[at]))

    def value(self) -> Filter:
        """The filter in force."""
        return self._filters[self._group.checkedId()]

    def choose(self, wanted: Filter) -> None:
        """Press a button from outside; raises ValueError for a word that is no filter."""
        self._group.button(self._filters.index(wanted)).click()

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
        for at, wanted in enumerate(self._filters):
            button = self._group.button(at)
            count = f" {numbers[wanted]}" if wanted in numbers else ""
            button.setText(f"{self._names[wanted]}{count}")
            button.setAccessibleName(button.text())

    def texts(self) -> list[str]:
        """What the buttons say."""
        return [button.text() for button in self._group.buttons()]


class ComplaintList(QWidget):
    """The list. `chosen` (a complaint's id) by Enter or double click, `selected` when another row is current."""

    chosen = Signal(object)
    selected = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._customer_id: uuid.UUID | None = None
        self._rows: list[ComplaintRow] = []
        self._next: str | None = None
        self._loaded = self._stale = False
        self._job: Job[Any] | None = None
        self.buckets = BucketBar()
        self.search = SearchField(self.tr("Number, name, words, customer number"))
        self.mine = Tick(self.tr("Only mine"))
        self.mine.setVisible(context.session.may("cases.all"))
        self.model = TableModel(self._columns(), key=lambda row: row.id)
        self.table = TableView(self.model)
        self.more = Button(self.tr("Show more"), size="small")
        self._count = label("", "caption")
        self._lay_out()
        self._connect()

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
            Column(self.tr("Handler"), lambda row: presentation.person_words(row.assigned_to), width=96),
        ]

    def _about(self, row: ComplaintRow) -> str:
        return f"{presentation.name_of(row.business)} · {presentation.name_of(row.cause)}"

    def _due_tip(self, row: ComplaintRow) -> str:
        said = self.tr("Last day {day}").format(day=presentation.day_words(row.due_on))
        still = self.tr("The clock stands still now")
        return f"{said}\n{still}" if row.paused else said

    def _lay_out(self) -> None:
        top = QHBoxLayout()
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
        self.states = StateStack(content)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addWidget(self.buckets)
        page.addLayout(top)
        page.addWidget(self.states, 1)
        self.more.hide()
        self.table.setAccessibleName(self.tr("Complaints"))

    def _connect(self) -> None:
        self._timer = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._timer.timeout.connect(self.refresh)
        self.buckets.chosen.connect(lambda _filter: self._anew())
        self.search.searched.connect(lambda _text: self._anew())
        self.search.moved.connect(self.table.step)
        self.search.chosen.connect(self._choose_current)
        self.mine.edited.connect(self._anew)
        self.more.clicked.connect(self._fetch_more)
        self.table.activated_record.connect(lambda row: self.chosen.emit(row.id))
        self.table.selected_record.connect(lambda row: self.selected.emit(row.id if row else None))
        live = self._context.live
        live.changed.connect(self._changed)
        live.resync.connect(self._later)
        live.state_changed.connect(self._line)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_customer(self, customer_id: uuid.UUID | None) -> None:
        """Only this customer's complaints, open and past; None for everybody's."""
        if customer_id == self._customer_id and self._loaded:
            return
        self._customer_id = customer_id
        self.buckets.setVisible(customer_id is None)
        self._anew()

    def _anew(self) -> None:
        self._loaded = False
        self._rows, self._next = [], None
        self.refresh()

    def refresh(self) -> None:
        """Fetch the list and the counts again, as many rows as are shown."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        if not self._loaded and not self._rows:
            self.states.show_loading()
        if self._job is not None:
            self._job.cancel()
        api, wanted, count, mine = self._context.api, self._wanted(), max(PAGE, len(self._rows)), self.mine.value()

        def fetch() -> Fetched:
            page = operations.complaints(api, **wanted)
            rows = page.items
            while page.next and len(rows) < count:
                page = operations.complaints(api, **wanted, after=page.next)
                rows = rows + page.items
            return rows, page.next, operations.due_soon(api, mine=mine)

        self._job = self._context.background.run(self, fetch, self._came, self._failed)

    def _wanted(self) -> dict[str, Any]:
        chosen = self.buckets.value() if self._customer_id is None else "all"
        wanted: dict[str, Any] = {
            "q": self.search.text().strip(),
            "mine": self.mine.value(),
            "limit": PAGE,
            "customer_id": self._customer_id,
            "sort": "received" if chosen == "all" else "due",
        }
        if chosen == "open":
            wanted["states"] = operations.OPEN_STATES
        elif chosen != "all":
            wanted["bucket"] = chosen
        return wanted

    def _came(self, came: Fetched) -> None:
        self._job = None
        self._rows, self._next, counts = came
        self._loaded = True
        self.buckets.set_counts(counts)
        self.states.set_stale(None)
        self._show()

    def _show(self) -> None:
        self.model.replace(self._rows)
        self.more.setVisible(self._next is not None)
        words_ = self.tr("The first {n}, more to come") if self._next else self.tr("{n} listed")
        self._count.setText(words_.format(n=len(self._rows)) if self._rows else "")
        if self._rows:
            self.states.show_content()
        elif self.search.text().strip():
            self.states.show_empty("search", self.tr("Nothing found"), self.tr("Try fewer words or another filter."))
        elif self.buckets.value() in ("overdue", "today") and self._customer_id is None:
            self.states.show_empty("circle-check", self.tr("Nothing here"), self.tr("No complaint is that late."))
        else:
            hint = self.tr("A complaint is opened from a call with F7.")
            self.states.show_empty("inbox", self.tr("No complaints"), hint)

    def _fetch_more(self) -> None:
        if self._next is None or self._job is not None:
            return
        api, wanted, after = self._context.api, self._wanted(), self._next
        self._job = self._context.background.run(
            self, lambda: operations.complaints(api, **wanted, after=after), self._more_came, self._failed
        )

    def _more_came(self, page: ComplaintPage) -> None:
        self._job = None
        known = {row.id for row in self._rows}
        self._rows = [*self._rows, *(row for row in page.items if row.id not in known)]
        self._next = page.next
        self._show()

    def _failed(self, error: DeskError) -> None:
        self._job = None
        if self._loaded:
            self._context.tell(error)
        else:
            self.states.show_error(self._context.words(error), self.refresh)

    def _choose_current(self) -> None:
        row = self.table.current_record()
        if row is not None:
            self.chosen.emit(row.id)

    # -- news --------------------------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if change.area == "cases" and change.entity == "complaint":
            self._later()

    def _later(self) -> None:
        # A burst of changes is one fetch.
        if not self._timer.isActive():
            self._timer.start()

    def _line(self, state: LiveState) -> None:
        if state is LiveState.LOST and self._loaded:
            self.states.set_stale(self._context.hub_now())
        elif state is LiveState.LIVE and (self._loaded or self.states.showing() == "error"):
            self._later()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale or not self._loaded:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, middle = self.width() >= _WIDE_PX, self.width() >= _MIDDLE_PX
        for column, shown in ((2, middle and self._customer_id is None), (5, wide), (6, wide)):
            self.table.setColumnHidden(column, not shown)
