"""The tasks of a case, on its page: for whom each is and how it stands; what may be done with one are its buttons, reached by Tab."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import tasks
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.cases.tasks.changes import CaseTaskChanged
from agent_desk.schemas.cases.tasks.records import CaseTask, MatterWord
from agent_desk.schemas.cases.tasks.words import ACTIONS
from agent_desk.ui.cases.tasks import wording
from agent_desk.ui.cases.tasks.dialogs import GiveDialog
from agent_desk.ui.cases.tasks.doing import TaskDoing
from agent_desk.ui.cases.tasks.wording import text
from agent_desk.ui.kit import layouts, theme, words
from agent_desk.ui.kit.controls import Button, Icon, Menu, label
from agent_desk.ui.kit.pages.feed_panel import FeedPanel


class CaseTasks(QWidget):
    """Shows the tasks of one case and follows their changes."""

    def __init__(self, context: DeskContext, matter: MatterWord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._matter: MatterWord = matter
        self.case_id: uuid.UUID | None = None
        self.number = ""
        self.feed: Feed[list[CaseTask]] = Feed(context, self._ask, cares=self._cares, parent=self)
        self.doing = TaskDoing(context, self)
        self.doing.changed.connect(self.feed.refresh)
        self.give_button = Button(text("give"), size="small", icon="plus")
        self.give_button.clicked.connect(self.give)
        self.offered: dict[tuple[uuid.UUID, str], Callable[[], None]] = {}
        self.shown: list[CaseTask] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.SPACE_2)
        self._lay()

    def _lay(self) -> None:
        content = QWidget()
        page = QVBoxLayout(content)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        head = QHBoxLayout()
        head.addWidget(label(text("tasks"), "section"))
        head.addStretch(1)
        head.addWidget(self.give_button)
        page.addLayout(head)
        page.addLayout(self._column)
        self.states = FeedPanel(self._context, self.feed, content, self._came)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.states)
        self.hide()

    def show_case(self, case_id: uuid.UUID | None, number: str = "", *, may_give: bool = False) -> None:
        """Show the tasks of this case; None of no case."""
        self.number = number
        self.give_button.setVisible(may_give)
        self.setVisible(case_id is not None)
        if case_id == self.case_id:
            return
        self.case_id, self.shown = case_id, []
        if case_id is None:
            self.feed.forget()
        else:
            self.feed.anew()

    def _ask(self) -> Request[list[CaseTask]] | None:
        wanted, matter = self.case_id, self._matter
        return None if wanted is None else lambda api: tasks.tasks_of(api, matter, wanted)

    def _cares(self, change: Change) -> bool:
        told = CaseTaskChanged.read(change)
        return told is not None and bool(self.number) and told.number == self.number

    def _came(self, found: list[CaseTask]) -> None:
        self.shown = found
        self.offered = {}
        layouts.empty(self._column)
        several: dict[tuple[str, datetime], list[CaseTask]] = {}
        for task in found:
            if task.in_person:
                several.setdefault((task.name_zh, task.made_at), []).append(task)
            else:
                self._column.addWidget(self._line(task))
        for tasks_ in several.values():
            self._show_each(tasks_)
        if not found:
            self._column.addWidget(label(text("none"), "caption"))

    def _show_each(self, tasks_: list[CaseTask]) -> None:
        """Show what everybody does in person: how many have, who has, and a line for each who has not yet."""
        done = [one for one in tasks_ if one.state == "done"]
        over = any(one.state == "withdrawn" for one in tasks_) and not any(one.state == "open" for one in tasks_)
        said = text("each_over" if over else "each_done")
        head = said.format(name=wording.name(tasks_[0]), done=len(done), all=len(tasks_))
        self._column.addWidget(label(head, "caption" if over else "strong", wrap=True))
        if done:
            who = words.listed(f"{wording.to(one)} {words.short(one.ended_at)}" for one in done if one.ended_at)
            self._column.addWidget(label(text("done_by").format(who=who), "caption", wrap=True, selectable=True))
        for one in tasks_:
            if one.state == "open":
                self._column.addWidget(self._line(one))

    def give(self) -> None:
        """Ask for a new task of the case."""
        case_id = self.case_id
        if case_id is not None:
            self.doing.with_choices(
                lambda choices: GiveDialog(self._context, self._matter, case_id, self.number, choices, self.window())
            )

    def _line(self, task: CaseTask) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        mark = wording.state_mark(task)
        row.addWidget(Icon(mark.icon, mark.tone), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(label(f"{wording.name(task)} → {wording.to(task)}", "strong", wrap=True))
        due = wording.due_mark(task)
        facts = [mark.text, *([due.text] if due is not None else []), *wording.pressing(task)]
        if task.ended_by is not None:
            facts.append(wording.person(task.ended_by))
        said.addWidget(label("  ·  ".join(facts), "caption", wrap=True))
        # What everybody was asked is one text, which stands in the case itself.
        for words_ in ("" if task.in_person else task.asked, task.words):
            if words_:
                said.addWidget(label(words_, "body", wrap=True, selectable=True))
        row.addLayout(said, 1)
        self._buttons(row, task)
        line.setAccessibleName(f"{wording.name(task)}, {wording.to(task)}, {', '.join(facts)}: {task.words}")
        return line

    def _buttons(self, row: QHBoxLayout, task: CaseTask) -> None:
        """The first thing that may be done is a button, the others stand in its neighbour's menu."""
        for action in task.may:
            self.offered[task.id, action] = partial(self.doing.do, task, action)
        if task.may:
            first = Button(wording.offered(task, task.may[0]), size="small")
            first.clicked.connect(self.offered[task.id, task.may[0]])
            row.addWidget(first, 0, Qt.AlignmentFlag.AlignTop)
        if len(task.may) > 1:
            more = Button(text("more"), size="small")
            menu = Menu(more)
            for action in task.may[1:]:
                menu.add(wording.offered(task, action), self.offered[task.id, action], icon=ACTIONS[action].icon)
            more.set_menu(menu)
            more.setAccessibleName(f"{text('more')}: {words.pick(task.name_zh, task.name_en)}")
            row.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
