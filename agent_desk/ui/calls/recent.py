"""The agent's own last calls: what is there to look at while nobody calls."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls import callbacks as calls_callbacks
from agent_desk.desk.calls import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.calls.changes import CallbackChanged, CallChanged, WrapUpChanged
from agent_desk.schemas.calls.records import CallPage, CallRow
from agent_desk.schemas.calls.rules import CALLBACK_OPEN
from agent_desk.schemas.calls.voice_plan import CallbackRow
from agent_desk.ui.calls.callbacks import CallbackDialog
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.controls import Button, Card
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.table_model import Column, TableModel
from agent_desk.ui.kit.tables import TableView

SHOWN = 30
GATHER_MS = 600


class RecentCalls(Card):
    """The last calls of this agent, newest first. Opening one shows its customer."""

    opened = Signal(object)
    """CallRow."""
    taken = Signal()
    """A call-back is dialled from here: the own telephone rings."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("My last calls"), icon="history", parent=parent)
        self._context = context
        self.callbacks = Button(self.tr("Call-backs"), icon="phone-outgoing", size="small")
        self.callbacks.setToolTip(self.tr("Customers of your queues who asked to be called back"))
        self.callbacks.clicked.connect(self.open_callbacks)
        theme.appear(self.callbacks, context.session.may("calls.dial"))
        self.add_header(self.callbacks)
        self.dialog: CallbackDialog | None = None
        columns: list[Column[CallRow]] = [
            Column(self.tr("Time"), _when, width=78, tooltip=lambda row: words.date_time(row.offered_at, seconds=True)),
            Column(self.tr("Caller"), self._who),
            Column(self.tr("Talk"), lambda row: words.duration(row.talk_ms), align="right", width=56),
        ]
        self._model: TableModel[CallRow] = TableModel(columns, key=lambda row: row.id)
        self._table = TableView(self._model, sortable=False)
        self._table.setAccessibleName(self.tr("My last calls"))
        self._table.set_empty("history", self.tr("No calls yet"), self.tr("Your calls of today and before stand here."))
        self._table.activated_record.connect(self.opened)
        self.feed: Feed[CallPage] = Feed(
            context,
            lambda: lambda api: operations.calls(api, limit=SHOWN),
            cares=_is_over,
            gather_ms=GATHER_MS,
            parent=self,
        )
        self._waiting: Feed[list[CallbackRow]] = Feed(
            context,
            lambda: calls_callbacks.callbacks,
            cares=changes_of(CallbackChanged),
            gather_ms=GATHER_MS,
            parent=self,
        )
        self._waiting.came.connect(lambda rows: self._count(sum(row.state in CALLBACK_OPEN for row in rows)))
        self.states = FeedPanel(context, self.feed, self._table, self._came, also=(self._waiting,))
        self.add(self.states, 1)

    def _who(self, row: CallRow) -> str:
        name = row.customer.name.text if row.customer is not None else ""
        return f"{name} {row.caller.text}".strip() or self.tr("Withheld")

    def rows(self) -> list[CallRow]:
        """Return what is shown."""
        return self._model.records()

    def _count(self, waiting: int) -> None:
        text = self.tr("Call-backs ({count})").format(count=waiting) if waiting else self.tr("Call-backs")
        self.callbacks.set_label(text)

    def open_callbacks(self) -> None:
        """The list; one that is taken rings here."""
        if self.dialog is None:
            self.dialog = CallbackDialog(self._context, self.window())
            self.dialog.taken.connect(self.taken)
            self.dialog.finished.connect(self._dialog_gone)
            self.dialog.open()

    def _dialog_gone(self, _result: int) -> None:
        self.dialog = None

    def _came(self, page: CallPage) -> None:
        self._model.replace(page.items)


def _is_over(change: Change) -> bool:
    """Return whether a call has ended, or more was written about one."""
    call = CallChanged.read(change)
    return (call is not None and call.state == "ended") or changes_of(WrapUpChanged, CallbackChanged)(change)


def _when(row: CallRow) -> str:
    """Return the time of a call of today, the day of an earlier one: the column is narrow, the tooltip says both."""
    today = words.local(elapsed.now()).date() == words.local(row.offered_at).date()
    return words.time_of_day(row.offered_at) if today else words.date(row.offered_at, year=False)
