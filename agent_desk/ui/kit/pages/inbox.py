"""The inbox: what a person has to do, or may do, of whatever area; taken, handed back, or opened where it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit import work
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.kit.changes import WorkItemChanged
from agent_desk.schemas.kit.work_items import KINDS, STATES, Inbox, WorkItem
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.table_model import Column, Mark, TableModel
from agent_desk.ui.kit.tables import TableView

T = TypeVar("T")
PRESSING = 2
"""From this priority on an item is marked."""


def inbox_feed(context: DeskContext, parent: QWidget, *, counts_only: bool = False) -> Feed[Inbox]:
    """Make a feed of the caller's inbox. What is anybody's moves for many at once, so they do not all ask in one moment."""
    cares = WorkItemChanged.is_told_by
    return Feed(context, lambda: work.mine, cares=cares, crowd=True, counts_only=counts_only, parent=parent)


class InboxButton(Button):
    """How much there is to do; hidden while there is nothing."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(kind="ghost", size="small", icon="clipboard-list", parent=parent)
        self.feed = inbox_feed(context, self, counts_only=True)
        self.feed.came.connect(self._came)
        self.hide()

    def start(self) -> None:
        """Count from now on."""
        self.feed.start()

    def _came(self, inbox: Inbox) -> None:
        self.retranslate()
        self.setVisible(bool(inbox.items))

    def retranslate(self) -> None:
        """Put its text in the language in force."""
        found = self.feed.now
        count = words.number(len(found.items)) + ("+" if found.more else "") if found is not None else ""
        self.set_label(self.tr("To do: {n}").format(n=count))
        self.set_tip(self.tr("What is waiting for you, or for anybody who may do it"))


class InboxDialog(Dialog):
    """The list. `opened` carries a WorkItem that the workspace shall show where it is done."""

    opened = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("To do"), icon="clipboard-list", parent=parent)
        self.setMinimumSize(820, 480)
        self._context = context
        self.model: TableModel[WorkItem] = TableModel(self._columns(), key=lambda one: one.id)
        self.table: TableView[WorkItem] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(self.tr("To do"))
        self.feed = inbox_feed(context, self)
        self.body.addWidget(FeedPanel(context, self.feed, self.table, self._came), 1)
        self.open_button = self.add_button(Button(self.tr("Open"), icon="arrow-right"), self.open_current)
        self.take_button = self.add_button(Button(self.tr("Take"), icon="user-check"), self.take)
        self.back_button = self.add_button(Button(self.tr("Hand back"), icon="undo-2"), self.hand_back)
        self.read_button = self.add_button(Button(self.tr("Read"), icon="check"), self.read_notice)
        self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)
        self.table.selected_record.connect(self._selected)
        self.table.activated_record.connect(self._open)
        self._selected(None)

    def _columns(self) -> list[Column[WorkItem]]:
        return [
            Column(self.tr("What"), lambda one: words.say(KINDS.of(one.kind)), mark=self._kind, width=150),
            Column(self.tr("About"), lambda one: words.pick(one.title_zh, one.title_en)),
            Column(self.tr("State"), lambda one: words.say(STATES.of(one.state)), mark=self._state, width=140),
            Column(self.tr("For"), self._whose, width=120),
            Column(self.tr("Due"), self._due, width=130, tone=self._due_tone),
            Column(self.tr("Since"), lambda one: words.short(one.created_at), width=120),
        ]

    def _kind(self, one: WorkItem) -> Mark:
        term = KINDS.of(one.kind)
        return Mark(words.say(term), "bad" if one.priority > PRESSING else term.tone, term.icon)

    def _state(self, one: WorkItem) -> Mark:
        return Mark.of(STATES.of(one.state))

    def _whose(self, one: WorkItem) -> str:
        if one.taken_by:
            return self.tr("me") if one.mine else one.taken_by
        return self.tr("me") if one.mine else self.tr("anybody")

    def _due(self, one: WorkItem) -> str:
        return words.short(one.due_at) if one.due_at is not None else "–"

    def _due_tone(self, one: WorkItem) -> str:
        return "bad" if one.due_at is not None and one.due_at < elapsed.now() else "text"

    def _came(self, inbox: Inbox) -> Nothing | None:
        self.model.replace(inbox.items)
        self._selected(self.table.current_record())
        if inbox.items:
            return None
        return Nothing("circle-check", self.tr("Nothing to do"), self.tr("What comes up stands here by itself."))

    def _selected(self, one: WorkItem | None) -> None:
        self.open_button.setEnabled(one is not None)
        self.take_button.setEnabled(one is not None and one.may_take)
        self.back_button.setEnabled(one is not None and one.may_hand_back)
        self.read_button.setEnabled(one is not None and one.notice)

    def open_current(self) -> None:
        """Show the selected one where it is done."""
        one = self.table.current_record()
        if one is not None:
            self._open(one)

    def _open(self, one: WorkItem) -> None:
        self.opened.emit(one)
        self.accept()

    def take(self) -> None:
        """Have the selected one; somebody who was quicker is named."""
        one = self.table.current_record()
        if one is not None:
            item_id = one.id
            self._do(lambda api: work.take(api, item_id))

    def hand_back(self) -> None:
        """Let others have the selected one."""
        one = self.table.current_record()
        if one is not None:
            item_id = one.id
            self._do(lambda api: work.hand_back(api, item_id))

    def read_notice(self) -> None:
        """Let the selected one go, which only says something."""
        one = self.table.current_record()
        if one is not None:
            item_id = one.id
            self._do(lambda api: work.read_notice(api, item_id))

    def _do(self, what: Callable[[Api], T]) -> None:
        context, api = self._context, self._context.api
        context.background.run(self, lambda: what(api), lambda _item: self.feed.refresh(), self._failed)

    def _failed(self, error: DeskError) -> None:
        self._context.tell(error)
        self.feed.refresh()
