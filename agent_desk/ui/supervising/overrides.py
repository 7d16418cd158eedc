"""An agent's queues for a while: the dialog that changes one, and the list of what holds now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.desk.supervising import operations
from agent_desk.schemas.figures.board import AgentRow
from agent_desk.schemas.kit.account import Account
from agent_desk.schemas.supervising.changes import QueueOverrideChanged
from agent_desk.schemas.supervising.records import ManyOverrides, OverrideForm, OverrideRow, ServedQueue
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.floor_presentation import person_name, queue_name, state_line
from agent_desk.ui.kit.forms import TextArea
from agent_desk.ui.kit.pages.faults import fault
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.kit.pages.with_foot import with_foot
from agent_desk.ui.kit.tables import Column, TableModel, TableView
from agent_desk.ui.supervising.queue_words import override_text, priority_word

_NOT = -1
"""The choice "does not serve it"."""
_PRIORITIES = 5
_WHY = 400


class QueueDialog(FormDialog):
    """Which queue, how, for how long, why, for one agent or several. What holds now for one stands above.

    `queue`: the one that is offered first. `accounted` carries the Account of an order about several.
    """

    accounted = Signal(object)

    def __init__(self, context: DeskContext, rows: Sequence[AgentRow], parent: QWidget, *, queue: str = "") -> None:
        title = QCoreApplication.translate("QueueWords", "Change the queues of {name} for a while")
        many = QCoreApplication.translate("QueueWords", "{count} agents").format(count=len(rows))
        self._rows, self._first_queue = tuple(rows), queue
        super().__init__(
            context,
            title.format(name=person_name(rows[0].person) if len(rows) == 1 else many),
            "queue_override",
            self._change,
            OverrideRow if len(rows) == 1 else Account,
            action=self.tr("Change the queue"),
            icon="arrow-right-left",
            fault=self._fault_words,
            parent=parent,
        )
        self._served: list[ServedQueue] = []
        talks = len(rows) == 1 and rows[0].state in ("reserved", "talking", "on_hold")
        said = self.tr("It holds from the next call on, goes back by itself, and the agent is told.")
        if talks:
            said = self.tr(
                "The agent is in a call, which goes on; the change holds after it, and the agent is told now."
            )
        elif len(rows) > 1:
            said = self.tr("It holds from the next call on, goes back by itself, and each of them is told.")
        self.now = theme.label("", "caption", wrap=True)
        self.body.insertWidget(0, theme.label(said, "muted", wrap=True))
        self.body.insertWidget(1, self.now)
        self.queue = Choice([])
        self.place = Choice(
            [(at, priority_word(at)) for at in range(_PRIORITIES)] + [(_NOT, self.tr("does not serve it"))]
        )
        self.form.add("queue", self.tr("Queue"), self.queue, required=True)
        self.form.add("place", self.tr("From now on"), self.place, required=True)
        times = [
            (30, self.tr("30 minutes")),
            (60, self.tr("1 hour")),
            (120, self.tr("2 hours")),
            (240, self.tr("4 hours")),
            (480, self.tr("8 hours")),
        ]
        self.form.add("minutes", self.tr("For"), Choice(times), required=True)
        self.form.add("why", self.tr("Why (written down)"), TextArea(limit=_WHY, lines=2), required=True)
        self.drafted.saved.connect(self._changed)
        key = ",".join(str(row.person.id) for row in rows)
        self.begin(key, blank={"queue": None, "place": 0, "minutes": 60, "why": ""})
        self.action_button.setEnabled(False)
        served: Feed[list[ServedQueue]] = Feed(
            context, lambda: lambda api: operations.served_queues(api, rows[0].person.id), parent=self
        )
        served.came.connect(self._came)
        served.failed.connect(context.tell)
        served.start()

    def _came(self, found: list[ServedQueue]) -> None:
        self._served = found
        self.queue.set_options([(one.queue.code, queue_name(one.queue)) for one in found])
        lines = [
            f"{queue_name(one.queue)}: {priority_word(one.penalty)}"
            + (self.tr(" until {time}").format(time=words.time_of_day(one.override.until_at)) if one.override else "")
            for one in found
            if one.penalty is not None or one.override is not None
        ]
        if len(self._rows) > 1:
            lines = []
        self.now.setText(self.tr("Now: {queues}").format(queues=self.tr("; ").join(lines)) if lines else "")
        other = next((one for one in found if one.penalty is None), found[0] if found else None)
        other = next((one for one in found if one.queue.code == self._first_queue), other)
        self.notice.refill()
        if other is not None and self.queue.value() is None:
            self.queue.set_value(other.queue.code)
        self.action_button.setEnabled(bool(found))
        self.form.field("queue").setFocus()

    def _change(self, sent: Submission[Any]) -> OverrideRow | Account:
        values = sent.values
        member = values["place"] != _NOT
        form = OverrideForm(
            queue=values["queue"],
            member=member,
            penalty=values["place"] if member else None,
            minutes=values["minutes"],
            why=values["why"],
        )
        if len(self._rows) == 1:
            return operations.change_queue(self._context.api, self._rows[0].person.id, form)
        people = [row.person.id for row in self._rows]
        return operations.change_queues(self._context.api, ManyOverrides(people=people, **form.model_dump()))

    def _changed(self, row: OverrideRow | Account) -> None:
        if isinstance(row, Account):
            self.accounted.emit(row)
            return
        said = self.tr("{name}, {queue}: {priority} until {time}.")
        self._context.notices.good(
            said.format(
                name=person_name(row.person),
                queue=queue_name(row.queue),
                priority=priority_word(row.penalty),
                time=words.time_of_day(row.until_at),
            ),
            key=f"queues:{row.person.id}",
        )

    def _fault_words(self, code: str) -> str:
        faults = {
            "as_it_is": self.tr("That is how it is already."),
            "last_queue": self.tr("It is their last queue: sign the agent out instead, or give them another first."),
        }
        return faults.get(code) or fault(code)


class PickAgentsDialog(Dialog):
    """Which agents a queue gets for a while, of those who do not serve it; who is ready stands first. `picked`: their rows."""

    picked = Signal(object)

    def __init__(self, rows: Sequence[AgentRow], parent: QWidget) -> None:
        super().__init__(self.tr("Which agents?"), icon="users", parent=parent)
        self.setMinimumSize(520, 480)
        self.body.addWidget(
            theme.label(self.tr("With Ctrl or Shift, or Ctrl+A, you choose several."), "muted", wrap=True)
        )
        columns: list[Column[AgentRow]] = [
            Column(self.tr("Agent"), lambda row: f"{row.person.agent_code or ''} {person_name(row.person)}".strip()),
            Column(self.tr("State"), state_line, width=190),
        ]
        self.model: TableModel[AgentRow] = TableModel(columns, key=lambda row: row.person.id)
        self.table: TableView[AgentRow] = TableView(self.model)
        self.table.choose_many()
        self.table.setAccessibleName(self.tr("Which agents?"))
        self.model.replace(sorted(rows, key=lambda row: (row.state != "ready", row.person.agent_code or "")))
        self.body.addWidget(self.table, 1)
        self.add_cancel()
        self.action_button = self.add_button(Button(self.tr("Go on"), kind="primary"), self._go_on)
        self.action_button.setDefault(True)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self._enable()

    def rows(self) -> list[AgentRow]:
        """Return who is chosen."""
        return self.table.chosen_records()

    def _enable(self) -> None:
        self.action_button.setEnabled(bool(self.rows()))

    def _go_on(self) -> None:
        rows = self.rows()
        self.accept()
        self.picked.emit(rows)


class OverridesPanel(QWidget):
    """What holds now, the first to end first; each can be taken back."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.allowed = context.session.may("floor.steer")
        self.dialog: ReasonFormDialog | None = None
        self.feed: Feed[list[OverrideRow]] = Feed(
            context,
            lambda: operations.overrides,
            cares=changes_of(QueueOverrideChanged),
            gather_ms=operations.SOON_MS,
            parent=self,
        )
        self.model: TableModel[OverrideRow] = TableModel(self._columns(), key=lambda row: row.id)
        self.table: TableView[OverrideRow] = TableView(self.model)
        self.table.setAccessibleName(self.tr("Queue changes that hold now"))
        self.table.set_empty(
            "arrow-right-left",
            self.tr("Everybody serves their own queues"),
            self.tr("Right click an agent to change their queues for a while."),
        )
        self.back_button = Button(self.tr("Take back now …"), icon="undo-2", size="small")
        self.back_button.clicked.connect(lambda: self.take_back(self.table.current_record()))
        theme.appear(self.back_button, self.allowed)
        self.states = FeedPanel(context, self.feed, with_foot(self.table, self.back_button), self._came)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.states)
        self.table.selected_record.connect(lambda row: self.back_button.setEnabled(row is not None))
        self.setFocusProxy(self.table)

    def _columns(self) -> list[Column[OverrideRow]]:
        return [
            Column(
                self.tr("Agent"),
                lambda row: f"{row.person.agent_code or ''} {person_name(row.person)}".strip(),
                width=150,
            ),
            Column(self.tr("Queue"), lambda row: queue_name(row.queue), width=140),
            Column(self.tr("Change"), override_text, width=250),
            Column(self.tr("Until"), lambda row: words.time_of_day(row.until_at), align="right", width=64),
            Column(self.tr("Left"), self._left, align="right", width=72, live=True),
            Column(self.tr("By"), lambda row: person_name(row.by), width=100),
            Column(self.tr("Why"), lambda row: row.reason, tooltip=lambda row: row.reason),
        ]

    def _left(self, row: OverrideRow) -> str:
        return elapsed.format_ms(-elapsed.since_ms(row.until_at))

    def _came(self, rows: list[OverrideRow]) -> None:
        self.model.replace(rows)
        self.back_button.setEnabled(self.table.current_record() is not None)

    def take_back(self, row: OverrideRow | None) -> None:
        """Ask why, then let it be as before."""
        if row is None:
            return
        title = self.tr("Take back: {name}, {queue}").format(name=person_name(row.person), queue=queue_name(row.queue))
        self.dialog = ReasonFormDialog(
            self._context,
            "end_override",
            str(row.id),
            title,
            self.tr("Take back"),
            lambda api, _reason, why: operations.end_override(api, row.id, why),
            OverrideRow,
            text_label=self.tr("Why (written down)"),
            limit=_WHY,
            parent=self.window(),
        )
        self.dialog.saved.connect(lambda _row: self.feed.refresh())
        self.dialog.refused.connect(lambda _error: self.feed.refresh())
        self.dialog.open()
