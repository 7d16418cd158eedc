"""Today's abandoned callers: who gave up, whether somebody has talked to them since, one click to have them called back."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, PushListener, changes_of
from agent_desk.desk.supervising import operations
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.figures.board import BOARD
from agent_desk.schemas.supervising.changes import CallbackTaskChanged
from agent_desk.schemas.supervising.records import AbandonedList, AbandonedRow, Audience, TaskResultForm, TaskRow
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, Menu, Segmented
from agent_desk.ui.kit.floor_presentation import person_name, queue_name
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView
from agent_desk.ui.supervising.task_words import result_word

_CALLS_MS = 10_000
"""Calls end many times a second; the list follows within so long. Each reading of it is written down in the audit trail."""
_AGENTS_OFFERED = 30
ACT = 7
"""The column that is pressed."""


class AbandonedPanel(QWidget):
    """One row per caller, those nobody has talked to first, by first arrival."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._audience: Feed[Audience] = Feed(context, lambda: operations.audience, parent=self)
        self.allowed = context.session.may("floor.steer")
        self.feed: Feed[AbandonedList] = Feed(
            context,
            lambda: operations.abandoned,
            cares=changes_of(CallbackTaskChanged),
            gather_ms=operations.SOON_MS,
            parent=self,
        )
        self.filter = Segmented([("open", self.tr("Still to be called")), ("all", self.tr("All of today"))])
        self.says = theme.label("", "muted")
        self.call_button = Button(self.tr("Have them called back"), kind="primary", icon="phone-outgoing", size="small")
        self.model: TableModel[AbandonedRow] = TableModel(self._columns(), key=lambda row: row.call_id)
        self.table: TableView[AbandonedRow] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(self.tr("Abandoned callers"))
        self.table.set_menu(self._menu)
        named = (self._audience,) if self.allowed and context.session.may("floor.message") else ()
        self.states = FeedPanel(context, self.feed, self._content(), self._came, also=named)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.states)
        self._connect()
        self.setFocusProxy(self.table)

    def _content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_3)
        head.addWidget(self.filter)
        head.addWidget(self.says)
        head.addStretch(1)
        head.addWidget(self.call_button)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        return content

    def _connect(self) -> None:
        context = self._context
        self._moved: object = None
        self.filter.changed.connect(lambda _: self._show())
        self.table.clicked.connect(self._clicked)
        self.table.activated_record.connect(self.call_back)
        self.table.selected_record.connect(lambda _row: self._enable())
        self.call_button.clicked.connect(lambda: self.call_back(self.table.current_record()))
        PushListener(context.live, BOARD, self._board_pushed, self)

    def _columns(self) -> list[Column[AbandonedRow]]:
        return [
            Column(self.tr("Caller"), lambda row: row.caller.text or self.tr("withheld"), width=118),
            Column(self.tr("May be"), self._customers),
            Column(self.tr("Queue"), lambda row: queue_name(row.queue), width=132),
            Column(self.tr("Calls"), lambda row: words.number(row.calls), align="right", width=58),
            Column(self.tr("First"), lambda row: words.time_of_day(row.first_at), align="right", width=64),
            Column(self.tr("Last"), lambda row: words.time_of_day(row.last_at), align="right", width=64),
            Column(self.tr("Waited"), lambda row: words.duration(row.longest_wait_ms), align="right", width=72),
            Column(
                self.tr("Call-back"),
                lambda row: self.mark(row).text,
                mark=self.mark,
                width=214,
                tooltip=lambda row: row.task.note if row.task is not None else "",
            ),
        ]

    def _customers(self, row: AbandonedRow) -> str:
        return self.tr(", ").join(f"{one.name.text} {one.number}" for one in row.customers)

    def mark(self, row: AbandonedRow) -> Mark:
        """Return what is done about a caller, or the press that does it."""
        if row.settled == "called_back":
            return Mark(self._at(self.tr("called back {time}"), row), "good", "circle-check")
        if row.settled == "called_again":
            return Mark(self._at(self.tr("called again {time}"), row), "good", "circle-check")
        if row.settled == "promised":
            return Mark(self.tr("keeps a place in the queue"), "good", "clock")
        if row.task is not None:
            return self._task_mark(row.task)
        if row.withheld:
            return Mark(self.tr("cannot be called"), "muted", "circle-off")
        return Mark(self.tr("Call back"), "accent_ink", "phone-outgoing")

    def _at(self, text: str, row: AbandonedRow) -> str:
        return text.format(time=words.time_of_day(row.settled_at) if row.settled_at is not None else "")

    def _task_mark(self, task: TaskRow) -> Mark:
        if task.state == "done":
            return Mark(result_word(task.result), "good" if task.result == "reached" else "muted", "check")
        if task.taken_by is not None:
            said = self.tr("{name} calls").format(name=person_name(task.taken_by))
            return Mark(f"{said} · {result_word(task.result)}" if task.result else said, "warning", "phone-call")
        whom = person_name(task.assigned) if task.assigned is not None else self.tr("anybody")
        return Mark(self.tr("to be called by {name}").format(name=whom), "warning", "clipboard-list")

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _came(self, found: AbandonedList) -> None:
        said = self.tr("Abandoned calls: {calls}. Callers nobody has talked to since: {open}")
        self.says.setText(said.format(calls=found.calls, open=found.open))
        self._show()

    def _show(self) -> None:
        found = self.feed.now
        if found is None:
            return
        wanted = self.filter.value()
        self.model.replace([row for row in found.items if wanted == "all" or self.is_open(row)])
        if found.items:
            self.table.set_empty("circle-check", self.tr("Everybody has been talked to"))
        else:
            self.table.set_empty("circle-check", self.tr("Nobody gave up waiting today"))
        self._enable()

    def is_open(self, row: AbandonedRow) -> bool:
        """Return whether somebody has yet to talk to this caller."""
        return row.settled is None and (row.task is None or row.task.state != "done")

    def can_call(self, row: AbandonedRow) -> bool:
        """Return whether a press makes a task."""
        return self.allowed and row.settled is None and row.task is None and not row.withheld

    def _enable(self) -> None:
        row = self.table.current_record()
        self.call_button.setVisible(self.allowed)
        self.call_button.setEnabled(row is not None and self.can_call(row))

    def _clicked(self, index: QModelIndex) -> None:
        row = self.model.record(index.row())
        if index.column() == ACT and row is not None:
            self.call_back(row)

    # -- what is done ------------------------------------------------------------------------------------------------

    def call_back(self, row: AbandonedRow | None, person: PersonRef | None = None) -> None:
        """Have this caller called back, by one agent or by anybody."""
        if row is None or not (self.can_call(row) or (person is not None and row.task is not None)):
            return
        api, whom = self._context.api, person.id if person is not None else None
        self._context.background.run(
            self, lambda: operations.add_task(api, row.call_id, whom), lambda _task: self.feed.refresh(), self._failed
        )

    def close_task(self, task: TaskRow) -> None:
        """Nobody need call any more."""
        api, form = self._context.api, TaskResultForm(result="withdrawn", version=task.version)
        self._context.background.run(
            self, lambda: operations.close_task(api, task.id, form), lambda _task: self.feed.refresh(), self._failed
        )

    def _failed(self, error: DeskError) -> None:
        self._context.tell(error)
        self.feed.refresh()

    def _menu(self, row: AbandonedRow) -> QMenu | None:
        waits = row.task is not None and row.task.state == "open"
        if not self.allowed or not (self.can_call(row) or (row.task is not None and row.task.state != "done")):
            return None
        menu = Menu(self.table)
        if self.can_call(row):
            menu.add(self.tr("Call back: anybody"), lambda: self.call_back(row), icon="phone-outgoing")
        if (self.can_call(row) or waits) and self._audience.now is not None:
            for person in self._audience.now.people[:_AGENTS_OFFERED]:
                name = f"{person_name(person)} {person.agent_code or ''}".strip()
                menu.add(
                    self.tr("Call back: {name}").format(name=name),
                    partial(self.call_back, row, person),
                    icon="user",
                )
        if row.task is not None:
            menu.addSeparator()
            task = row.task
            menu.add(self.tr("Nobody need call any more"), lambda: self.close_task(task), icon="circle-x")
        return menu

    # -- fresh while in sight ----------------------------------------------------------------------------------------

    def _board_pushed(self, body: dict[str, Any]) -> None:
        """Calls are told of to those whom they are about; that some moved, the board says: given up, answered, talked to."""
        moved = (
            body["total"]["abandoned"],
            body["total"]["answered"],
            [one["call_id"] for one in body["agents"] if one["state"] == "talking"],
        )
        fresh, self._moved = moved != self._moved, moved
        if fresh:
            self.feed.news(within_ms=_CALLS_MS)
