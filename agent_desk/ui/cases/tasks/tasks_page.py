"""A person's tasks: for them, their role or their branch; those they gave, those they supervise, those that are done."""

from __future__ import annotations

import uuid
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.cases import tasks
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import PagedFeed, PageRequest
from agent_desk.schemas.cases.tasks.changes import CaseTaskChanged
from agent_desk.schemas.cases.tasks.operations import SUPERVISE
from agent_desk.schemas.cases.tasks.records import CaseTask, TaskList, TaskPage
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.ui.cases.tasks import wording
from agent_desk.ui.cases.tasks.task_card import TaskCard
from agent_desk.ui.cases.tasks.wording import text
from agent_desk.ui.kit import focus, theme, words
from agent_desk.ui.kit.controls import Button, Card, Segmented
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView

PAGE: Final = 100


class TasksPage(QWidget):
    """The list at the left, the task at the right. `case_wanted` carries the CaseTask whose case is to be read."""

    case_wanted = Signal(object)

    def __init__(self, context: DeskContext, *, opens: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.wanted: uuid.UUID | None = None
        """A task that is shown already: the list points at it where it has it."""
        self.feed: PagedFeed[TaskPage] = PagedFeed(
            context, self._ask, key=lambda row: row.id, cares=CaseTaskChanged.is_told_by, parent=self
        )
        views = [("open", text("open_ones")), ("given", text("given_ones"))]
        views += [("watched", text("watched_ones"))] if context.session.may(SUPERVISE) else []
        self.view = Segmented([*views, ("ended", text("ended_ones"))])
        self.model: TableModel[CaseTask] = TableModel(_columns(), key=lambda row: row.id)
        self.table: TableView[CaseTask] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(text("page"))
        self.count, self.more = theme.label("", "caption"), Button(text("show_more"), size="small")
        self.card = TaskCard(context, opens=opens)
        self.card.case_wanted.connect(self.case_wanted)
        self.view.changed.connect(lambda _view: self.feed.anew())
        self.more.clicked.connect(self.feed.more)
        self.table.selected_record.connect(self._selected)
        self.table.activated_record.connect(lambda _row: focus.to(self.card))
        self._lay()

    def _lay(self) -> None:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE_2)
        inner.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.more)
        self.more.hide()
        inner.addLayout(foot)
        self.states = FeedPanel(self._context, self.feed, content, self._came)
        left = Card(padding=theme.SPACE_3)
        left.add(self.view)
        left.add(theme.label(text("note"), "muted", wrap=True))
        left.add(self.states, 1)
        left.setMinimumWidth(460)
        self.card.setMinimumWidth(340)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.card)
        split.setSizes([700, 440])
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(split)

    def focus_home(self) -> QWidget:
        """The list: the arrows walk it."""
        return self.table

    def show_work(self, item: WorkItem) -> None:
        """Read the task that a work item is about."""
        self.wanted = item.subject_id
        self.card.show_task(item.subject_id)
        focus.to(self.card)

    def _ask(self) -> PageRequest[TaskPage] | None:
        view: TaskList = self.view.value()  # type: ignore[assignment]
        return lambda api, after: tasks.tasks(api, which=view, limit=PAGE, after=after)

    def _selected(self, task: CaseTask | None) -> None:
        if task is not None:
            self.card.show_task(task.id)

    def _came(self, page: TaskPage) -> Nothing | None:
        self.model.replace(page.items)
        self.more.setVisible(page.next is not None)
        said = text("first") if page.next is not None else text("listed")
        self.count.setText(said.format(n=len(page.items)) if page.items else "")
        wanted, self.wanted = self.wanted, None
        if not page.items:
            if wanted is None:
                self.card.show_task(None)
            return Nothing("circle-check", text("none"), text("none_hint"))
        if wanted is not None:
            self.table.select_key(wanted)
        elif self.table.current_record() is None:
            self.table.selectRow(0)
        return None


def _columns() -> list[Column[CaseTask]]:
    return [
        Column(text("state"), lambda row: wording.state_mark(row).text, mark=wording.state_mark, width=104),
        Column(
            text("due"),
            lambda row: (wording.due_mark(row) or Mark("–")).text,
            mark=lambda row: wording.due_mark(row) or Mark("–"),
            width=118,
        ),
        Column(text("case"), lambda row: row.number, width=136),
        Column(text("name"), wording.name, tooltip=lambda row: row.asked),
        Column(text("for"), wording.to, width=130),
        Column(text("given_by"), lambda row: words.pick(*_names(row)), width=80),
    ]


def _names(row: CaseTask) -> tuple[str, str]:
    return (row.given_by.name, row.given_by.name_en) if row.given_by is not None else ("–", "–")
