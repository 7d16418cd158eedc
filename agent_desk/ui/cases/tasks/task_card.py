"""One task, to read and to answer: what is asked, by whom, until when; what may be done is its buttons."""

from __future__ import annotations

import uuid
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import tasks
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.schemas.cases.tasks.changes import CaseTaskChanged
from agent_desk.schemas.cases.tasks.records import CaseTask
from agent_desk.schemas.cases.tasks.words import ACTIONS
from agent_desk.ui.cases.tasks import wording
from agent_desk.ui.cases.tasks.doing import TaskDoing
from agent_desk.ui.cases.tasks.wording import text
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.cards import KeyValue
from agent_desk.ui.kit.controls import Button, Card, Menu, Pill, label
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.scrolled import ScrollArea

TASK_WORK = ("case_task", "task_in_person", "task_answer", "task_watch")
"""Kinds of work items that are about a task."""
_SHOWN = 3
"""So many actions are buttons; the others stand in the menu."""


class TaskCard(Card):
    """Shows a task by its id and follows its changes. `case_wanted` carries the CaseTask whose case is to be read."""

    case_wanted = Signal(object)

    def __init__(self, context: DeskContext, *, opens: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._context, self._opens = context, opens
        self.task_id: uuid.UUID | None = None
        self.task: CaseTask | None = None
        self.feed: Feed[CaseTask] = Feed(
            context, self._ask, cares=changes_of(CaseTaskChanged, id_of=lambda: self.task_id), parent=self
        )
        self.doing = TaskDoing(context, self)
        self.doing.changed.connect(self.feed.refresh)
        self.state, self.due, self.presses = Pill(), Pill(), Pill()
        self.buttons: dict[str, Button] = {}
        self.more = Button(text("more"))
        self.menu = Menu(self)
        self.more.set_menu(self.menu)
        self.sheet = KeyValue()
        self.asked, self.said = (
            label("", "body", wrap=True, selectable=True),
            label("", "body", wrap=True, selectable=True),
        )
        self._said_head = label(text("result"), "section")
        self._lay()
        self.show_task(None)

    def _lay(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        for pill in (self.state, self.due, self.presses):
            head.addWidget(pill)
        head.addStretch(1)
        column.addLayout(head)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.SPACE_2)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        column.addLayout(self._row)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.SPACE_1, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        inner.setSpacing(theme.SPACE_3)
        inner.addWidget(label(text("asked"), "section"))
        inner.addWidget(self.asked)
        inner.addWidget(self.sheet)
        inner.addWidget(self._said_head)
        inner.addWidget(self.said)
        inner.addStretch(1)
        self._area = ScrollArea(inner, read=text("read"))
        column.addWidget(self._area, 1)
        self.states = FeedPanel(self._context, self.feed, content, self._came)
        self.add(self.states, 1)

    def focus_home(self) -> QWidget:
        """What is read: the arrows scroll it."""
        return self._area

    def show_task(self, task_id: uuid.UUID | None) -> None:
        """Show this task; None shows what to do instead."""
        if task_id == self.task_id and self.task is not None:
            self.feed.refresh()
            return
        self.task_id, self.task = task_id, None
        if task_id is None:
            self.set_title(" ")
            self.feed.forget()
            self.states.show_empty("check", text("none_chosen"), text("none_chosen_hint"))
            return
        self.feed.anew()

    def _ask(self) -> Request[CaseTask] | None:
        wanted = self.task_id
        return None if wanted is None else lambda api: tasks.task(api, wanted)

    def _came(self, task: CaseTask) -> None:
        self.task = task
        self.set_title(wording.titled(task))
        mark, due, presses = wording.state_mark(task), wording.due_mark(task), wording.pressing(task)
        self.state.set(mark.text, tone=mark.tone, icon=mark.icon)
        self.due.setVisible(due is not None)
        if due is not None:
            self.due.set(due.text, tone=due.tone, icon=due.icon)
        self.presses.setVisible(bool(presses))
        self.presses.set(" · ".join(presses), tone="bad", icon="bell")
        self.asked.setText(task.asked or wording.name(task))
        rows = [
            (text("case"), f"{words.pick(task.kind_zh, task.kind_en)} {task.number}"),
            (text("for"), wording.to(task)),
            (text("given_by"), wording.person(task.given_by) or "–"),
            (text("given_at"), words.date_time(task.made_at)),
        ]
        if task.delegated_by is not None:
            rows.append((text("passed_on"), wording.person(task.delegated_by)))
        if task.stands_in is not None:
            rows.append(("", text("stands_in").format(who=wording.person(task.stands_in))))
        self.sheet.set_rows(list(rows))
        back = task.state in ("handed_back", "withdrawn")
        self._said_head.setText(text("why" if back else "result"))
        for widget in (self._said_head, self.said):
            widget.setVisible(bool(task.words))
        self.said.setText(task.words)
        self._offer(task)

    def _offer(self, task: CaseTask) -> None:
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {}
        self.menu.clear()
        # Taking it is a step towards the answer; whoever can answer begins there.
        order = sorted(task.may, key=lambda one: (one != "do", one == "withdraw"))
        for at, action in enumerate(order):
            do = partial(self.doing.do, task, action)
            if at >= _SHOWN:
                self.menu.add(wording.offered(task, action), do, icon=ACTIONS[action].icon)
                continue
            button = Button(wording.offered(task, action), kind="primary" if at == 0 else "secondary")
            button.clicked.connect(lambda _=False, run=do: run())
            self._row.insertWidget(at, button)
            self.buttons[action] = button
        if self._opens and task.sees_case:
            self.menu.add(text("open_case"), lambda: self.case_wanted.emit(task), icon="arrow-right")
        self.more.setVisible(bool(self.menu.actions()))


class TaskDialog(Dialog):
    """One task over whatever workspace the person is in."""

    def __init__(self, context: DeskContext, task_id: uuid.UUID, parent: QWidget | None = None) -> None:
        super().__init__(text("read"), icon="check", parent=parent)
        self.setMinimumSize(640, 480)
        self.card = TaskCard(context)
        self.body.addWidget(self.card, 1)
        self.add_button(Button(self.tr("Close")), self.accept)
        self.card.show_task(task_id)
