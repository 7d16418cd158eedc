"""Call-backs that customers asked for while they waited: what waits, what is due, what became of each; taken or withdrawn here."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.calls import callbacks as calls_callbacks
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.schemas.calls.changes import CallbackChanged
from agent_desk.schemas.calls.rules import CALLBACK_OPEN
from agent_desk.schemas.calls.voice_plan import CallbackRow, CallbackState
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.controls import Button, Card
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.kit.table_model import Column, Mark, TableModel
from agent_desk.ui.kit.tables import TableView

GATHER_MS = 400
CAN_BE_TAKEN: tuple[CallbackState, ...] = ("kept", "not_reached", "lost")
_PRESENTATION: dict[CallbackState, tuple[str, str, str]] = {
    "kept": ("accent_ink", "hourglass", str(QT_TRANSLATE_NOOP("Callbacks", "Waits for its turn"))),
    "dialling": ("ringing", "phone-outgoing", str(QT_TRANSLATE_NOOP("Callbacks", "Being called"))),
    "reached": ("good", "circle-check", str(QT_TRANSLATE_NOOP("Callbacks", "Reached"))),
    "not_reached": ("warning", "phone-missed", str(QT_TRANSLATE_NOOP("Callbacks", "Not reached"))),
    "lost": ("bad", "unplug", str(QT_TRANSLATE_NOOP("Callbacks", "Place lost"))),
    "cancelled": ("muted", "circle-x", str(QT_TRANSLATE_NOOP("Callbacks", "Withdrawn"))),
}


class CallbackList(Card):
    """The open ones first. An agent takes one now, a supervisor withdraws one with a reason."""

    taken = Signal()
    """The own telephone will ring, then the customer's."""
    counted = Signal(int)
    """So many wait for a call."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None, *, titled: bool = True) -> None:
        super().__init__(
            self.tr("Call-backs") if titled else "", icon="phone-outgoing" if titled else "", parent=parent
        )
        self._context = context
        self.dialog: ReasonFormDialog | None = None
        self.model: TableModel[CallbackRow] = TableModel(self._columns(), key=lambda row: row.id)
        self.table: TableView[CallbackRow] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(self.tr("Call-backs"))
        self.table.set_empty(
            "phone-outgoing", self.tr("No call-backs"), self.tr("Customers who ask for one while they wait stand here.")
        )
        self.table.selected_record.connect(lambda _row: self._enable())
        self.feed: Feed[list[CallbackRow]] = Feed(
            context,
            lambda: calls_callbacks.callbacks,
            cares=changes_of(CallbackChanged),
            gather_ms=GATHER_MS,
            parent=self,
        )
        self.states = FeedPanel(context, self.feed, self.table, self._came)
        self.add(self.states, 1)
        self._says = theme.label("", "caption", wrap=True)
        self.take_button = Button(self.tr("Call now"), kind="primary", icon="phone-outgoing")
        self.cancel_button = Button(self.tr("Withdraw …"), icon="circle-x")
        self.take_button.clicked.connect(self.take)
        self.cancel_button.clicked.connect(self.ask_why)
        self._lay_out_buttons()

    def _lay_out_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._says, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.take_button)
        self.body.addLayout(row)
        may = self._context.session.may
        theme.appear(self.take_button, may("calls.take") and may("calls.dial"))
        theme.appear(self.cancel_button, may("floor.steer"))
        self._enable()

    def _columns(self) -> list[Column[CallbackRow]]:
        return [
            Column(self.tr("Customer"), lambda row: row.number.text or self.tr("Withheld"), width=112),
            Column(self.tr("Queue"), lambda row: words.pick(row.queue_zh, row.queue_en) or row.queue),
            Column(
                self.tr("Asked"),
                lambda row: words.short(row.asked_at),
                width=92,
                tooltip=lambda row: words.date_time(row.asked_at, seconds=True),
            ),
            Column(self.tr("Waits"), _waits, align="right", width=72, live=True),
            Column(
                self.tr("Ahead"),
                lambda row: "–" if row.ahead is None else str(row.ahead),
                align="right",
                width=62,
                explain=self.tr("How many wait before them in the queue now; 0: due next"),
            ),
            Column(self.tr("Tries"), lambda row: str(row.attempts), align="right", width=54, tooltip=self._tried),
            Column(self.tr("Result"), lambda row: _word(row.state), mark=_mark, width=168, tooltip=self._why),
        ]

    def _tried(self, row: CallbackRow) -> str:
        return self.tr("Last called {time}").format(time=words.date_time(row.tried_at)) if row.tried_at else ""

    def _why(self, row: CallbackRow) -> str:
        name = words.pick(row.by, row.by_en)
        return " · ".join(part for part in (name, row.reason) if part)

    # -- the list ----------------------------------------------------------------------------------------------------

    def _came(self, rows: list[CallbackRow]) -> None:
        self.model.replace(rows)
        waiting = sum(row.state in CALLBACK_OPEN for row in rows)
        self._says.setText(self.tr("Waiting for a call: {n}").format(n=waiting) if waiting else "")
        self.counted.emit(waiting)
        self._enable()

    def _enable(self) -> None:
        row = self.table.current_record()
        can = row is not None and row.state in CAN_BE_TAKEN
        self.take_button.setEnabled(can)
        self.cancel_button.setEnabled(can)

    # -- actions -------------------------------------------------------------------------------------------------------

    def take(self) -> None:
        """Call the chosen customer now."""
        row = self.table.current_record()
        if row is not None and row.state in CAN_BE_TAKEN:
            self.take_button.setEnabled(False)
            api, callback_id = self._context.api, row.id
            self._context.background.run(
                self, lambda: calls_callbacks.take(api, callback_id), lambda _: self.taken.emit(), self._refused
            )

    def ask_why(self) -> None:
        """Withdraw the chosen one; the reason is written down."""
        row = self.table.current_record()
        if row is None or self.dialog is not None:
            return
        self.dialog = ReasonFormDialog(
            self._context,
            "cancel_callback",
            str(row.id),
            self.tr("Withdraw the call-back"),
            self.tr("Withdraw"),
            lambda api, _reason, why: calls_callbacks.cancel(api, row.id, why),
            CallbackRow,
            danger=True,
            parent=self.window(),
            text=self.tr("{caller} will not be called back. The reason is written down.").format(
                caller=row.number.text
            ),
        )
        self.dialog.saved.connect(lambda _row: self.feed.refresh())
        self.dialog.refused.connect(lambda _error: self.feed.refresh())
        self.dialog.finished.connect(self._dialog_gone)
        self.dialog.open()

    def _dialog_gone(self, _result: int) -> None:
        self.dialog = None

    def _refused(self, error: DeskError) -> None:
        self._context.tell(error)
        self.feed.refresh()


class CallbackDialog(Dialog):
    """The list at an agent's seat; it closes when one is taken."""

    taken = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Call-backs"), icon="phone-outgoing", parent=parent)
        self.setMinimumSize(820, 460)
        self.list = CallbackList(context, titled=False)
        self.list.taken.connect(self._taken)
        self.body.addWidget(self.list, 1)
        self.add_button(Button(self.tr("Close")), self.reject)

    def _taken(self) -> None:
        self.taken.emit()
        self.accept()


def _word(state: CallbackState) -> str:
    return QCoreApplication.translate("Callbacks", _PRESENTATION[state][2])


def _mark(row: CallbackRow) -> Mark:
    tone, icon, _ = _PRESENTATION[row.state]
    return Mark(_word(row.state), tone, icon)


def _waits(row: CallbackRow) -> str:
    """Return how long they have waited, or had to."""
    if row.state in CALLBACK_OPEN:
        return elapsed.format_ms(elapsed.since_ms(row.asked_at))
    if row.ended_at is None:
        return "–"
    return words.duration(int((row.ended_at - row.asked_at).total_seconds() * 1000))
