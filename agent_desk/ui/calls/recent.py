"""The agent's own last calls: what is there to look at while nobody calls."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls import callbacks as calls_callbacks
from agent_desk.desk.calls import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.calls.records import CallPage, CallRow
from agent_desk.ui.calls.callbacks import OPEN, CallbackDialog
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.controls import Button, Card, StateStack
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
        self.callbacks.setVisible(context.session.may("calls.dial"))
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
        self._stack = StateStack(self._table)
        self.add(self._stack, 1)
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self.refresh)
        context.live.changed.connect(self._changed)
        context.live.resync.connect(self._gather.start)
        self._stack.show_loading()
        self.refresh()

    def _who(self, row: CallRow) -> str:
        name = row.customer.name.text if row.customer is not None else ""
        return f"{name} {row.caller.text}".strip() or self.tr("Withheld")

    def _changed(self, change: Change) -> None:
        ended = change.entity == "call" and change.hint.get("state") == "ended"
        if change.area == "calls" and (ended or change.entity in ("wrap_up", "callback")):
            self._gather.start()

    def rows(self) -> list[CallRow]:
        """What is shown."""
        return self._model.records()

    def refresh(self) -> None:
        """Fetch the list."""
        self._context.background.run(
            self, lambda: operations.calls(self._context.api, limit=SHOWN), self._came, self._failed
        )

        api = self._context.api
        self._context.background.run(
            self,
            lambda: calls_callbacks.callbacks(api),
            lambda rows: self._count(sum(row.state in OPEN for row in rows)),
            self._failed,
        )

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
        self._stack.show_content()
        self._model.replace(page.items)

    def _failed(self, error: DeskError) -> None:
        if self._model.rowCount() == 0:
            self._stack.show_error(self._context.words(error), self.refresh)


def _when(row: CallRow) -> str:
    """The time of a call of today, the day of an earlier one: the column is narrow, the tooltip says both."""
    today = words.local(elapsed.now()).date() == words.local(row.offered_at).date()
    return words.time_of_day(row.offered_at) if today else words.date(row.offered_at, year=False)
