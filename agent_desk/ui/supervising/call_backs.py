"""The agent's call-backs: callers who gave up waiting and are to be called, called by a press, with what came of it."""

from __future__ import annotations

import uuid
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.desk.supervising import operations
from agent_desk.schemas.supervising.changes import CallbackTaskChanged
from agent_desk.schemas.supervising.records import TaskResultForm, TaskRow
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, Card, ElidedLabel, IconButton, Menu, Pill
from agent_desk.ui.kit.floor_presentation import queue_name
from agent_desk.ui.kit.pages.feed_panel import StaleMark
from agent_desk.ui.supervising.task_words import result_word

SHOWN = 3
"""Rows shown at once; the others follow as these are done."""


class CallBackCard(Card):
    """Hidden while there is nobody to call back. `call_wanted` carries the task's id."""

    call_wanted = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Call back"), icon="phone-outgoing", padding=theme.SPACE_3, parent=parent)
        self._context = context
        self.feed: Feed[list[TaskRow]] = Feed(
            context,
            lambda: operations.own_tasks,
            cares=changes_of(CallbackTaskChanged),
            gather_ms=operations.SOON_MS,
            crowd=True,
            parent=self,
        )
        self.count = Pill()
        self.add_header(StaleMark(self.feed))
        self.add_header(self.count)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.SPACE_1)
        self.body.addLayout(self._rows)
        self.lines: list[CallBackLine] = []
        self._busy = False
        self.feed.came.connect(self._came)
        self.hide()

    def start(self) -> None:
        """Those who may call others have such a list."""
        if self._context.session.may("calls.dial"):
            self.feed.start()

    def close_down(self) -> None:
        """Watch no more."""
        self.feed.stop()

    def _came(self, tasks: list[TaskRow]) -> None:
        for line in self.lines:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [CallBackLine(task, self) for task in tasks[:SHOWN]]
        for line in self.lines:
            self._rows.addWidget(line)
        self.count.set(words.number(len(tasks)), tone="accent_ink", icon="users")
        self._appear()

    def point_at(self, task_id: uuid.UUID) -> None:
        """Put the keyboard on the button that calls this one."""
        for line in self.lines:
            if line.task.id == task_id:
                line.call_button.setFocus()

    def set_busy(self, busy: bool) -> None:
        """During a call there is nobody else to call: the call has the room."""
        self._busy = busy
        self._appear()

    def _appear(self) -> None:
        self.setVisible(bool(self.lines) and not self._busy)

    def say(self, task: TaskRow, result: str, *, done: bool) -> None:
        """Tell the hub what came of it."""
        api = self._context.api
        form = TaskResultForm.model_validate({"result": result, "done": done, "version": task.version})
        self._context.background.run(
            self, lambda: operations.task_result(api, task.id, form), lambda _task: self.feed.refresh(), self._failed
        )

    def _failed(self, error: DeskError) -> None:
        self._context.tell(error)
        self.feed.refresh()


class CallBackLine(QWidget):
    """One caller: number (masked), queue, since when; call, or say what came of it."""

    def __init__(self, task: TaskRow, card: CallBackCard) -> None:
        super().__init__(card)
        self.task, self._card = task, card
        tried = result_word(task.result)
        when = self.tr("{queue} · called {time}").format(
            queue=queue_name(task.queue), time=words.time_of_day(task.first_at)
        )
        said = ElidedLabel()
        said.setText(f"{task.caller.text} · {when}" + (f" · {tried}" if tried else ""))
        said.setToolTip(task.note or said.text())
        mine = task.taken_by is not None
        self.call_button = Button(self.tr("Again") if mine else self.tr("Call"), icon="phone-outgoing", size="small")
        self.call_button.clicked.connect(lambda: card.call_wanted.emit(task.id))
        self.more = IconButton("ellipsis", self.tr("What came of it"), size="small")
        self.more.clicked.connect(self._open)
        theme.appear(self.more, mine or task.assigned is not None)
        self.menu: Menu | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(said, 1)
        row.addWidget(self.call_button)
        row.addWidget(self.more)
        self.setAccessibleName(said.text())

    def _open(self) -> None:
        menu = self.menu = Menu(self)
        actions = (
            (self.tr("Reached"), "reached", True, "circle-check"),
            (self.tr("Not reached: keep on the list"), "not_reached", False, "undo-2"),
            (self.tr("Not reached: give up"), "not_reached", True, "circle-x"),
            (self.tr("Wrong number"), "wrong_number", True, "circle-off"),
        )
        for text, result, done, icon in actions:
            menu.add(text, partial(self._card.say, self.task, result, done=done), icon=icon)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    @property
    def task_id(self) -> uuid.UUID:
        """Which task."""
        return self.task.id
